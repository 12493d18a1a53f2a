variable "access_grant" {
  type      = string
  sensitive = true
  ephemeral = true
}

# A grant cannot be rotated in place: a changed one replaces the backend.
resource "hoody_backend_storj" "example" {
  access_grant_wo = var.access_grant
}
