variable "access_token" {
  type      = string
  sensitive = true
}

resource "hoody_backend_gofile" "example" {
  access_token = var.access_token
}
