terraform {
  required_providers {
    hoody = { source = "hoody/hoody" }
  }
}

variable "key" {
  type      = string
  sensitive = true
}

resource "hoody_backend_azurefiles" "example" {
  account    = "mystorageaccount"
  share_name = "myshare"
  key        = var.key
}
