import {
  to = hoody_backend_google_cloud_storage.example
  id = "bck_5e6f7a8b9c0d1e2f"
}
