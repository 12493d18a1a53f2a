terraform {
  required_providers {
    hoody = { source = "hoody/hoody" }
  }
}

variable "secret_access_key" {
  type      = string
  sensitive = true
}

resource "hoody_backend_internetarchive" "example" {
  access_key_id     = "ia-access-key"
  secret_access_key = var.secret_access_key
}
