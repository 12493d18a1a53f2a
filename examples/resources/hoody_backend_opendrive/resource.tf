variable "password" {
  type      = string
  sensitive = true
}

resource "hoody_backend_opendrive" "example" {
  username = "curator@example.com"
  password = var.password
}
