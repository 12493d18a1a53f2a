# Backends without mounts.
data "hoody_backends" "idle" {
  mounted = false
}

output "idle_backends" {
  value = { for b in data.hoody_backends.idle.backends : b.id => "${b.backend_type} at ${coalesce(b.server, "an unknown host")}" }
}

# All of one type, to test each of them.
data "hoody_backends" "s3" {
  backend_type = "s3"
}

data "hoody_backend_test" "s3" {
  for_each = toset(data.hoody_backends.s3.backends[*].id)
  id       = each.key
}

output "broken_s3_backends" {
  value = { for id, test in data.hoody_backend_test.s3 : id => test.message if !test.ok }
}
