variable "token" {
  type      = string
  sensitive = true
}

resource "hoody_backend_linkbox" "example" {
  token = var.token

  # Until 2026-08 the token is all that Hoody takes. The embedded engine proves an email
  # address and a password, which Hoody wants from version 2026-10 on, and no token.
  verify = "none"
}
