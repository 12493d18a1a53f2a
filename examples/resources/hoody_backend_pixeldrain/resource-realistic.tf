# A folder that is shared at https://pixeldrain.com/d/tUp5Mhtm needs no key.
resource "hoody_backend_pixeldrain" "example" {
  description    = "Recordings of the conference"
  api_url        = "https://pixeldrain.com/api"
  root_folder_id = "tUp5Mhtm"

  verify      = "read"
  verify_path = "2026"
}

resource "hoody_mount" "conference" {
  backend_id = hoody_backend_pixeldrain.example.id
  mount_path = "conference"
}
