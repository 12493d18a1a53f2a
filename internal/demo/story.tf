terraform {
  required_providers {
    hoody = { source = "hoody/hoody" }
  }
}

variable "endpoint" {}
variable "access_key_id" {}
variable "secret_access_key" {
  sensitive = true
}
variable "verify" {
  default = "list"
}
variable "mounted" {
  default = false
}
variable "also_in" {
  type    = set(string)
  default = []
}

resource "hoody_backend_s3" "media" {
  provider_type     = "Other"
  endpoint          = var.endpoint
  region            = "us-east-1"
  access_key_id     = var.access_key_id
  secret_access_key = var.secret_access_key
  description       = "Media files"

  verify            = var.verify
  verify_path       = "photos"
  remount_on_rotate = true
}

resource "hoody_mount" "media" {
  count      = var.mounted ? 1 : 0
  backend_id = hoody_backend_s3.media.id
  mount_path = "media"
}

resource "hoody_backend_s3" "everywhere" {
  for_each     = var.also_in
  container_id = each.key

  provider_type     = "Other"
  endpoint          = var.endpoint
  region            = "us-east-1"
  access_key_id     = var.access_key_id
  secret_access_key = var.secret_access_key
}

resource "hoody_mount" "everywhere" {
  for_each     = hoody_backend_s3.everywhere
  backend_id   = each.value.id
  container_id = each.value.container
  mount_path   = "media"
}
