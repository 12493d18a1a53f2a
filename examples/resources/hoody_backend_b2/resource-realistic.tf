variable "application_key" {
  type      = string
  sensitive = true
}

# An application key for one bucket, in which deleted files are gone for good.
resource "hoody_backend_b2" "example" {
  description = "Backups of the database"
  account     = "005a0b6c0b0a1b2c3d4e5f60"
  key         = var.application_key

  hard_delete        = true
  chunk_size         = "100Mi"
  upload_concurrency = 8

  verify_path = "database-backups"
}
