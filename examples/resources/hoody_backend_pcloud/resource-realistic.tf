variable "pcloud_token" {
  type      = string
  sensitive = true
  ephemeral = true
}

# An account in Europe, and one folder of it.
resource "hoody_backend_pcloud" "example" {
  description    = "Field recordings"
  hostname       = "eapi.pcloud.com"
  token_wo       = var.pcloud_token
  root_folder_id = "d15837462910"
}

resource "hoody_mount" "recordings" {
  backend_id = hoody_backend_pcloud.example.id
  mount_path = "recordings"

  vfs = { cache_mode = "full" }
}
