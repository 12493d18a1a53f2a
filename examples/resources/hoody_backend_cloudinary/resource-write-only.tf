variable "api_key" {
  type      = string
  sensitive = true
  ephemeral = true
}

variable "api_secret" {
  type      = string
  sensitive = true
  ephemeral = true
}

# Neither can be rotated in place: a changed one replaces the backend.
resource "hoody_backend_cloudinary" "example" {
  cloud_name    = "my-cloud"
  api_key_wo    = var.api_key
  api_secret_wo = var.api_secret
}
