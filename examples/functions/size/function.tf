# An upload has at most 10,000 parts, so the size of the parts decides how large
# an object can be.
locals {
  part_size = provider::hoody::size("64Mi")
}

output "largest_object_in_bytes" {
  value = 10000 * tonumber(local.part_size) # 671088640000
}
