variable "jottacloud_token" {
  type      = string
  sensitive = true
  ephemeral = true
}

# Only another version of the token is looked at, since Hoody renews what it was given.
resource "hoody_backend_jottacloud" "example" {
  description = "Backups of the shop"
  token_wo    = var.jottacloud_token
  no_versions = true

  credentials_wo_version = "2026-11-30"
}

resource "hoody_mount" "registers" {
  backend_id = hoody_backend_jottacloud.example.id
  mount_path = "registers"
}
