variable "token" {
  type      = string
  sensitive = true
}

# What `rclone authorize "pcloud"` prints between its arrows.
resource "hoody_backend_pcloud" "example" {
  token = var.token
}
