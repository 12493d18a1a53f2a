variable "opendrive_password" {
  type      = string
  sensitive = true
  ephemeral = true
}

# Larger parts for large recordings: each upload holds one of them in memory.
resource "hoody_backend_opendrive" "example" {
  description = "Recordings of the choir"
  username    = "choir@example.com"
  password_wo = var.opendrive_password
  chunk_size  = "67108864"

  verify      = "write"
  verify_path = "Recordings"
}

resource "hoody_mount" "choir" {
  backend_id = hoody_backend_opendrive.example.id
  mount_path = "choir"

  vfs = { cache_mode = "full" }
}
