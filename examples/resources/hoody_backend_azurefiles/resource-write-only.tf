variable "connection_string" {
  type      = string
  sensitive = true
  ephemeral = true
}

# A connection string cannot be rotated in place: a changed one replaces the
# backend.
resource "hoody_backend_azurefiles" "example" {
  share_name           = "myshare"
  connection_string_wo = var.connection_string
}
