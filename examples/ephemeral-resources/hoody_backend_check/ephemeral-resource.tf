variable "media" {
  description = "Where the media are, and who may read them."
  type = object({
    endpoint      = string
    region        = string
    bucket        = string
    access_key_id = string
  })
}

variable "media_secret" {
  description = "Secret of the access key. Terraform does not store it."
  type        = string
  sensitive   = true
  ephemeral   = true
}

# A key that does not work, or may not read the bucket, fails the plan, before
# anything is changed.
ephemeral "hoody_backend_check" "media" {
  type        = "s3"
  verify_path = var.media.bucket

  fields = {
    provider          = "Other"
    endpoint          = var.media.endpoint
    region            = var.media.region
    access_key_id     = var.media.access_key_id
    secret_access_key = var.media_secret
  }
}

resource "hoody_backend_s3" "media" {
  provider_type        = "Other"
  endpoint             = var.media.endpoint
  region               = var.media.region
  access_key_id        = var.media.access_key_id
  secret_access_key_wo = var.media_secret
  verify_path          = var.media.bucket

  depends_on = [ephemeral.hoody_backend_check.media]
}
