variable "client_secret" {
  type      = string
  sensitive = true
}

# A service principal that may use the containers there are, and make none.
resource "hoody_backend_azureblob" "example" {
  description   = "Nightly backups"
  account       = "mystorageaccount"
  tenant        = "7f1c1e62-5a0a-4d5c-9b3e-2f6a1d0c8e11"
  client_id     = "0b9d3f4e-8c2a-4f7b-a1e6-5d4c3b2a1908"
  client_secret = var.client_secret

  access_tier        = "cool"
  no_check_container = true
  upload_concurrency = 8

  # With the embedded engine: what to list instead of all containers.
  verify_path = "backups"

  # The secret expires and is replaced, also while the backend is mounted.
  remount_on_rotate = true
}

resource "hoody_mount" "backups" {
  backend_id = hoody_backend_azureblob.example.id
  mount_path = "backups"
  label      = "backups"
}
