# Write-only arguments came with Terraform 1.11 and OpenTofu 1.11.
terraform {
  required_version = ">= 1.11"

  required_providers {
    hoody = {
      source  = "hoody/hoody"
      version = "~> 0.1"
    }
  }
}
