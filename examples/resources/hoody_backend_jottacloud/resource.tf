variable "token" {
  type      = string
  sensitive = true
}

# What `rclone config` has written as the token of a Jottacloud, an hour ago at most.
resource "hoody_backend_jottacloud" "example" {
  token = var.token
}
