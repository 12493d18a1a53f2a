# The mounts that everybody labels "shared", by the folder they are at.
data "hoody_mounts" "shared" {
  label = "shared"
}

output "shared_folders" {
  value = { for m in data.hoody_mounts.shared.mounts : m.mount_path => m.backend_id }
}
