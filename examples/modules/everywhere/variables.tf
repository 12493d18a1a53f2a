variable "bucket" {
  description = "What to mount in every running container: an S3 bucket's endpoint, region and key id."
  type = object({
    endpoint      = string
    region        = optional(string)
    access_key_id = string
  })
}

variable "secret_access_key" {
  description = "The bucket's secret key. It is stored in no plan and no state."
  type        = string
  sensitive   = true
  ephemeral   = true
}

variable "mount_path" {
  description = "Where to mount it, below the mount folder of each container."
  type        = string
  default     = "shared"
}
