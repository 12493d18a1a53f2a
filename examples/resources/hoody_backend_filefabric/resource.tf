variable "permanent_token" {
  type      = string
  sensitive = true
}

resource "hoody_backend_filefabric" "example" {
  url             = "https://eu.storagemadeeasy.com"
  permanent_token = var.permanent_token
}
