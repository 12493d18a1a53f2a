# The default encoding of hoody_backend_s3, and control characters too.
locals {
  default = provider::hoody::encoding_names("50331650") # ["Slash", "InvalidUtf8", "Dot"]
}

output "encoding" {
  value = provider::hoody::encoding(concat(local.default, ["Ctl"])) # "50397186"
}
