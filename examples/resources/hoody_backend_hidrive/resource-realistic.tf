variable "hidrive_token" {
  type      = string
  sensitive = true
  ephemeral = true
}

# One folder of the account.
resource "hoody_backend_hidrive" "example" {
  description = "Site plans"
  token_wo    = var.hidrive_token
  root_prefix = "root/users/curator/plans"
}

resource "hoody_mount" "sites" {
  backend_id = hoody_backend_hidrive.example.id
  mount_path = "sites"
}
