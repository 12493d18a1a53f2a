import {
  to = hoody_backend_s3.example
  id = "bck_9c0d1e2f3a4b5c6d"
}
