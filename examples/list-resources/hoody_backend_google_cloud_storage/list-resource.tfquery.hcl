# terraform query -generate-config-out=imported.tf
list "hoody_backend_google_cloud_storage" "all" {
  provider         = hoody
  include_resource = true
}
