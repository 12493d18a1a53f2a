terraform {
  required_providers {
    hoody = { source = "hoody/hoody" }
  }
}

variable "secret_access_key" {
  type      = string
  sensitive = true
}

resource "hoody_backend_s3" "example" {
  provider_type     = "AWS"
  access_key_id     = "AKIAIOSFODNN7EXAMPLE"
  secret_access_key = var.secret_access_key
  region            = "us-east-1"
  endpoint          = "s3.us-east-1.amazonaws.com"
}
