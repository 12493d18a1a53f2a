# By the id that the service gave the backend.
terraform import hoody_backend_cloudinary.example bck_6b7c8d9e0f1a2b3c
