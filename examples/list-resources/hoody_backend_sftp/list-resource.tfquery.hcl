# terraform query -generate-config-out=imported.tf
list "hoody_backend_sftp" "all" {
  provider         = hoody
  include_resource = true
}
