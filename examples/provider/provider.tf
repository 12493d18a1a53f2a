terraform {
  required_providers {
    hoody = {
      source = "hoody/hoody"
    }
  }
}

# The token is read from HOODY_TOKEN.
provider "hoody" {}
