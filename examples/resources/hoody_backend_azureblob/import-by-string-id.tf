import {
  to = hoody_backend_azureblob.example
  id = "bck_8a7b9c0d1e2f3a4b"
}
