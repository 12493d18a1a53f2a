variable "token" {
  type      = string
  sensitive = true
}

# What `rclone authorize "putio"` prints between its arrows.
resource "hoody_backend_putio" "example" {
  token = var.token
}
