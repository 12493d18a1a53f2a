variable "pass" {
  type      = string
  sensitive = true
}

resource "hoody_backend_seafile" "example" {
  url  = "https://seafile.example.com"
  user = "curator@example.com"
  pass = var.pass
}
