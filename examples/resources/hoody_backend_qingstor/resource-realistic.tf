variable "secret_access_key" {
  type      = string
  sensitive = true
}

resource "hoody_backend_qingstor" "example" {
  description       = "Static files in Shanghai"
  access_key_id     = "QINGSTOR_ACCESS_KEY"
  secret_access_key = var.secret_access_key
  zone              = "sh1a"

  chunk_size         = "16Mi"
  connection_retries = 5

  remount_on_rotate = true
}

resource "hoody_mount" "static" {
  backend_id = hoody_backend_qingstor.example.id
  mount_path = "static"
}
