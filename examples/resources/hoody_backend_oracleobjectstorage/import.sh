# By the id that the service gave the backend.
terraform import hoody_backend_oracleobjectstorage.example bck_1a2b3c4d5e6f7a8b
