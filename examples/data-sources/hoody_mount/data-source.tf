variable "archive_path" {
  type        = string
  description = "Where another configuration mounts the archive."
}

data "hoody_mount" "archive" {
  id = var.archive_path
}

output "archive_backend" {
  value = data.hoody_mount.archive.backend_id
}

output "archive_cache" {
  value = "${data.hoody_mount.archive.vfs.cache_mode}, at most ${data.hoody_mount.archive.vfs.cache_max_size}"
}
