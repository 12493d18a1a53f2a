terraform {
  required_providers {
    hoody = { source = "hoody/hoody" }
  }
}

variable "api_password" {
  type      = string
  sensitive = true
}

resource "hoody_backend_sia" "example" {
  api_url      = "http://sia.daemon.host:9980"
  api_password = var.api_password
}
