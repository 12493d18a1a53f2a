variable "ftp_password" {
  type      = string
  sensitive = true
  ephemeral = true
}

# FTP with TLS, which the server is asked for before anybody signs in.
resource "hoody_backend_ftp" "example" {
  description  = "Scans of the office printer"
  host         = "nas.example.com"
  user         = "scanner"
  pass_wo      = var.ftp_password
  explicit_tls = true

  verify_path = "scans"
}

resource "hoody_mount" "scans" {
  backend_id = hoody_backend_ftp.example.id
  mount_path = "scans"

  vfs = { cache_mode = "writes" }
}
