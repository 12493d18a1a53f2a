terraform {
  required_providers {
    hoody = { source = "hoody/hoody" }
  }
}

variable "access_grant" {
  type      = string
  sensitive = true
}

resource "hoody_backend_tardigrade" "example" {
  access_grant = var.access_grant
}
