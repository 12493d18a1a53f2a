variable "api_key" {
  type      = string
  sensitive = true
}

resource "hoody_backend_quatrix" "example" {
  host    = "museum.quatrix.it"
  api_key = var.api_key
}
