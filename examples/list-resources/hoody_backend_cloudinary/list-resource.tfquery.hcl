# terraform query -generate-config-out=imported.tf
list "hoody_backend_cloudinary" "all" {
  provider         = hoody
  include_resource = true
}
