variable "smb_password" {
  type      = string
  sensitive = true
  ephemeral = true
}

# An account of the office's domain that may read and write one share.
resource "hoody_backend_smb" "example" {
  description = "Invoices of the office"
  host        = "nas.example.com"
  domain      = "OFFICE"
  user        = "hoody"
  pass_wo     = var.smb_password

  verify      = "write"
  verify_path = "documents/invoices"
}

resource "hoody_mount" "office" {
  backend_id = hoody_backend_smb.example.id
  mount_path = "office"

  vfs = { cache_mode = "full" }
}
