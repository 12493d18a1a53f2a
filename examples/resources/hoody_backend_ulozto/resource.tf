variable "app_token" {
  type      = string
  sensitive = true
}

variable "password" {
  type      = string
  sensitive = true
}

resource "hoody_backend_ulozto" "example" {
  app_token = var.app_token
  username  = "curator"
  password  = var.password
}
