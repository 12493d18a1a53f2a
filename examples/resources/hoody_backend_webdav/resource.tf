variable "pass" {
  type      = string
  sensitive = true
}

resource "hoody_backend_webdav" "example" {
  url    = "https://dav.example.com/files/"
  vendor = "other"
  user   = "curator"
  pass   = var.pass
}
