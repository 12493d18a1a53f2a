# The module's whole life at Hoody: connect, mount, rotate under the mount,
# disconnect. The emulator will do; HOODY_BASE_URL says where it is.
provider "hoody" {
  engine = "api"
}

variables {
  backends = {
    media = {
      description = "Media files"
      s3          = { endpoint = "s3.us-east-1.amazonaws.com", access_key_id = "AKIAIOSFODNN7EXAMPLE" }
      mount       = { label = "shared", cache_mode = "full" }
    }
    archive = {
      b2 = { account = "005a1b2c3d4e5f0000000001" }
    }
    reports = {
      azureblob = { account = "reports" }
      mount     = { path = "finance/reports" }
    }
  }
  credentials = { media = "first", archive = "first", reports = "Zmlyc3Q=" }
}

run "connect_and_mount" {
  assert {
    condition     = alltrue([for b in output.backends : b.connected && b.engine == "api"])
    error_message = "Every backend is connected by Hoody."
  }
  assert {
    condition     = { for name, b in output.backends : name => b.backend_type } == { media = "s3", archive = "b2", reports = "azureblob" }
    error_message = "Each backend is of its service's type."
  }
  assert {
    condition     = toset(keys(output.paths)) == toset(["media", "reports"])
    error_message = "The backends with a mount are mounted, and no other."
  }
  assert {
    condition     = endswith(output.paths.media, "/media") && endswith(output.paths.reports, "/finance/reports")
    error_message = "A mount is at its path, or at its name."
  }
  assert {
    condition     = hoody_mount.this["media"].vfs.cache_mode == "full" && hoody_mount.this["media"].vfs.cache_max_size == "10Gi"
    error_message = "What a mount does not set has the documented default."
  }
}

run "rotate_under_a_mount" {
  variables {
    credentials = { media = "second", archive = "first", reports = "Zmlyc3Q=" }
  }

  # A backend that was made again would not have rotated.
  assert {
    condition     = hoody_backend_s3.this["media"].credentials_rotated_at != null
    error_message = "A new secret rotates in place."
  }
  assert {
    condition     = hoody_backend_b2.this["archive"].credentials_rotated_at == null
    error_message = "A secret that is the same is not sent."
  }
  assert {
    condition     = endswith(output.paths.media, "/media") && endswith(output.paths.reports, "/finance/reports")
    error_message = "The mounts are back where they were."
  }
}
