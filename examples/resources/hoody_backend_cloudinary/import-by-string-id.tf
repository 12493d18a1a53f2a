import {
  to = hoody_backend_cloudinary.example
  id = "bck_6b7c8d9e0f1a2b3c"
}
