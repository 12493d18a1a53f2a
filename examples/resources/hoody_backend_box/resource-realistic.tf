variable "box_token" {
  type      = string
  sensitive = true
  ephemeral = true
}

variable "box_client_secret" {
  type      = string
  sensitive = true
  ephemeral = true
}

# A token of your own OAuth client. Only another version of it is looked at, since
# Hoody renews what it was given.
resource "hoody_backend_box" "example" {
  description      = "Contracts"
  client_id        = "ly1nj6n11vionaie65emwzk575hnnmrk"
  client_secret_wo = var.box_client_secret
  token_wo         = var.box_token

  credentials_wo_version = "2026-11-30"

  root_folder_id = "160123456789"
}

resource "hoody_mount" "contracts" {
  backend_id = hoody_backend_box.example.id
  mount_path = "contracts"
}
