variable "secret_access_key" {
  type      = string
  sensitive = true
}

resource "hoody_backend_s3" "media" {
  provider_type     = "AWS"
  region            = "us-east-1"
  endpoint          = "s3.us-east-1.amazonaws.com"
  access_key_id     = "AKIAIOSFODNN7EXAMPLE"
  secret_access_key = var.secret_access_key
}

# Hoody chooses where to mount.
resource "hoody_mount" "example" {
  backend_id = hoody_backend_s3.media.id
}

output "path" {
  value = hoody_mount.example.path
}
