variable "token" {
  type      = string
  sensitive = true
}

# What `rclone authorize "dropbox"` prints between its arrows.
resource "hoody_backend_dropbox" "example" {
  token = var.token
}
