resource "hoody_backend_http" "example" {
  url = "https://mirror.example.com/pub/"
}
