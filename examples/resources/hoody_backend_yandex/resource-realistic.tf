variable "yandex_token" {
  type      = string
  sensitive = true
  ephemeral = true
}

# Only another version of the token is looked at, since Hoody renews what it was given.
resource "hoody_backend_yandex" "example" {
  description = "Maps"
  token_wo    = var.yandex_token
  hard_delete = true

  credentials_wo_version = "2026-11-30"
  verify_path            = "Maps"
}

resource "hoody_mount" "maps" {
  backend_id = hoody_backend_yandex.example.id
  mount_path = "maps"
}
