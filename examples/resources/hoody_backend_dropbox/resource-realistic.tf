variable "dropbox_token" {
  type      = string
  sensitive = true
  ephemeral = true
}

variable "dropbox_app_secret" {
  type      = string
  sensitive = true
  ephemeral = true
}

# The app of a team, with the scopes team_data.member and members.read, and the files
# of one of its members.
resource "hoody_backend_dropbox" "example" {
  description      = "Press pictures"
  client_id        = "4xk2vq8tn7r1yl5"
  client_secret_wo = var.dropbox_app_secret
  token_wo         = var.dropbox_token
  impersonate      = "press@museum.example"

  verify_path = "Press"
}

resource "hoody_mount" "press" {
  backend_id = hoody_backend_dropbox.example.id
  mount_path = "press"

  vfs = { cache_mode = "full" }
}
