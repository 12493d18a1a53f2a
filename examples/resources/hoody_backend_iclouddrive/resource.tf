variable "password" {
  type      = string
  sensitive = true
}

variable "trust_token" {
  type      = string
  sensitive = true
}

resource "hoody_backend_iclouddrive" "example" {
  apple_id    = "curator@example.com"
  password    = var.password
  trust_token = var.trust_token

  # For the embedded engine, which has no client of iCloud Drive. Hoody tries it in any case.
  verify = "none"
}
