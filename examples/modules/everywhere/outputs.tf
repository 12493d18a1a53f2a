output "mounts" {
  description = "Where the storage is mounted, by the id of the container."
  value       = { for container, mount in hoody_mount.shared : container => mount.path }
}
