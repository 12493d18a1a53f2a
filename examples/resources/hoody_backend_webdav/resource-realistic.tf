variable "app_password" {
  type      = string
  sensitive = true
  ephemeral = true
}

# Nextcloud makes a password for each program: Settings, Security, Devices and
# sessions.
resource "hoody_backend_webdav" "example" {
  description = "Pictures of the museum"
  url         = "https://cloud.example.com/remote.php/dav/files/curator/"
  vendor      = "nextcloud"
  user        = "curator"
  pass_wo     = var.app_password

  verify_path = "Pictures"
}

resource "hoody_mount" "pictures" {
  backend_id = hoody_backend_webdav.example.id
  mount_path = "pictures"

  vfs = { cache_mode = "full" }
}
