# Do these credentials work? The embedded engine asks the storage itself:
#
#   export TF_VAR_backends='{ media = { s3 = { endpoint = "…", access_key_id = "…" } } }'
#   export TF_VAR_credentials='{ media = "…" }'
#   terraform test -test-directory=tests/live
provider "hoody" {
  engine = "embedded"
}

run "credentials_work" {
  assert {
    condition     = length(output.backends) > 0 && alltrue([for b in output.backends : b.connected])
    error_message = "A storage did not accept the credentials."
  }
}
