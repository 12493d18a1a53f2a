variable "encryption_key" {
  type      = string
  sensitive = true
  ephemeral = true
}

# Its only secret is the key of objects that are encrypted with a key of your
# own: 256 bits in base64.
resource "hoody_backend_oracleobjectstorage" "example" {
  provider_type = "user_principal_auth"
  namespace     = "id3nxb4ktwxa"
  region        = "us-phoenix-1"
  compartment   = "ocid1.compartment.oc1..aaaaaaaabcdefghijk"

  sse_customer_algorithm = "AES256"
  sse_customer_key_wo    = var.encryption_key
}
