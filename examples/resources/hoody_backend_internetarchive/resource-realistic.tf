variable "secret_access_key" {
  type      = string
  sensitive = true
}

# Uploads are verified, and seen in the listing that follows them.
resource "hoody_backend_internetarchive" "example" {
  description       = "Digitised newspapers"
  access_key_id     = "ia-access-key"
  secret_access_key = var.secret_access_key

  disable_checksum = false
  wait_archive     = 300
}
