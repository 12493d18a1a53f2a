# Two name nodes: the second is asked when the first does not answer.
resource "hoody_backend_hdfs" "example" {
  description = "Measurements of the plant"
  namenode    = "namenode-1.example.com:8020,namenode-2.example.com:8020"
  username    = "plant"

  verify_path = "measurements"
}

resource "hoody_mount" "measurements" {
  backend_id = hoody_backend_hdfs.example.id
  mount_path = "measurements"

  vfs = { cache_mode = "minimal" }
}
