variable "application_credential_secret" {
  type      = string
  sensitive = true
}

# An application credential, which names no project: it belongs to one.
resource "hoody_backend_swift" "example" {
  description                   = "Simulation results"
  auth                          = "https://auth.cloud.ovh.net/v3"
  region                        = "GRA1"
  application_credential_id     = "21dced0fd20347869b93710d2b98aae0"
  application_credential_secret = var.application_credential_secret

  chunk_size     = "1Gi"
  storage_policy = "pca"
}

resource "hoody_mount" "results" {
  backend_id = hoody_backend_swift.example.id
  mount_path = "results"
}
