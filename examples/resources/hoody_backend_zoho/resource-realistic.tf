variable "zoho_token" {
  type      = string
  sensitive = true
  ephemeral = true
}

# The folder of a team, for a version of Hoody that lets you name it.
resource "hoody_backend_zoho" "example" {
  description    = "Contracts"
  region         = "eu"
  token_wo       = var.zoho_token
  root_folder_id = "tdo4i0f1e2d3c4b5a6978"
}

resource "hoody_mount" "agreements" {
  backend_id = hoody_backend_zoho.example.id
  mount_path = "agreements"
}
