# One block for each service: Terraform wants types of resources written down,
# so they cannot come from a variable.

resource "hoody_backend_s3" "this" {
  for_each = { for name, b in var.backends : name => b if b.s3 != null }

  provider_type          = each.value.s3.provider_type
  endpoint               = coalesce(each.value.s3.endpoint, "s3.${each.value.s3.region}.amazonaws.com")
  region                 = each.value.s3.region
  access_key_id          = each.value.s3.access_key_id
  secret_access_key_wo   = var.credentials[each.key]
  credentials_wo_version = var.credentials_version

  description       = each.value.description
  verify_path       = each.value.verify_path
  remount_on_rotate = var.remount_on_rotate
}

resource "hoody_backend_b2" "this" {
  for_each = { for name, b in var.backends : name => b if b.b2 != null }

  account                = each.value.b2.account
  endpoint               = each.value.b2.endpoint
  key_wo                 = var.credentials[each.key]
  credentials_wo_version = var.credentials_version

  description       = each.value.description
  verify_path       = each.value.verify_path
  remount_on_rotate = var.remount_on_rotate
}

resource "hoody_backend_azureblob" "this" {
  for_each = { for name, b in var.backends : name => b if b.azureblob != null }

  account                = each.value.azureblob.account
  endpoint               = each.value.azureblob.endpoint
  key_wo                 = var.credentials[each.key]
  credentials_wo_version = var.credentials_version

  description       = each.value.description
  verify_path       = each.value.verify_path
  remount_on_rotate = var.remount_on_rotate
}

locals {
  # Chosen attributes: a whole resource has deprecated ones too, and secrets.
  connected = merge([
    for resources in [hoody_backend_s3.this, hoody_backend_b2.this, hoody_backend_azureblob.this] : {
      for name, b in resources : name => {
        id           = b.id
        backend_type = b.backend_type
        engine       = b.engine
        connected    = b.connected
      }
    }
  ]...)
}

# Mounts need the API engine; a backend without one can be verified by either.
resource "hoody_mount" "this" {
  for_each = { for name, b in var.backends : name => b.mount if b.mount != null }

  backend_id = local.connected[each.key].id
  mount_path = coalesce(each.value.path, each.key)
  label      = each.value.label

  vfs = {
    cache_mode    = each.value.cache_mode
    cache_max_age = each.value.cache_max_age
  }
}
