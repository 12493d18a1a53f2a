import {
  to = hoody_backend_imagekit.example
  id = "bck_7c8d9e0f1a2b3c4d"
}
