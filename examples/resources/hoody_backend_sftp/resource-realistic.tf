variable "deploy_key" {
  type      = string
  sensitive = true
  ephemeral = true
}

# A key of its own for Hoody, as ssh-keygen wrote it, and the key by which the
# server is known, as ssh-keyscan prints it after the server's name.
resource "hoody_backend_sftp" "example" {
  description = "Uploads of the photo booth"
  host        = "files.example.com"
  user        = "photobooth"
  key_pem_wo  = var.deploy_key
  host_keys   = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl"

  verify_path = "uploads"
}

resource "hoody_mount" "uploads" {
  backend_id = hoody_backend_sftp.example.id
  mount_path = "uploads"

  vfs = { cache_mode = "full" }
}
