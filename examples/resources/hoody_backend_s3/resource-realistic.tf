variable "secret_access_key" {
  type      = string
  sensitive = true
}

# A key for one bucket that is there already, of a service other than AWS.
resource "hoody_backend_s3" "example" {
  description       = "Media files"
  provider_type     = "DigitalOcean"
  endpoint          = "nyc3.digitaloceanspaces.com"
  access_key_id     = "DO00EXAMPLEKEY"
  secret_access_key = var.secret_access_key

  no_check_bucket    = true
  chunk_size         = "16Mi"
  upload_concurrency = 8

  # With the embedded engine: what to list instead of all buckets.
  verify_path = "media"

  # New keys are sent while the backend is mounted, too.
  remount_on_rotate = true
}

resource "hoody_mount" "media" {
  backend_id = hoody_backend_s3.example.id
  mount_path = "spaces/media"
  label      = "media"

  vfs = {
    cache_mode     = "full"
    cache_max_size = "50Gi"
  }
}
