# Needs an account, or the emulator with -containers 3 and the variables that it prints.
variables {
  storage           = { endpoint = "s3.us-east-1.amazonaws.com", region = "us-east-1", access_key_id = "AKIAIOSFODNN7EXAMPLE" }
  secret_access_key = "first"
}

run "mounts_the_storage_in_every_running_container" {
  assert {
    condition     = length(output.mounts) > 0 && toset(keys(output.mounts)) == toset(data.hoody_containers.running.containers[*].id)
    error_message = "The storage is not mounted in every running container."
  }
  assert {
    condition     = alltrue([for id, backend in hoody_backend_s3.shared : backend.container == id])
    error_message = "A backend is in another container than it should be."
  }
}

run "rotates_nothing_when_nothing_changed" {
  command = plan

  assert {
    condition     = alltrue([for backend in hoody_backend_s3.shared : backend.credentials_rotated_at == null])
    error_message = "A plan without a change rotates credentials."
  }
}
