# By the id that the service gave the backend.
terraform import hoody_backend_netstorage.example bck_9e0f1a2b3c4d5e6f
