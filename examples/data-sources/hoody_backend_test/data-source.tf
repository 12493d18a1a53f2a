variable "archive_backend_id" {
  type        = string
  description = "A backend that another configuration connects."
}

# Warns at every plan and apply while the storage does not answer, and fails
# neither.
check "archive_answers" {
  data "hoody_backend_test" "archive" {
    id = var.archive_backend_id
  }

  assert {
    condition     = data.hoody_backend_test.archive.ok
    error_message = "The archive is ${data.hoody_backend_test.archive.status}: ${data.hoody_backend_test.archive.message}"
  }
}
