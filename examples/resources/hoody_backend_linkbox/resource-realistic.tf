variable "linkbox_token" {
  type      = string
  sensitive = true
  ephemeral = true
}

variable "linkbox_password" {
  type      = string
  sensitive = true
  ephemeral = true
}

# As Hoody signs in from version 2026-10 on: the token writes, and the account lists and reads.
resource "hoody_backend_linkbox" "example" {
  description = "Lectures to download"
  token_wo    = var.linkbox_token
  email       = "lectures@example.com"
  password_wo = var.linkbox_password

  verify      = "write"
  verify_path = "lectures"
}

resource "hoody_mount" "recordings" {
  backend_id = hoody_backend_linkbox.example.id
  mount_path = "lecture-files"
}
