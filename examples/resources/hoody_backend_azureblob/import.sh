# By the id that the service gave the backend.
terraform import hoody_backend_azureblob.example bck_8a7b9c0d1e2f3a4b
