variable "gofile_token" {
  type      = string
  sensitive = true
  ephemeral = true
}

# One folder of a premium account: its id ends the address that a browser shows.
resource "hoody_backend_gofile" "example" {
  description     = "Footage for the editors"
  access_token_wo = var.gofile_token
  root_folder_id  = "2b8f6d3e-71a4-4c05-8e92-0f5a7b6c9d18"

  verify      = "write"
  verify_path = "2026"
}

resource "hoody_mount" "footage" {
  backend_id = hoody_backend_gofile.example.id
  mount_path = "footage"

  vfs = { cache_mode = "full" }
}
