variable "token" {
  type      = string
  sensitive = true
}

# What `rclone authorize "box"` prints between its arrows, an hour ago at most.
resource "hoody_backend_box" "example" {
  token = var.token
}
