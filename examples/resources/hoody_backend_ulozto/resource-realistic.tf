variable "ulozto_app_token" {
  type      = string
  sensitive = true
  ephemeral = true
}

variable "ulozto_password" {
  type      = string
  sensitive = true
  ephemeral = true
}

# One folder of the account: its id comes after /folder/ in its address.
resource "hoody_backend_ulozto" "example" {
  description      = "Archive of the radio"
  app_token_wo     = var.ulozto_app_token
  username         = "radio"
  password_wo      = var.ulozto_password
  root_folder_slug = "rT5mQx8z"

  verify      = "write"
  verify_path = "2026"
}

resource "hoody_mount" "radio" {
  backend_id = hoody_backend_ulozto.example.id
  mount_path = "radio"

  vfs = { cache_mode = "full" }
}
