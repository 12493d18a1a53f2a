variable "application_key" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "hoody_backend_b2" "example" {
  account = "005a0b6c0b0a1b2c3d4e5f60"
  key_wo  = var.application_key
}
