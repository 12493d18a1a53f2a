variable "archive_mount_id" {
  type        = string
  description = "A mount that another configuration makes."
}

data "hoody_mount" "archive" {
  id = var.archive_mount_id
}

output "archive_folder" {
  value = data.hoody_mount.archive.mount_path
}

output "archive_cache" {
  value = "${data.hoody_mount.archive.vfs.cache_mode}, at most ${data.hoody_mount.archive.vfs.cache_max_size}"
}
