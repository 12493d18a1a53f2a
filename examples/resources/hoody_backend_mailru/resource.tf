variable "pass" {
  type      = string
  sensitive = true
}

resource "hoody_backend_mailru" "example" {
  user = "curator@mail.ru"
  pass = var.pass
}
