variable "secret_access_key" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "hoody_backend_internetarchive" "example" {
  access_key_id        = "ia-access-key"
  secret_access_key_wo = var.secret_access_key
}
