terraform {
  required_providers {
    hoody = { source = "hoody/hoody" }
  }
}

resource "hoody_backend_google_cloud_storage" "example" {
  service_account_file = "/etc/hoody/gcs-sa.json"
  project_number       = "123456789012"
  location             = "us-central1"
}
