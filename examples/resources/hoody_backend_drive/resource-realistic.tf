variable "service_account_key" {
  type      = string
  sensitive = true
  ephemeral = true
}

# A shared drive of which the service account is a member.
resource "hoody_backend_drive" "example" {
  description                    = "Plans of the house"
  team_drive                     = "0AHo1dTh3Sh4r3dUk9PVA"
  service_account_credentials_wo = var.service_account_key

  skip_gdocs           = true
  metadata_permissions = "read"
  verify_path          = "Plans"
}

resource "hoody_mount" "plans" {
  backend_id = hoody_backend_drive.example.id
  mount_path = "plans"

  vfs = { cache_mode = "full" }
}
