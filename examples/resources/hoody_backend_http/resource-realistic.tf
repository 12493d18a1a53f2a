# A mirror whose folders are slow to list with the size of every file.
resource "hoody_backend_http" "example" {
  description = "Data sets of the observatory"
  url         = "https://data.example.org/releases/"
  no_head     = true

  verify      = "read"
  verify_path = "2026"
}

resource "hoody_mount" "releases" {
  backend_id = hoody_backend_http.example.id
  mount_path = "releases"

  vfs = { cache_mode = "minimal" }
}
