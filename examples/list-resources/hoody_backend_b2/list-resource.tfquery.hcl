# terraform query -generate-config-out=imported.tf
list "hoody_backend_b2" "all" {
  provider         = hoody
  include_resource = true
}
