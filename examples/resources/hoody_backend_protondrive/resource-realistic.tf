variable "proton_password" {
  type      = string
  sensitive = true
  ephemeral = true
}

variable "proton_code" {
  type        = string
  sensitive   = true
  ephemeral   = true
  default     = null
  description = "What the second factor shows at this moment, for the apply that connects the backend."
}

# A backend that is mounted sees what others change only without a cache of its own.
resource "hoody_backend_protondrive" "example" {
  description     = "Minutes of the board"
  username        = "board@proton.me"
  password_wo     = var.proton_password
  two_factor_code = var.proton_code
  enable_caching  = false

  verify = "none"
}

resource "hoody_mount" "board" {
  backend_id = hoody_backend_protondrive.example.id
  mount_path = "board"
}
