terraform {
  required_providers {
    hoody = { source = "hoody/hoody" }
  }
}

variable "api_key" {
  type      = string
  sensitive = true
}

variable "passphrase" {
  type      = string
  sensitive = true
}

resource "hoody_backend_storj" "example" {
  satellite_address = "us1.storj.io"
  api_key           = var.api_key
  passphrase        = var.passphrase
}
