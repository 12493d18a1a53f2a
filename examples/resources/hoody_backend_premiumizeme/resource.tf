variable "api_key" {
  type      = string
  sensitive = true
}

resource "hoody_backend_premiumizeme" "example" {
  api_key = var.api_key
}
