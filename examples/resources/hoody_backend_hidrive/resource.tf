variable "token" {
  type      = string
  sensitive = true
}

# What `rclone authorize "hidrive"` prints between its arrows.
resource "hoody_backend_hidrive" "example" {
  token = var.token
}
