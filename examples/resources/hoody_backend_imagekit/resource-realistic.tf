variable "private_key" {
  type      = string
  sensitive = true
}

# An account that restricts unsigned image URLs.
resource "hoody_backend_imagekit" "example" {
  description = "Pictures of the catalogue"
  endpoint    = "https://ik.imagekit.io/myid"
  public_key  = "public_xxx"
  private_key = var.private_key

  only_signed = true
  upload_tags = "catalogue,hoody"
}
