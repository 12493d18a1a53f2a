terraform {
  required_providers {
    hoody = { source = "hoody/hoody" }
  }
}

variable "key" {
  type      = string
  sensitive = true
}

resource "hoody_backend_b2" "example" {
  account     = "005a0b6c0b0a1b2c3d4e5f60"
  key         = var.key
  description = "Backblaze backup bucket"
}
