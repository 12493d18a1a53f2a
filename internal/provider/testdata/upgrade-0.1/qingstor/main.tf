terraform {
  required_providers {
    hoody = { source = "hoody/hoody" }
  }
}

variable "secret_access_key" {
  type      = string
  sensitive = true
}

resource "hoody_backend_qingstor" "example" {
  access_key_id     = "QINGSTOR_ACCESS_KEY"
  secret_access_key = var.secret_access_key
  zone              = "pek3a"
}
