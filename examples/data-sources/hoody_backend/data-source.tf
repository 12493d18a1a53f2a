variable "archive_backend_id" {
  type        = string
  description = "A backend that another configuration connects."
}

data "hoody_backend" "archive" {
  id = var.archive_backend_id
}

output "archive_is_mounted_at" {
  value = data.hoody_backend.archive.mount_paths
}
