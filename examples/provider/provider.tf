terraform {
  required_providers {
    hoody = {
      source  = "hoody/hoody"
      version = "~> 0.1"
    }
  }
}

# The token is read from HOODY_TOKEN.
provider "hoody" {}
