terraform {
  required_providers {
    hoody = { source = "hoody/hoody" }
  }
}

variable "api_key" {
  type      = string
  sensitive = true
}

variable "api_secret" {
  type      = string
  sensitive = true
}

resource "hoody_backend_cloudinary" "example" {
  cloud_name = "my-cloud"
  api_key    = var.api_key
  api_secret = var.api_secret
}
