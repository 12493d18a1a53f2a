variable "token" {
  type      = string
  sensitive = true
}

# What `rclone authorize "drive"` prints between its arrows.
resource "hoody_backend_drive" "example" {
  token = var.token
}
