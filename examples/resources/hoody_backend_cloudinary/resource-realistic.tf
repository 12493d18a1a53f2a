variable "api_key" {
  type      = string
  sensitive = true
}

variable "api_secret" {
  type      = string
  sensitive = true
}

# An environment in Europe, whose listings lag behind its writes.
resource "hoody_backend_cloudinary" "example" {
  description = "Product pictures"
  cloud_name  = "my-cloud"
  api_key     = var.api_key
  api_secret  = var.api_secret

  upload_prefix               = "https://api-eu.cloudinary.com"
  upload_preset               = "products"
  eventually_consistent_delay = 7
}
