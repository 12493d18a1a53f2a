# A module that takes the type of its backend as a variable rejects unknown ones,
# and knows which fields are secret.
variable "type" {
  type    = string
  default = "b2"

  validation {
    condition     = contains(keys(provider::hoody::backend_types()), var.type)
    error_message = "Unknown backend type."
  }
}

output "secrets" {
  value = provider::hoody::backend_types()[var.type].secrets # ["key", "sse_customer_key", "sse_customer_key_base64"]
}
