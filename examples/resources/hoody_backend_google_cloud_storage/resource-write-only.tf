variable "service_account_key" {
  type      = string
  sensitive = true
  ephemeral = true
}

# The key as the JSON document that Google hands out.
resource "hoody_backend_google_cloud_storage" "example" {
  project_number                 = "123456789012"
  service_account_credentials_wo = var.service_account_key
}
