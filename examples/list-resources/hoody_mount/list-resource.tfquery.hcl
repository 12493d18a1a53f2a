# Find them: terraform query
# Write import and resource blocks for them:
# terraform query -generate-config-out=imported.tf
list "hoody_mount" "shared" {
  provider         = hoody
  include_resource = true

  config {
    label = "shared"
  }
}
