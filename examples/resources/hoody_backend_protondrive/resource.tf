variable "password" {
  type      = string
  sensitive = true
}

resource "hoody_backend_protondrive" "example" {
  username = "curator@proton.me"
  password = var.password

  # For the embedded engine, which has no client of Proton Drive. Hoody tries it in any case.
  verify = "none"
}
