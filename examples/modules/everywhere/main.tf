data "hoody_containers" "running" {
  status = "running"
}

resource "hoody_backend_s3" "shared" {
  for_each = toset(data.hoody_containers.running.containers[*].id)

  container_id         = each.key
  endpoint             = var.storage.endpoint
  region               = var.storage.region
  access_key_id        = var.storage.access_key_id
  secret_access_key_wo = var.secret_access_key
}

resource "hoody_mount" "shared" {
  for_each = hoody_backend_s3.shared

  container_id = each.value.container
  backend_id   = each.value.id
  mount_path   = var.mount_path
}
