variable "premiumizeme_token" {
  type      = string
  sensitive = true
  ephemeral = true
}

# The document that `rclone authorize premiumizeme` prints. Unlike an API key it
# can be changed in place.
resource "hoody_backend_premiumizeme" "example" {
  description = "Recorded lectures"
  token_wo    = var.premiumizeme_token

  verify      = "read"
  verify_path = "Lectures"
}

resource "hoody_mount" "lectures" {
  backend_id = hoody_backend_premiumizeme.example.id
  mount_path = "lectures"
}
