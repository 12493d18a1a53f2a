variable "secret_access_key" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "hoody_backend_qingstor" "example" {
  access_key_id        = "QINGSTOR_ACCESS_KEY"
  secret_access_key_wo = var.secret_access_key
  zone                 = "pek3a"
}
