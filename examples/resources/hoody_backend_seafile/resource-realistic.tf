variable "seafile_token" {
  type      = string
  sensitive = true
  ephemeral = true
}

variable "seafile_library_key" {
  type      = string
  sensitive = true
  ephemeral = true
}

# An account with a second factor signs in with a token that was made with a code.
resource "hoody_backend_seafile" "example" {
  description    = "Letters of the museum"
  url            = "https://seafile.example.com"
  user           = "curator@example.com"
  two_factor     = true
  auth_token_wo  = var.seafile_token
  library        = "letters"
  library_key_wo = var.seafile_library_key

  verify      = "write"
  verify_path = "2026"
}

resource "hoody_mount" "letters" {
  backend_id = hoody_backend_seafile.example.id
  mount_path = "letters"

  vfs = { cache_mode = "full" }
}
