variable "secret_access_key" {
  type      = string
  sensitive = true
}

# New credentials are sent while the backend is mounted: its mounts are removed
# during the rotation and made again.
resource "hoody_backend_s3" "media" {
  provider_type     = "AWS"
  region            = "us-east-1"
  endpoint          = "s3.us-east-1.amazonaws.com"
  access_key_id     = "AKIAIOSFODNN7EXAMPLE"
  secret_access_key = var.secret_access_key

  remount_on_rotate = true
}

# Below Hoody's mount folder, and kept on its disk while it is worked on.
resource "hoody_mount" "example" {
  backend_id = hoody_backend_s3.media.id
  mount_path = "shared/media"
  label      = "shared"

  vfs = {
    cache_mode     = "full"
    cache_max_age  = "24h"
    cache_max_size = "50Gi"
    dir_cache_time = "1m"
  }

  timeouts = {
    create = "2m"
  }
}
