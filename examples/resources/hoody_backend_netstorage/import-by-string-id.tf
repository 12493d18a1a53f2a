import {
  to = hoody_backend_netstorage.example
  id = "bck_9e0f1a2b3c4d5e6f"
}
