package services

import (
	"crypto/sha256"
	"encoding/base64"
	"regexp"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var oracleObjectStorage = catalog.Backend{
	Name:     "oracleobjectstorage",
	Title:    "Oracle Cloud Object Storage",
	Category: catalog.ObjectStorage,
	Doc: "Buckets of Oracle Cloud Infrastructure Object Storage. Connecting takes the tenancy's namespace, " +
		"a region and a way to sign in; user keys come from an OCI configuration file on the machine " +
		"where the engine runs.",
	Fields: []catalog.Field{
		{
			Name: "attempt_resume_upload", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Looks for an unfinished multipart upload of the same object and continues it instead of starting " +
				"over. It works only together with `leave_parts_on_error` and an unchanged `chunk_size`.",
		},
		{
			Name: "chunk_size", Group: catalog.Transfer, Kind: catalog.Size, Default: "5242880",
			Doc: "Size in bytes of the parts of a multipart upload. Each upload in progress holds " +
				"`upload_concurrency` parts in memory; a stream of unknown length can be at most " +
				"`max_upload_parts` times this size.",
		},
		{
			Name: "compartment", Group: catalog.Authentication,
			Doc: "OCID of the compartment whose buckets are listed and in which new ones are created. Reading and " +
				"writing in a bucket whose name is known does without.",
		},
		{
			Name: "config_file", Group: catalog.Authentication, Kind: catalog.File, Default: "~/.oci/config",
			Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: oracleInstead},
			Doc: "Path of the OCI configuration file on the machine where the engine runs; it names the user, the " +
				"tenancy and the private key. Only `user_principal_auth` reads it.",
		},
		{
			Name: "config_profile", Group: catalog.Authentication, Default: "Default",
			Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: oracleInstead},
			Doc:       "Section of `config_file` to take the credentials from. Only `user_principal_auth` reads it.",
		},
		{
			Name: "copy_cutoff", Group: catalog.Transfer, Kind: catalog.Size, Default: "4999610368", SafeMost: 5 << 30,
			Doc: "Size in bytes above which an object is copied within the service in parts rather than in one " +
				"request. The service copies at most 5 GiB in one request.",
		},
		{
			Name: "copy_timeout", Group: catalog.Transfer, Kind: catalog.Seconds, Default: 60,
			Doc: "Seconds to wait for a copy within the service, which Oracle carries out in the background. Raise " +
				"it when large objects are copied or copies cross regions.",
		},
		parts.Description,
		parts.DisableChecksum,
		parts.Encoding("50331650"),
		{
			Name: "endpoint", Shape: oracleEndpoint, Group: catalog.Authentication, Tells: catalog.Server,
			Doc: "Address of the Object Storage API, for dedicated regions and private endpoints. Empty derives it " +
				"from `region`.",
		},
		{
			Name: "leave_parts_on_error", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Keeps the parts of an upload that failed, so that it can be resumed. They take paid space until " +
				"someone removes them.",
		},
		{
			Name: "max_upload_parts", Group: catalog.Transfer, Kind: catalog.Int, Default: 10000, Least: 1,
			Doc: "Number of parts that one upload may have; the service allows 10,000. Parts of a file of known " +
				"size grow beyond `chunk_size` to stay within it.",
		},
		{
			Name: "namespace", Group: catalog.Authentication, Required: true,
			Doc: "Object Storage namespace of the tenancy, the name that all its buckets share. The console shows " +
				"it among the tenancy's details.",
		},
		{
			Name: "no_check_bucket", Kind: catalog.Bool,
			Doc: "Uses buckets without checking first that they exist and without creating missing ones. This " +
				"saves requests, and is needed for users who may not create buckets.",
		},
		{
			Name: "provider", Attr: "provider_type", Group: catalog.Authentication, Default: "env_auth", Required: true, OneOf: []string{"env_auth", "user_principal_auth", "instance_principal_auth", "workload_identity_auth", "resource_principal_auth", "no_auth"},
			Withdrawn: catalog.Withdrawal{In: catalog.October, But: "no_auth", Instead: oracleInstead},
			Doc: "How to sign in. `user_principal_auth` uses a user's key from `config_file`, " +
				"`instance_principal_auth` the compute instance, `resource_principal_auth` the function or other " +
				"resource and `workload_identity_auth` the Kubernetes pod that the engine runs in; `env_auth` " +
				"tries what it finds there; `no_auth` reads public buckets only and can never list buckets.",
		},
		{
			Name: "region", Group: catalog.Authentication, Required: true,
			Doc: "Region identifier of the buckets, for example `eu-frankfurt-1`. It also decides the address " +
				"unless `endpoint` is set.",
		},
		{
			Name: "sse_customer_algorithm", Group: catalog.Transfer, OneOf: []string{"AES256"},
			Doc: "Algorithm of encryption with a customer-provided key (SSE-C). Set it together with `sse_customer_key` " +
				"or `sse_customer_key_file`.",
		},
		{
			Name: "sse_customer_key", Shape: catalog.Base64Of32, Group: catalog.Transfer, Secret: true,
			Doc: "Key for encryption with a customer-provided key (SSE-C): 256 bits in base64. Objects cannot be read " +
				"without the key they were written with; of this, `sse_customer_key_file` and `sse_kms_key_id` " +
				"set at most one.",
		},
		{
			Name: "sse_customer_key_file", Group: catalog.Transfer, Kind: catalog.File,
			Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: "Set `sse_customer_key` to what is in the file."},
			Doc: "Path, on the machine where the engine runs, of a file that holds the base64 key for SSE-C. It " +
				"stands in for `sse_customer_key`.",
		},
		{
			Name: "sse_customer_key_sha256", Group: catalog.Transfer,
			Doc: "SHA-256 hash of the SSE-C key, in base64, by which the service notices a damaged key.",
		},
		{
			Name: "sse_kms_key_id", Group: catalog.Transfer,
			Doc: "OCID of the master key in Oracle's Vault that encrypts new objects. Empty leaves encryption to " +
				"the bucket; it cannot be combined with the SSE-C fields.",
		},
		{
			Name: "storage_tier", Group: catalog.Transfer, Default: "Standard", OneOf: []string{"Standard", "InfrequentAccess", "Archive"},
			Doc: "Tier of objects that are uploaded. `InfrequentAccess` costs less to keep and more to read, and " +
				"`Archive` must be restored before anything can be read.",
		},
		parts.UploadConcurrency(10),
		parts.UploadCutoff(0),
		parts.Decompress(catalog.October),
	},
	Rules: []catalog.Rule{
		{If: "config_file", Where: "provider", Is: "user_principal_auth", Because: onlyConfigFile},
		{If: "config_profile", Where: "provider", Is: "user_principal_auth", Because: onlyConfigFile},
		{OnlyOne: []string{"sse_customer_key", "sse_customer_key_file", "sse_kms_key_id"}, Because: "An object is encrypted with one key."},
		{If: "sse_customer_algorithm", AnyOf: []string{"sse_customer_key", "sse_customer_key_file"}, Because: "It says how the key encrypts."},
		{If: "sse_customer_key_sha256", AnyOf: []string{"sse_customer_key", "sse_customer_key_file"}, Idle: true, Because: "It is the checksum of the key."},
		{If: "sse_customer_key_sha256", Fits: isSHA256OfBase64, To: []string{"sse_customer_key"},
			Because: "It is the SHA-256 checksum of the key's 32 bytes, in base64, and is calculated where it is not set."},
		{If: "attempt_resume_upload", Needs: []string{"leave_parts_on_error"}, Idle: true, Because: "An upload goes on with the parts that an earlier one left."},
	},
	Ways: []catalog.Way{
		{
			Name: "User", Fields: []string{"provider"}, Is: "user_principal_auth", With: []string{"config_file", "config_profile"},
			Doc: "A user's API key, from an OCI configuration file on the machine where the engine runs.",
		},
		{
			Name: "Compute instance", Fields: []string{"provider"}, Is: "instance_principal_auth",
			Doc: "The instance that the engine runs on.",
		},
		{
			Name: "Function or other resource", Fields: []string{"provider"}, Is: "resource_principal_auth",
			Doc: "The resource that the engine runs in.",
		},
		{
			Name: "Kubernetes workload", Fields: []string{"provider"}, Is: "workload_identity_auth",
			Doc: "The pod that the engine runs in.",
		},
		{
			Name: "Environment", Fields: []string{"provider"}, Is: "env_auth",
			Doc: "What Oracle's libraries find by default where the engine runs.",
		},
		{
			Name: "Anonymous", Fields: []string{"provider"}, Is: "no_auth",
			Doc: "For public buckets, whose names must be known.",
		},
		{
			Name: "Customer-provided encryption key", Besides: true,
			Fields: []string{"sse_customer_key"}, With: []string{"sse_customer_algorithm", "sse_customer_key_sha256"},
			Doc: "Objects cannot be read without it.",
		},
		{
			Name: "Customer-provided encryption key, from a file", Besides: true,
			Fields: []string{"sse_customer_key_file"}, With: []string{"sse_customer_algorithm", "sse_customer_key_sha256"},
			Doc: "The same key in a file on the machine where the engine runs.",
		},
	},
	Verified: "It lists the buckets of `compartment`; where that is not set, or signing in is anonymous, " +
		"`verify_path` must name a bucket.",
	VerifiedRead:  "An object that was encrypted with a customer-provided key opens only with that key.",
	VerifiedWrite: "`storage_tier` and the keys for encryption are tried too.",
}

// oracleInstead: no way of its own to sign in is left.
const oracleInstead = "For anything but public buckets, use `hoody_backend_s3` with Oracle's S3-compatible endpoint and a customer secret key."

const onlyConfigFile = "Only user principals are read from an OCI configuration file."

// oracleEndpoint is an address of Oracle's own API.
var oracleEndpoint = catalog.NotAt(catalog.OriginAddress, catalog.Elsewhere{
	Is: regexp.MustCompile(`^[^/]+\.compat\.objectstorage\.`), Of: "Oracle's S3-compatible API",
	Do: "Leave it out, or use hoody_backend_s3 with this address and a customer secret key.",
})

func isSHA256OfBase64(sum, key string) bool {
	bytes, err := base64.StdEncoding.DecodeString(key)
	if err != nil {
		return true // the key's own field says that it is no base64
	}
	want := sha256.Sum256(bytes)
	return sum == base64.StdEncoding.EncodeToString(want[:])
}
