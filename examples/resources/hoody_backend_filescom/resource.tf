variable "api_key" {
  type      = string
  sensitive = true
}

resource "hoody_backend_filescom" "example" {
  site    = "museum"
  api_key = var.api_key
}
