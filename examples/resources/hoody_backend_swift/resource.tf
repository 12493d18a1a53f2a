variable "key" {
  type      = string
  sensitive = true
}

resource "hoody_backend_swift" "example" {
  user   = "admin"
  key    = var.key
  auth   = "https://auth.cloud.ovh.net/v3"
  domain = "Default"
  tenant = "1234567890123456"
  region = "GRA1"
}
