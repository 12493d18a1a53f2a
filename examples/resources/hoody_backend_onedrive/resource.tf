variable "token" {
  type      = string
  sensitive = true
}

# What `rclone authorize "onedrive"` prints between its arrows, and the drive as
# `rclone config` shows it.
resource "hoody_backend_onedrive" "example" {
  token      = var.token
  drive_id   = "b!Ck9zq0aT"
  drive_type = "business"
}
