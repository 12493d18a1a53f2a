variable "mega_password" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "hoody_backend_mega" "example" {
  description = "Copies that nobody else can read"
  user        = "backup@example.com"
  pass_wo     = var.mega_password
  use_https   = true

  verify      = "write"
  verify_path = "copies"
}

resource "hoody_mount" "copies" {
  backend_id = hoody_backend_mega.example.id
  mount_path = "copies"

  vfs = { cache_mode = "full" }
}
