package services

import (
	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var internetArchive = catalog.Backend{
	Name:     "internetarchive",
	Title:    "Internet Archive",
	Category: catalog.ObjectStorage,
	Doc: "Items of the Internet Archive, over its S3-like API (IAS3). Connecting takes the account's IAS3 " +
		"keys; public items can be read without.",
	Fields: []catalog.Field{
		{
			Name: "endpoint", Group: catalog.Authentication, Tells: catalog.Server, Kind: catalog.URL, Default: "https://s3.us.archive.org",
			Doc: "Address of the IAS3 API that files are uploaded to. Change it only for tests.",
		},
		{
			Name: "front_endpoint", Group: catalog.Authentication, Tells: catalog.Server, Kind: catalog.URL, Default: "https://archive.org",
			Doc: "Address of the archive's website, from which items are listed and files are read. Change it only " +
				"for tests.",
		},
		{
			Name: "access_key_id", Group: catalog.Authentication, Tells: catalog.User, Rotates: true,
			Doc: "IAS3 access key of the account, from `archive.org/account/s3.php`. Leave it empty, together with " +
				"`secret_access_key`, for anonymous access.",
		},
		{
			Name: "secret_access_key", Group: catalog.Authentication, Secret: true, Rotates: true,
			Doc: "IAS3 secret key that belongs to `access_key_id`. Leave both empty for anonymous access.",
		},
		{
			Name: "wait_archive", Group: catalog.Listing, Kind: catalog.Seconds,
			Doc: "Seconds to wait after a change until the archive has processed it, so that the next listing " +
				"shows it. `0` does not wait, and running out of time is no error.",
		},
		{
			Name: "disable_checksum", Group: catalog.Transfer, Kind: catalog.Bool, Default: true,
			Doc: "Uploads files without an MD5 checksum for the archive to verify. Setting it to `false` has each " +
				"upload verified, at the price of reading a file once more before its upload starts.",
		},
		parts.Description,
		parts.Encoding("50446342"),
		{
			Name: "item_derive", Group: catalog.Transfer, Kind: catalog.Bool, Default: true, Since: catalog.October,
			Doc: "Has the archive make other formats of what is uploaded, such as thumbnails and streams. Turn it off for files " +
				"that are shown as they are.",
		},
		{
			Name: "item_metadata", Free: true, Group: catalog.Transfer, Since: catalog.October,
			Doc: "Metadata of the items that are written, as `key=value` pairs with commas between them. The archive's prefix " +
				"`x-archive-meta-` is added to each key.",
		},
	},
	Rules: parts.KeyPairRules,
	Ways: []catalog.Way{
		{
			Name: "IAS3 keys", Fields: []string{"access_key_id", "secret_access_key"},
			Doc: "The pair of keys that every account of the archive has.",
		},
		{
			Name: "Anonymous",
			Doc:  "For reading public items: no key is set.",
		},
	},
	Verified: "It asks the archive whether the keys are right, because items can be read without any. There is nothing " +
		"to list at the root; `verify_path` can name an item.",
	VerifiedRead: "Items are public: it proves nothing about the keys.",
	VerifiedWrite: "The archive takes up what is written from a queue, in seconds or hours. Where that is longer than " +
		"the engine's `timeout`, this fails, and its error names what to remove later: it proves what works, " +
		"and not what does not.",
}
