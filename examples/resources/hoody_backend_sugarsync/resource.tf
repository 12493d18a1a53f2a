variable "refresh_token" {
  type      = string
  sensitive = true
}

resource "hoody_backend_sugarsync" "example" {
  refresh_token = var.refresh_token
}
