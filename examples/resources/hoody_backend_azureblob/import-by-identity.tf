import {
  to = hoody_backend_azureblob.example

  identity = {
    id = "bck_8a7b9c0d1e2f3a4b"
  }
}
