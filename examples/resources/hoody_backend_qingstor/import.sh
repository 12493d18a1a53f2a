# By the id that the service gave the backend.
terraform import hoody_backend_qingstor.example bck_4a5b6c7d8e9f0a1b
