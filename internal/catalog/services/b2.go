package services

import (
	"regexp"
	"slices"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var b2 = catalog.Backend{
	Name:     "b2",
	Title:    "Backblaze B2",
	Category: catalog.ObjectStorage,
	Doc: "Buckets of Backblaze B2, over its native API. Connecting takes an application key and its id; a " +
		"key may be limited to one bucket.",
	Fields: slices.Concat([]catalog.Field{
		{
			Name: "account", Group: catalog.Authentication, Tells: catalog.User, Required: true,
			Doc: "Id of the application key, or the account's id with the master key.",
		},
		{
			Name: "key", Group: catalog.Authentication, Required: true, Secret: true, Rotates: true,
			Doc: "Application key that belongs to the id in `account`. Backblaze shows it only once, when it is " +
				"created.",
		},
		{
			Name: "chunk_size", Group: catalog.Transfer, Kind: catalog.Size, Default: "100663296", Least: 5_000_000,
			Doc: "Size in bytes of the parts in which large files are uploaded, at least 5,000,000; the embedded " +
				"engine refuses less than 5 MiB (5,242,880). Each upload in progress holds `upload_concurrency` " +
				"parts in memory.",
		},
		{
			Name: "copy_cutoff", Group: catalog.Transfer, Kind: catalog.Size, Default: "4294967296", SafeMost: 5_000_000_000,
			Doc: "Size in bytes above which a file is copied within the service in parts rather than in one " +
				"request. B2 copies at most 5 GB in one request.",
		},
		parts.Description,
		{
			Name: "disable_checksum", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Uploads files larger than `upload_cutoff` without a SHA-1 checksum of the whole. This saves " +
				"reading a file once more before its upload starts, but it cannot be verified later.",
		},
		{
			Name: "download_auth_duration", Kind: catalog.Seconds, Default: 604800, Least: 1, Most: 7 * 24 * 60 * 60,
			Doc: "Seconds for which a public link to a file in a private bucket stays valid, from 1 second to one " +
				"week. It does not affect mounts or transfers.",
		},
		{
			Name: "download_url", Shape: catalog.BaseAddress, Group: catalog.Transfer,
			Doc: "Address of a content delivery network in front of B2, such as Cloudflare, that files are read " +
				"from. It has a scheme and no trailing slash, and must pass on the `Authorization` header for " +
				"private buckets.",
		},
		parts.Encoding("50438146"),
		{
			Name: "endpoint", Shape: b2Endpoint, Group: catalog.Authentication, Tells: catalog.Server,
			Doc: "Address of the B2 API in place of Backblaze's own, for tests. Leave it empty otherwise.",
		},
		{
			Name: "hard_delete", Kind: catalog.Bool,
			Doc: "Deletes files for good instead of hiding them. Without it B2 keeps a deleted file as an old " +
				"version, and bills for it, until a lifecycle rule or someone removes it.",
		},
		{
			Name: "lifecycle", Attr: "lifecycle_days", Kind: catalog.Int,
			Doc: "Days after which hidden and overwritten files are deleted for good, as a rule for buckets that " +
				"are created. `0` sets no rule, so that they are kept; existing buckets are not changed.",
		},
		{
			Name: "test_mode", OneOf: []string{"fail_some_uploads", "expire_some_account_authorization_tokens", "force_cap_exceeded"},
			Doc: "Makes Backblaze fail on purpose, to test how that is handled: uploads that break, tokens that " +
				"expire early, or a spending cap that is exceeded. Leave it empty otherwise.",
		},
		parts.UploadConcurrency(4),
		{
			Name: "upload_cutoff", Group: catalog.Transfer, Kind: catalog.Size, Default: "209715200", Most: 5_000_415_674,
			Doc: "Size in bytes above which a file is uploaded in parts of `chunk_size`. The maximum is 5 GB " +
				"(4.657 GiB), which is what B2 takes in one request.",
		},
		{
			Name: "version_at", Group: catalog.Listing, Kind: catalog.Time, Default: "0001-01-01T00:00:00Z",
			Doc: "Time in RFC 3339 at which to see the files; the backend is then read-only. The default, the year " +
				"1, shows them as they are now.",
		},
		{
			Name: "versions", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Also lists old versions of files, under names with the time inserted. No file can be written " +
				"while it is set.",
		},
	}, parts.MemoryPool, parts.CustomerKey(catalog.October)),
	Rules: parts.CustomerKeyRules,
	Ways: slices.Concat([]catalog.Way{
		{
			Name: "Application key", Fields: []string{"account", "key"},
			Doc: "A key for all buckets or for one; the master key is one too.",
		},
	}, parts.CustomerKeyWays),
	Verified: "It signs in with the key and lists the buckets that the key is for.",
	VerifiedRead: "The bytes are compared with B2's SHA-1, and an object that was encrypted with a customer-provided key " +
		"opens only with that key.",
	VerifiedWrite: "What was written is deleted, not hidden, whatever `hard_delete` says, which takes the capability " +
		"`deleteFiles`; a customer-provided encryption key is tried too.",
}

// b2Endpoint is an address of B2's own API. Its web page shows that of its other API.
var b2Endpoint = catalog.NotAt(catalog.Address, catalog.Elsewhere{
	Is: regexp.MustCompile(`^([^/]*\.)?s3\.[^/]*\.backblazeb2\.com`), Of: "B2's S3-compatible API",
	Do: "B2's own API, which this backend uses, finds its address itself.\n" +
		"Leave it out, or use hoody_backend_s3 with this address.",
})
