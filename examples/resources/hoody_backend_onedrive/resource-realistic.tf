variable "entra_client_secret" {
  type      = string
  sensitive = true
  ephemeral = true
}

# A document library of SharePoint, for an application of the tenant with the permission
# Files.ReadWrite.All. It signs in as itself, so that nobody's consent expires.
resource "hoody_backend_onedrive" "example" {
  description        = "Documents of the exhibition"
  client_credentials = true
  client_id          = "3b1f0c52-6a7d-4e1b-9f43-0d9f8f1c2a77"
  client_secret_wo   = var.entra_client_secret
  tenant             = "museum.example"
  drive_id           = "b!Ck9zq0aTx7nR1yL5"
  drive_type         = "documentLibrary"

  verify_path = "Exhibition"
}

resource "hoody_mount" "exhibition" {
  backend_id = hoody_backend_onedrive.example.id
  mount_path = "exhibition"
}
