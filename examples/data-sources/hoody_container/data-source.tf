variable "container_id" {
  description = "Identifier of the container."
  type        = string
}

data "hoody_container" "build" {
  id = var.container_id
}

output "build_runs_on" {
  value = "${data.hoody_container.build.name} (${data.hoody_container.build.status}) on ${data.hoody_container.build.server}"
}
