variable "g2o_key" {
  type      = string
  sensitive = true
}

# The host is followed by the CP code, and by a folder where only that is to be
# seen.
resource "hoody_backend_netstorage" "example" {
  description = "Downloads of the website"
  host        = "example-nsu.akamaihd.net/123456/downloads"
  account     = "hoody-upload"
  secret      = var.g2o_key

  remount_on_rotate = true
}

resource "hoody_mount" "downloads" {
  backend_id = hoody_backend_netstorage.example.id
  mount_path = "downloads"

  vfs = { cache_mode = "writes" }
}
