variable "pass" {
  type      = string
  sensitive = true
}

resource "hoody_backend_pikpak" "example" {
  user = "curator@example.com"
  pass = var.pass
}
