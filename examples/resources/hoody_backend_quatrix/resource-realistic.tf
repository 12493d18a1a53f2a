variable "quatrix_api_key" {
  type      = string
  sensitive = true
  ephemeral = true
}

# A fast line: parts that take ten seconds, of which four fit into memory.
resource "hoody_backend_quatrix" "example" {
  description                = "Exchange with auditors"
  host                       = "museum.quatrix.it"
  api_key_wo                 = var.quatrix_api_key
  effective_upload_time      = "10s"
  minimal_chunk_size         = "50000000"
  maximal_summary_chunk_size = "200000000"
  skip_project_folders       = true

  verify      = "write"
  verify_path = "Audit"
}

resource "hoody_mount" "audit" {
  backend_id = hoody_backend_quatrix.example.id
  mount_path = "audit"

  vfs = { cache_mode = "full" }
}
