variable "secret_access_key" {
  type      = string
  sensitive = true
}

locals {
  media = {
    provider          = "AWS"
    endpoint          = "s3.eu-central-1.amazonaws.com"
    region            = "eu-central-1"
    access_key_id     = "AKIAIOSFODNN7EXAMPLE"
    secret_access_key = var.secret_access_key
    chunk_size        = "16Mi"
  }
}

resource "hoody_backend_s3" "media" {
  provider_type     = local.media.provider
  endpoint          = local.media.endpoint
  region            = local.media.region
  access_key_id     = local.media.access_key_id
  secret_access_key = local.media.secret_access_key
  chunk_size        = local.media.chunk_size
}

# The same storage from a shell:
#
#   terraform output -raw rclone_conf > rclone.conf
#   rclone --config rclone.conf lsd media:
output "rclone_conf" {
  value     = provider::hoody::rclone_config("s3", local.media, "media")
  sensitive = true
}
