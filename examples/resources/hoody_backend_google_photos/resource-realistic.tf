variable "photos_token" {
  type      = string
  sensitive = true
  ephemeral = true
}

# What this application has uploaded, from the year when it began.
resource "hoody_backend_google_photos" "example" {
  description = "Pictures of visitors"
  token_wo    = var.photos_token
  start_year  = 2024
  read_size   = true

  verify_path = "album/Opening"
}

resource "hoody_mount" "visitors" {
  backend_id = hoody_backend_google_photos.example.id
  mount_path = "visitors"

  vfs = { cache_mode = "full" }
}
