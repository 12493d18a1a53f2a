import {
  to = hoody_backend_qingstor.example

  identity = {
    id = "bck_4a5b6c7d8e9f0a1b"
  }
}
