variable "digi_password" {
  type      = string
  sensitive = true
  ephemeral = true
}

# Digi Storage makes a password for each program: Preferences, Password.
resource "hoody_backend_koofr" "example" {
  description   = "Scans of the archive"
  provider_type = "digistorage"
  endpoint      = "https://storage.rcs-rds.ro"
  user          = "archive@example.com"
  password_wo   = var.digi_password

  verify      = "write"
  verify_path = "Scans"
}

resource "hoody_mount" "archive" {
  backend_id = hoody_backend_koofr.example.id
  mount_path = "archive"

  vfs = { cache_mode = "full" }
}
