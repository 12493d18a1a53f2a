# By the id that the service gave the backend.
terraform import hoody_backend_s3.example bck_9c0d1e2f3a4b5c6d
