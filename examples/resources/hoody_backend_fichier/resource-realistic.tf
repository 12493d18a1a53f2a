variable "fichier_api_key" {
  type      = string
  sensitive = true
  ephemeral = true
}

variable "folder_password" {
  type      = string
  sensitive = true
  ephemeral = true
}

# A folder that a partner shares at https://1fichier.com/dir/AbC123xYz, with a
# password. The key is for reading its files.
resource "hoody_backend_fichier" "example" {
  description        = "Deliveries of the print shop"
  api_key_wo         = var.fichier_api_key
  shared_folder      = "AbC123xYz"
  folder_password_wo = var.folder_password

  verify = "read"
}

resource "hoody_mount" "deliveries" {
  backend_id = hoody_backend_fichier.example.id
  mount_path = "deliveries"
}
