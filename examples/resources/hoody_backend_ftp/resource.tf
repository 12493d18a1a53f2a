variable "pass" {
  type      = string
  sensitive = true
}

resource "hoody_backend_ftp" "example" {
  host = "ftp.example.com"
  user = "uploader"
  pass = var.pass
}
