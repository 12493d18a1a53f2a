terraform {
  required_providers {
    hoody = { source = "hoody/hoody" }
  }
}

variable "key" {
  type      = string
  sensitive = true
}

resource "hoody_backend_azureblob" "example" {
  account     = "mystorageaccount"
  key         = var.key
  description = "Production blob storage"
}
