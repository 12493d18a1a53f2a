variable "backends" {
  description = "The backends to connect, by a name of your own. Each has one of s3, b2 and azureblob, and a mount where it is to be mounted."
  type = map(object({
    description = optional(string)

    s3 = optional(object({
      provider_type = optional(string, "AWS")
      endpoint      = optional(string)
      region        = optional(string, "us-east-1")
      access_key_id = string
    }))
    b2 = optional(object({
      account  = string
      endpoint = optional(string)
    }))
    azureblob = optional(object({
      account  = string
      endpoint = optional(string)
    }))

    # A bucket or bucket/prefix to verify instead of the root.
    verify_path = optional(string)

    mount = optional(object({
      path          = optional(string)
      label         = optional(string)
      cache_mode    = optional(string, "writes")
      cache_max_age = optional(string, "1h")
    }))
  }))
  nullable = false

  validation {
    condition     = alltrue([for name in keys(var.backends) : can(regex("^[a-z0-9][a-z0-9._-]*$", name))])
    error_message = "Names become folders: write them with small letters, digits, dots, hyphens and underscores."
  }

  validation {
    condition = alltrue([
      for b in var.backends : length([for service in [b.s3, b.b2, b.azureblob] : service if service != null]) == 1
    ])
    error_message = "Each backend has exactly one of s3, b2 and azureblob."
  }

  validation {
    condition = alltrue([
      for b in var.backends : b.s3 == null ? true : b.s3.endpoint != null || b.s3.provider_type == "AWS"
    ])
    error_message = "An s3 without an endpoint is AWS: name the endpoint of any other provider_type."
  }

  validation {
    condition = alltrue([
      for b in var.backends : b.mount == null ? true : contains(["off", "minimal", "writes", "full"], b.mount.cache_mode)
    ])
    error_message = "The cache_mode of a mount is off, minimal, writes or full."
  }
}

variable "credentials" {
  description = "The secret of each backend, under the same name: the secret access key of s3, the application key of b2, the shared key of azureblob."
  type        = map(string)
  sensitive   = true
  ephemeral   = true
  nullable    = false

  validation {
    condition     = toset(keys(var.credentials)) == toset(keys(var.backends))
    error_message = "The credentials have the same names as the backends: one secret for each."
  }
}

variable "credentials_version" {
  description = "Set it for credentials that differ at every run, such as generated ones: they are then compared, and rotated, only when this changes."
  type        = string
  default     = null
}

variable "remount_on_rotate" {
  description = "Unmount a backend while its credentials rotate, and mount it again afterwards. Without it, credentials of a mounted backend cannot rotate."
  type        = bool
  default     = true
  nullable    = false
}
