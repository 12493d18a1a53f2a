# Find them: terraform query
# Write import and resource blocks for them:
# terraform query -generate-config-out=imported.tf
list "hoody_backend_s3" "all" {
  provider         = hoody
  include_resource = true
  limit            = 1000

  config {
    connected = true
  }
}
