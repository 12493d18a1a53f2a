variable "g2o_key" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "hoody_backend_netstorage" "example" {
  host      = "example.akamaihd.net/1234/cpcode"
  account   = "myaccount"
  secret_wo = var.g2o_key
}
