output "backends" {
  description = "What became of each backend, by its name."
  value = {
    for name, b in local.connected : name => {
      id           = b.id
      backend_type = b.backend_type
      engine       = b.engine
      connected    = b.connected
    }
  }
}

output "paths" {
  description = "Where the mounted backends are mounted, by their names."
  value       = { for name, m in hoody_mount.this : name => m.path }
}
