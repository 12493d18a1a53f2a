# What the module makes of its input, with neither Hoody nor the emulator. A mocked
# provider makes up what a provider computes, so say what the assertions look at.
mock_provider "hoody" {
  mock_resource "hoody_backend_s3" {
    defaults = {
      id           = "bck_0123456789abcdef"
      backend_type = "s3"
      engine       = "api"
      connected    = true
      mount_paths  = []
    }
  }

  mock_resource "hoody_mount" {
    defaults = {
      path   = "/hoody/mounts/media"
      status = "active"
    }
  }
}

variables {
  backends = {
    media = {
      s3    = { endpoint = "s3.us-east-1.amazonaws.com", access_key_id = "AKIAIOSFODNN7EXAMPLE" }
      mount = { label = "shared" }
    }
  }
  credentials = { media = "not sent to anybody" }
}

run "mounts_what_it_connects" {
  assert {
    condition     = hoody_mount.this["media"].backend_id == hoody_backend_s3.this["media"].id
    error_message = "The mount is of the backend with the same name."
  }
  assert {
    condition     = output.backends == { media = { id = "bck_0123456789abcdef", backend_type = "s3", engine = "api", connected = true } }
    error_message = "The output has each backend by its name."
  }
  assert {
    condition     = output.paths == { media = "/hoody/mounts/media" }
    error_message = "The output has the folder of each mount."
  }
}
