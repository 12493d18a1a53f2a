import {
  to = hoody_backend_sftp.example
  id = "bck_3e4f5a6b7c8d9e0f"
}
