terraform {
  required_providers {
    hoody = {
      source  = "hoody/hoody"
      version = "~> 0.1"
    }
  }
}

# Reads HOODY_TOKEN and HOODY_CONTAINER from the environment.
provider "hoody" {}

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

resource "hoody_mount" "media" {
  backend_id = hoody_backend_s3.media.id
  mount_path = "media"
}

output "folder" {
  value = hoody_mount.media.path
}
