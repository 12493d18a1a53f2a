# By the id that the service gave the backend.
terraform import hoody_backend_sftp.example bck_3e4f5a6b7c8d9e0f
