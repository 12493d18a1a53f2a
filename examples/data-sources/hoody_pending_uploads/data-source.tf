variable "media_backend_id" {
  type = string
}

# What was written on mounts of a backend and is not uploaded yet.
data "hoody_pending_uploads" "media" {
  backend_id = var.media_backend_id
}

output "files_that_wait" {
  value = sum(concat([0], data.hoody_pending_uploads.media.uploads[*].files))
}
