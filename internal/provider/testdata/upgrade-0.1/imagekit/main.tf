terraform {
  required_providers {
    hoody = { source = "hoody/hoody" }
  }
}

variable "private_key" {
  type      = string
  sensitive = true
}

resource "hoody_backend_imagekit" "example" {
  endpoint    = "https://ik.imagekit.io/myid"
  public_key  = "public_xxx"
  private_key = var.private_key
}
