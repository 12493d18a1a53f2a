variable "service_account_key" {
  type      = string
  sensitive = true
}

# A service account for buckets with uniform access.
resource "hoody_backend_google_cloud_storage" "example" {
  description                 = "Training data"
  project_number              = "123456789012"
  service_account_credentials = var.service_account_key

  bucket_policy_only = true
  no_check_bucket    = true
  storage_class      = "NEARLINE"

  remount_on_rotate = true
}

resource "hoody_mount" "training" {
  backend_id = hoody_backend_google_cloud_storage.example.id
  mount_path = "training"

  vfs = {
    cache_mode     = "full"
    cache_max_size = "100Gi"
  }
}
