variable "password" {
  type      = string
  sensitive = true
}

resource "hoody_backend_koofr" "example" {
  endpoint = "https://app.koofr.net"
  user     = "curator@example.com"
  password = var.password
}
