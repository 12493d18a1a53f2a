variable "client_secret" {
  type      = string
  sensitive = true
}

resource "hoody_backend_azurefiles" "example" {
  description   = "Documents of the finance department"
  account       = "mystorageaccount"
  share_name    = "finance"
  tenant        = "7f1c1e62-5a0a-4d5c-9b3e-2f6a1d0c8e11"
  client_id     = "0b9d3f4e-8c2a-4f7b-a1e6-5d4c3b2a1908"
  client_secret = var.client_secret

  # Room for streams whose length nobody knows beforehand.
  max_stream_size = "50Gi"

  # The secret expires and is replaced, also while the backend is mounted.
  remount_on_rotate = true
}

resource "hoody_mount" "finance" {
  backend_id = hoody_backend_azurefiles.example.id
  mount_path = "finance"
}
