package services

import (
	"regexp"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var qingStor = catalog.Backend{
	Name:     "qingstor",
	Title:    "QingStor",
	Category: catalog.ObjectStorage,
	Doc: "Buckets of QingCloud's object storage. Connecting takes an access key and the zone of the " +
		"buckets.",
	Fields: []catalog.Field{
		parts.AccessKeyID,
		parts.SecretAccessKey,
		{
			Name: "endpoint", Shape: qingStorEndpoint, Group: catalog.Authentication, Tells: catalog.Server,
			Doc: "Address of the QingStor API with its scheme, host and port. Empty uses " +
				"`https://qingstor.com:443`; host names with hyphens, and `localhost` with a port, are not " +
				"understood.",
		},
		{
			Name: "zone", Group: catalog.Authentication, Known: []string{"pek3a", "sh1a", "gd2a"}, Complete: true,
			Doc: "Zone of the buckets: `pek3a` is Beijing, `sh1a` Shanghai, `gd2a` Guangdong. Empty uses `pek3a`.",
		},
		{
			Name: "chunk_size", Group: catalog.Transfer, Kind: catalog.Size, Default: "4194304", Least: 4 << 20,
			Doc: "Size in bytes of the parts of a multipart upload, at least 4 MiB. Each upload in progress holds " +
				"`upload_concurrency` parts in memory.",
		},
		{
			Name: "upload_concurrency", Group: catalog.Transfer, Kind: catalog.Int, Default: 1, Least: 1, SafeMost: 1,
			Doc: "Number of parts of one file that are uploaded at the same time. Above 1 the files arrive whole, " +
				"but the checksums that QingStor stores for multipart uploads are wrong.",
		},
		{
			Name: "upload_cutoff", Group: catalog.Transfer, Kind: catalog.Size, Default: "209715200", Most: 5 << 30,
			Doc: "Size in bytes above which a file is uploaded in parts of `chunk_size`. The maximum is 5 GiB.",
		},
		{
			Name: "connection_retries", Kind: catalog.Int, Default: 3,
			Doc: "Number of times a request is sent again when the connection fails. Raise it on an unreliable " +
				"line.",
		},
		{
			Name: "env_auth", Group: catalog.Authentication, Kind: catalog.Bool,
			Withdrawn: catalog.Withdrawal{In: catalog.October, But: false, Instead: "Set `access_key_id` and `secret_access_key`."},
			Doc: "Takes the credentials from the environment where the engine runs. It is used only while " +
				"`access_key_id` and `secret_access_key` are empty.",
		},
		parts.Description,
		parts.Encoding("16842754"),
	},
	Rules: parts.KeyPairRules,
	Ways: []catalog.Way{
		{
			Name: "Access key", Fields: []string{"access_key_id", "secret_access_key"},
			Doc: "A key of the account, from QingCloud's console.",
		},
		{
			Name: "Environment", Fields: []string{"env_auth"},
			Doc: "What the environment has where the engine runs.",
		},
		{
			Name: "Anonymous",
			Doc:  "For public buckets: no key is set.",
		},
	},
	Verified: "It lists the buckets of the zone. Where the key may not do that, or there is none, `verify_path` must " +
		"name a bucket.",
}

// qingStorEndpoint is an address of QingStor's own API.
var qingStorEndpoint = catalog.NotAt(catalog.HostOrURL, catalog.Elsewhere{
	Is: regexp.MustCompile(`^([^/]*\.)?s3\.([^/]*\.)?qingstor\.com`), Of: "QingStor's S3-compatible API",
	Do: "Leave it out, or use hoody_backend_s3 with this address.",
})
