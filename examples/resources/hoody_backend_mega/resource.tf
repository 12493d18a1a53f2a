variable "pass" {
  type      = string
  sensitive = true
}

resource "hoody_backend_mega" "example" {
  user = "curator@example.com"
  pass = var.pass
}
