# By the id that the service gave the backend.
terraform import hoody_backend_internetarchive.example bck_3c4d5e6f7a8b9c0d
