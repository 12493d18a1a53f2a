variable "secret_access_key" {
  type      = string
  sensitive = true
  ephemeral = true
}

# A changed secret is noticed and rotates. If it differs at every run,
# credentials_wo_version says when to compare it.
resource "hoody_backend_s3" "example" {
  provider_type          = "AWS"
  region                 = "us-east-1"
  endpoint               = "s3.us-east-1.amazonaws.com"
  access_key_id          = "AKIAIOSFODNN7EXAMPLE"
  secret_access_key_wo   = var.secret_access_key
  credentials_wo_version = "2026-08"
}
