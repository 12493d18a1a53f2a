import {
  to = hoody_backend_internetarchive.example
  id = "bck_3c4d5e6f7a8b9c0d"
}
