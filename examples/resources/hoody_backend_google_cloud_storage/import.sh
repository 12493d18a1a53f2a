# By the id that the service gave the backend.
terraform import hoody_backend_google_cloud_storage.example bck_5e6f7a8b9c0d1e2f
