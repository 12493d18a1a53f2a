variable "token" {
  type      = string
  sensitive = true
}

# What `rclone authorize "google photos"` prints between its arrows.
resource "hoody_backend_google_photos" "example" {
  token = var.token
}
