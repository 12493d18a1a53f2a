variable "pass" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "hoody_backend_sftp" "example" {
  description = "sftp-example"
  host        = "sftp.example.com"
  pass_wo     = var.pass
  user        = "deploy"
}
