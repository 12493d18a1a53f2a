# By the id that the service gave the backend.
terraform import hoody_backend_sia.example bck_2b3c4d5e6f7a8b9c
