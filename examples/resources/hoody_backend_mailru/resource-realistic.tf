variable "mailru_app_password" {
  type      = string
  sensitive = true
  ephemeral = true
}

# The account's settings make a password for programs: Security, Passwords for external
# applications.
resource "hoody_backend_mailru" "example" {
  description    = "Scans of the archive"
  user           = "archive@mail.ru"
  pass_wo        = var.mailru_app_password
  speedup_enable = false

  verify      = "write"
  verify_path = "scans"
}

resource "hoody_mount" "scans" {
  backend_id = hoody_backend_mailru.example.id
  mount_path = "archive-scans"
}
