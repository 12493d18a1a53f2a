terraform {
  required_providers {
    hoody = {
      source  = "hoody/hoody"
      version = "~> 0.1"
    }
  }
}

# Who connects the backend: "embedded" proves the credentials from this machine
# and connects nothing, "api" connects it at Hoody (HOODY_TOKEN).
variable "engine" {
  type    = string
  default = "embedded"
}

variable "endpoint" {
  type        = string
  description = "The S3 server, such as s3.us-east-1.amazonaws.com."
}

variable "region" {
  type    = string
  default = "us-east-1"
}

variable "access_key_id" {
  type = string
}

variable "secret_access_key" {
  type      = string
  sensitive = true
}

provider "hoody" {
  engine = var.engine
}

resource "hoody_backend_s3" "media" {
  provider_type     = "Other"
  endpoint          = var.endpoint
  region            = var.region
  access_key_id     = var.access_key_id
  secret_access_key = var.secret_access_key
  description       = "Media files"
}

output "media" {
  value = {
    id        = hoody_backend_s3.media.id
    engine    = hoody_backend_s3.media.engine
    connected = hoody_backend_s3.media.connected
  }
}
