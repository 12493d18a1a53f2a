data "hoody_containers" "running" {
  status = "running"
}

resource "hoody_backend_s3" "shared" {
  for_each = toset(data.hoody_containers.running.containers[*].id)

  container_id         = each.key
  endpoint             = var.bucket.endpoint
  region               = var.bucket.region
  access_key_id        = var.bucket.access_key_id
  secret_access_key_wo = var.secret_access_key
}

resource "hoody_mount" "shared" {
  for_each = hoody_backend_s3.shared

  container_id = each.value.container
  backend_id   = each.value.id
  mount_path   = var.mount_path
}
