# The containers that run, by their names: what for_each needs to be in each of them.
data "hoody_containers" "all" {}

output "running_containers" {
  value = { for c in data.hoody_containers.all.containers : c.name => c.id if c.status == "running" }
}
