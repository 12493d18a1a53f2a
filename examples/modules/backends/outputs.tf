output "backends" {
  description = "The id, type, engine and connection of each backend, by its name."
  value       = local.connected
}

output "paths" {
  description = "Where the mounted backends are mounted, by their names."
  value       = { for name, m in hoody_mount.this : name => m.path }
}
