variable "token" {
  type      = string
  sensitive = true
}

# What `rclone authorize "yandex"` prints between its arrows.
resource "hoody_backend_yandex" "example" {
  token = var.token
}
