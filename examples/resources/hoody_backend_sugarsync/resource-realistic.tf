variable "sugarsync_token" {
  type      = string
  sensitive = true
  ephemeral = true
}

# `rclone config` on your own machine gets the token with the name and the password of
# the account, and keeps neither.
resource "hoody_backend_sugarsync" "example" {
  description      = "Pictures of the family"
  refresh_token_wo = var.sugarsync_token

  verify_path = "Pictures"
}

resource "hoody_mount" "family" {
  backend_id = hoody_backend_sugarsync.example.id
  mount_path = "family"
}
