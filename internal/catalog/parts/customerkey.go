package parts

import (
	"crypto/md5"
	"encoding/base64"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// CustomerKey returns the fields for encryption with a customer-provided key (SSE-C),
// as text or in base64. since is the version that added them to a service.
func CustomerKey(since catalog.Version) []catalog.Field {
	return []catalog.Field{
		{
			Name: "sse_customer_algorithm", Group: catalog.Transfer, OneOf: []string{"AES256"}, Since: since,
			Doc: "Algorithm of encryption with a customer-provided key (SSE-C). Set it together with `sse_customer_key` or " +
				"`sse_customer_key_base64`.",
		},
		{
			Name: "sse_customer_key", Shape: catalog.Bytes32, Group: catalog.Transfer, Secret: true, Since: since,
			Doc: "Key for encryption with a customer-provided key (SSE-C), as 32 characters of text. What was written with a key " +
				"cannot be read without it; a binary key goes into `sse_customer_key_base64` instead.",
		},
		{
			Name: "sse_customer_key_base64", Shape: catalog.Base64Of32, Group: catalog.Transfer, Secret: true, Since: since,
			Doc: "Key for encryption with a customer-provided key (SSE-C), in base64. It stands in for `sse_customer_key` when the " +
				"key is not text.",
		},
		{
			Name: "sse_customer_key_md5", Group: catalog.Transfer, Since: since,
			Doc: "MD5 checksum of the SSE-C key, in base64, by which the service notices a damaged key. Empty calculates it " +
				"from the key.",
		},
	}
}

// CustomerKeyRules are the rules between these fields that do not follow from the ways.
var CustomerKeyRules = []catalog.Rule{
	{OnlyOne: []string{"sse_customer_key", "sse_customer_key_base64"}, Because: "They are the same key in two spellings."},
	{If: "sse_customer_algorithm", AnyOf: []string{"sse_customer_key", "sse_customer_key_base64"}, Because: "It says how the key encrypts."},
	{If: "sse_customer_key_md5", Fits: isMD5Of, To: []string{"sse_customer_key"}, Because: keyMD5Reason},
	{If: "sse_customer_key_md5", Fits: isMD5OfBase64, To: []string{"sse_customer_key_base64"}, Because: keyMD5Reason},
}

const keyMD5Reason = "It is the MD5 checksum of the key's 32 bytes, in base64, and is calculated where it is not set."

func isMD5Of(sum, key string) bool {
	want := md5.Sum([]byte(key))
	return sum == base64.StdEncoding.EncodeToString(want[:])
}

func isMD5OfBase64(sum, key string) bool {
	bytes, err := base64.StdEncoding.DecodeString(key)
	return err != nil || isMD5Of(sum, string(bytes)) // the key's own field reports that it is not base64
}

// CustomerKeyWays go with every way to authenticate.
var CustomerKeyWays = []catalog.Way{
	{
		Name: "Customer-provided encryption key, as text", Besides: true,
		Fields: []string{"sse_customer_algorithm", "sse_customer_key"}, With: []string{"sse_customer_key_md5"},
		Doc: "What was written with it cannot be read without it.",
	},
	{
		Name: "Customer-provided encryption key, in base64", Besides: true,
		Fields: []string{"sse_customer_algorithm", "sse_customer_key_base64"}, With: []string{"sse_customer_key_md5"},
		Doc: "The same for a key that is no text.",
	},
}
