# By the id that the service gave the backend.
terraform import hoody_backend_storj.example bck_0f1a2b3c4d5e6f7a
