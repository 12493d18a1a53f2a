variable "password" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "hoody_backend_swift" "example" {
  auth   = "https://auth.cloud.ovh.net/v3"
  region = "GRA1"
  user   = "admin"
  tenant = "1234567890123456"
  key_wo = var.password
}
