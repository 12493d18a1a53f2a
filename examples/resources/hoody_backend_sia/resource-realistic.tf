variable "api_password" {
  type      = string
  sensitive = true
}

# The daemon's API has no encryption of its own: keep to a network you trust.
resource "hoody_backend_sia" "example" {
  description  = "Cold copies"
  api_url      = "http://10.20.0.5:9980"
  api_password = var.api_password

  timeouts = {
    create = "5m"
  }
}
