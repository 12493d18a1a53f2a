variable "putio_token" {
  type      = string
  sensitive = true
  ephemeral = true
}

# All files of the account; one folder is listed as a proof.
resource "hoody_backend_putio" "example" {
  description = "Films"
  token_wo    = var.putio_token

  verify_path = "Films"
}

resource "hoody_mount" "films" {
  backend_id = hoody_backend_putio.example.id
  mount_path = "films"
}
