variable "token" {
  type      = string
  sensitive = true
}

# The token and the region as `rclone config` has written them.
resource "hoody_backend_zoho" "example" {
  token  = var.token
  region = "eu"
}
