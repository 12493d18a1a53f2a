import {
  to = hoody_backend_swift.example

  identity = {
    id = "bck_8d9e0f1a2b3c4d5e"
  }
}
