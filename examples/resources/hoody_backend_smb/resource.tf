variable "pass" {
  type      = string
  sensitive = true
}

resource "hoody_backend_smb" "example" {
  host = "nas.example.com"
  user = "hoody"
  pass = var.pass
}
