variable "apple_password" {
  type      = string
  sensitive = true
  ephemeral = true
}

variable "apple_trust_token" {
  type        = string
  sensitive   = true
  ephemeral   = true
  description = "From rclone's configuration file, after `rclone config` has asked for Apple's code. Good for 30 days."
}

resource "hoody_backend_iclouddrive" "example" {
  description    = "Pictures from the telephone"
  apple_id       = "studio@example.com"
  password_wo    = var.apple_password
  trust_token_wo = var.apple_trust_token

  verify = "none"
}

resource "hoody_mount" "telephone" {
  backend_id = hoody_backend_iclouddrive.example.id
  mount_path = "telephone"
}
