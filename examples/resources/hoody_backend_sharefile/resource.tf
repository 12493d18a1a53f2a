variable "token" {
  type      = string
  sensitive = true
}

# The token and the address as `rclone config` has written them, some hours ago at
# most.
resource "hoody_backend_sharefile" "example" {
  token    = var.token
  endpoint = "https://museum.sf-api.com"
}
