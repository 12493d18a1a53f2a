terraform {
  required_providers {
    hoody = { source = "hoody/hoody" }
  }
}

resource "hoody_backend_oracleobjectstorage" "example" {
  provider_type = "user_principal_auth"
  namespace     = "id3nxb4ktwxa"
  region        = "us-phoenix-1"
  compartment   = "ocid1.compartment.oc1..aaaaaaaabcdefghijk"
}
