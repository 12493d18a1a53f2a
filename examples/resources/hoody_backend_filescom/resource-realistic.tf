variable "files_password" {
  type      = string
  sensitive = true
  ephemeral = true
}

# A user of the site at its own domain, whose password can be changed in place.
resource "hoody_backend_filescom" "example" {
  description = "Exchange with suppliers"
  site        = "files.example.com"
  username    = "hoody"
  password_wo = var.files_password

  verify      = "write"
  verify_path = "suppliers/incoming"
}

resource "hoody_mount" "suppliers" {
  backend_id = hoody_backend_filescom.example.id
  mount_path = "suppliers"

  vfs = { cache_mode = "full" }
}
