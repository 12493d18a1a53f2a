variable "sharefile_token" {
  type      = string
  sensitive = true
  ephemeral = true
}

# The folders that others share with the account.
resource "hoody_backend_sharefile" "example" {
  description    = "Tenders"
  endpoint       = "https://museum.sf-api.com"
  token_wo       = var.sharefile_token
  root_folder_id = "allshared"

  credentials_wo_version = "2026-11-30"
}

resource "hoody_mount" "tenders" {
  backend_id = hoody_backend_sharefile.example.id
  mount_path = "tenders"
}
