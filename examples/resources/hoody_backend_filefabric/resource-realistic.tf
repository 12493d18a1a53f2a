variable "file_fabric_token" {
  type      = string
  sensitive = true
  ephemeral = true
}

# A token of a service account, made at the dashboard: Security, My Authentication Tokens.
resource "hoody_backend_filefabric" "example" {
  description        = "Drawings of the office"
  url                = "https://fabric.example.com"
  permanent_token_wo = var.file_fabric_token

  verify      = "write"
  verify_path = "drawings"
}

resource "hoody_mount" "drawings" {
  backend_id = hoody_backend_filefabric.example.id
  mount_path = "drawings"
}
