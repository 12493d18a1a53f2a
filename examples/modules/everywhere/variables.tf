variable "storage" {
  description = "What to mount in every running container: the endpoint and region of S3 storage, and the id of a key. Each bucket that the key sees is a folder of the mount."
  type = object({
    endpoint      = string
    region        = optional(string)
    access_key_id = string
  })
}

variable "secret_access_key" {
  description = "The secret of that key. It is stored in neither plan nor state."
  type        = string
  sensitive   = true
  ephemeral   = true
}

variable "mount_path" {
  description = "Where to mount it, below the mount folder of each container."
  type        = string
  default     = "shared"
}
