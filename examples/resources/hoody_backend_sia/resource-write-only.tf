variable "api_password" {
  type      = string
  sensitive = true
  ephemeral = true
}

# It cannot be rotated in place: a changed one replaces the backend.
resource "hoody_backend_sia" "example" {
  api_url         = "http://sia.daemon.host:9980"
  api_password_wo = var.api_password
}
