terraform {
  required_providers {
    hoody = { source = "hoody/hoody" }
  }
}

variable "secret" {
  type      = string
  sensitive = true
}

resource "hoody_backend_netstorage" "example" {
  host    = "example.akamaihd.net/1234/cpcode"
  account = "myaccount"
  secret  = var.secret
}
