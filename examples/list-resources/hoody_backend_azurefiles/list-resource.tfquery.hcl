# terraform query -generate-config-out=imported.tf
list "hoody_backend_azurefiles" "all" {
  provider         = hoody
  include_resource = true
}
