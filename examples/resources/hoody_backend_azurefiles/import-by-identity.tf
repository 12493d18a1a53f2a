import {
  to = hoody_backend_azurefiles.example

  identity = {
    id = "bck_2c4d6e8f0a1b3c5d"
  }
}
