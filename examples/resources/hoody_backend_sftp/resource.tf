variable "pass" {
  type      = string
  sensitive = true
}

resource "hoody_backend_sftp" "example" {
  description = "sftp-example"
  host        = "sftp.example.com"
  pass        = var.pass
  user        = "deploy"
}
