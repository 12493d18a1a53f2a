variable "pikpak_password" {
  type      = string
  sensitive = true
  ephemeral = true
}

# An id of its own makes Hoody one device, which PikPak knows again. `openssl rand -hex 16`
# makes one.
resource "hoody_backend_pikpak" "example" {
  description = "Films of the club"
  user        = "club@example.com"
  pass_wo     = var.pikpak_password
  device_id   = "5f1d7a84e0c94bfa93b2c6d8e7a1f034"

  verify_path = "films"
}

resource "hoody_mount" "films" {
  backend_id = hoody_backend_pikpak.example.id
  mount_path = "club-films"
}
