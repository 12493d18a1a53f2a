# What callers can get wrong, found while planning. A plan asks nobody, so this
# needs no Hoody, no account and no storage.
provider "hoody" {
  engine = "embedded"
}

variables {
  backends = {
    media = { s3 = { access_key_id = "AKIAIOSFODNN7EXAMPLE" } }
  }
  credentials = { media = "a-secret" }
}

run "defaults_of_a_backend" {
  command = plan

  assert {
    condition     = hoody_backend_s3.this["media"].region == "us-east-1" && hoody_backend_s3.this["media"].provider_type == "AWS"
    error_message = "An S3 backend is AWS in us-east-1 where nothing else is said."
  }
  assert {
    condition     = hoody_backend_s3.this["media"].endpoint == "s3.us-east-1.amazonaws.com"
    error_message = "The endpoint of AWS is that of the region."
  }
  assert {
    condition     = length(hoody_mount.this) == 0
    error_message = "A backend without a mount is not mounted."
  }
}

run "two_services_at_once" {
  command = plan

  variables {
    backends = {
      media = {
        s3 = { endpoint = "s3.us-east-1.amazonaws.com", access_key_id = "AKIAIOSFODNN7EXAMPLE" }
        b2 = { account = "005a1b2c3d4e5f0000000001" }
      }
    }
  }

  expect_failures = [var.backends]
}

run "a_name_that_is_no_folder" {
  command = plan

  variables {
    backends    = { "Media files" = { b2 = { account = "005a1b2c3d4e5f0000000001" } } }
    credentials = { "Media files" = "a-secret" }
  }

  expect_failures = [var.backends]
}

run "no_endpoint_but_of_aws" {
  command = plan

  variables {
    backends = { media = { s3 = { provider_type = "Cloudflare", access_key_id = "an-id" } } }
  }

  expect_failures = [var.backends]
}

run "unknown_cache_mode" {
  command = plan

  variables {
    backends = {
      media = {
        b2    = { account = "005a1b2c3d4e5f0000000001" }
        mount = { cache_mode = "all" }
      }
    }
  }

  expect_failures = [var.backends]
}

run "no_credentials" {
  command = plan

  variables {
    credentials = {}
  }

  expect_failures = [var.credentials]
}
