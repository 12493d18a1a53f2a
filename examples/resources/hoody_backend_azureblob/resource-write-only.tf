variable "client_secret" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "hoody_backend_azureblob" "example" {
  account          = "mystorageaccount"
  tenant           = "7f1c1e62-5a0a-4d5c-9b3e-2f6a1d0c8e11"
  client_id        = "0b9d3f4e-8c2a-4f7b-a1e6-5d4c3b2a1908"
  client_secret_wo = var.client_secret
}
