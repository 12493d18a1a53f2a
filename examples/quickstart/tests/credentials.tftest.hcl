# Run with "terraform test". The state of a test is its own and is thrown away.
variables {
  engine = "embedded"
}

run "credentials_work" {
  assert {
    condition     = hoody_backend_s3.media.connected
    error_message = "The storage did not accept the credentials."
  }
}
