# 1.11 is the first Terraform with write-only arguments.
terraform {
  required_version = ">= 1.11"

  required_providers {
    hoody = {
      source = "hoody/hoody"
    }
  }
}
