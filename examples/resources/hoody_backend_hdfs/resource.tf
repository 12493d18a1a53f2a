resource "hoody_backend_hdfs" "example" {
  namenode = "namenode.example.com:8020"
  username = "analyst"
}
