import {
  to = hoody_backend_sia.example
  id = "bck_2b3c4d5e6f7a8b9c"
}
