# By the id that the service gave the backend.
terraform import hoody_backend_azurefiles.example bck_2c4d6e8f0a1b3c5d
