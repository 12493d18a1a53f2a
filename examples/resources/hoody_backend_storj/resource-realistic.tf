variable "access_grant" {
  type      = string
  sensitive = true
}

# A grant for one bucket, made with: uplink access restrict sj://photos/
resource "hoody_backend_storj" "example" {
  description  = "Photo archive"
  access_grant = var.access_grant

  verify_path = "photos"
}

resource "hoody_mount" "photos" {
  backend_id = hoody_backend_storj.example.id
  mount_path = "photos"
}
