# The instance that the engine runs on signs in: no key is kept anywhere.
resource "hoody_backend_oracleobjectstorage" "example" {
  description   = "Log archive"
  provider_type = "instance_principal_auth"
  namespace     = "id3nxb4ktwxa"
  region        = "eu-frankfurt-1"
  compartment   = "ocid1.compartment.oc1..aaaaaaaabcdefghijk"

  no_check_bucket = true
  storage_tier    = "InfrequentAccess"
  sse_kms_key_id  = "ocid1.key.oc1.eu-frankfurt-1.aaaaaaaalmnopqrstu"
}
