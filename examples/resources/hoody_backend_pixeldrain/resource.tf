variable "api_key" {
  type      = string
  sensitive = true
}

resource "hoody_backend_pixeldrain" "example" {
  api_url = "https://pixeldrain.com/api"
  api_key = var.api_key
}
