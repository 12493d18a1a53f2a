variable "token" {
  type      = string
  sensitive = true
}

variable "client_secret" {
  type      = string
  sensitive = true
}

# With a client of your own: what `rclone authorize "drive" CLIENT_ID CLIENT_SECRET`
# prints between its arrows.
resource "hoody_backend_drive" "example" {
  client_id     = "123456789012-abcdef.apps.googleusercontent.com"
  client_secret = var.client_secret
  token         = var.token
}
