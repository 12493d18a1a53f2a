variable "api_key" {
  type      = string
  sensitive = true
}

variable "passphrase" {
  type      = string
  sensitive = true
}

# For backends that were connected under this name; connect new ones with
# hoody_backend_storj.
resource "hoody_backend_tardigrade" "example" {
  description       = "Photo archive, connected before 2021"
  satellite_address = "eu1.storj.io"
  api_key           = var.api_key
  passphrase        = var.passphrase
}
