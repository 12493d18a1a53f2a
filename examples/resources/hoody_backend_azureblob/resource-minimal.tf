variable "key" {
  type      = string
  sensitive = true
}

resource "hoody_backend_azureblob" "example" {
  account = "mystorageaccount"
  key     = var.key
}
