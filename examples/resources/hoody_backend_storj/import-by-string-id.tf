import {
  to = hoody_backend_storj.example
  id = "bck_0f1a2b3c4d5e6f7a"
}
