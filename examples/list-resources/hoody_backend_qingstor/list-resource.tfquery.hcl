# terraform query -generate-config-out=imported.tf
list "hoody_backend_qingstor" "all" {
  provider         = hoody
  include_resource = true
}
