import {
  to = hoody_backend_tardigrade.example

  identity = {
    id = "bck_1a2b3c4d5e6f7a8b"
  }
}
