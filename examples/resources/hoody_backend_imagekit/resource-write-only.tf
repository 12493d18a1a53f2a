variable "private_key" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "hoody_backend_imagekit" "example" {
  endpoint       = "https://ik.imagekit.io/myid"
  public_key     = "public_xxx"
  private_key_wo = var.private_key
}
