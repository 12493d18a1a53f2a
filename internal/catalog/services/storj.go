package services

import (
	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

// The page documents one surface for storj and tardigrade.
var storj = catalog.Backend{
	Name:     "storj",
	Title:    "Storj",
	Category: catalog.ObjectStorage,
	Doc: "Buckets of the Storj network. Connecting takes an access grant, or an API key with an encryption " +
		"passphrase and the satellite they belong to.",
	// The network can still be reached through its S3 gateway.
	Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: "Use `hoody_backend_s3` with Storj's S3-compatible gateway: " +
		"`provider_type = \"Storj\"`, `endpoint = \"gateway.storjshare.io\"` and S3 credentials made in the Storj console."},
	Synonyms: []string{"tardigrade"},
	Fields: []catalog.Field{
		{
			Name: "provider", Attr: "provider_type", Group: catalog.Authentication, Default: "existing", OneOf: []string{"existing", "new"},
			Doc: "Which credentials are meant: `existing` is an `access_grant`, `new` is an `api_key` with a " +
				"`passphrase` at `satellite_address`, from which a grant is made. The credentials that are set " +
				"decide, so it can stay as it is.",
		},
		{
			Name: "satellite_address", Shape: catalog.BareHost, Group: catalog.Authentication, Tells: catalog.Server, Default: "us1.storj.io", Known: []string{"us1.storj.io", "eu1.storj.io", "ap1.storj.io"},
			Doc: "Satellite that manages the account. One that Storj does not run itself is written " +
				"`<nodeid>@<host>:<port>`; it is ignored with an access grant, which names its own.",
		},
		{
			Name: "api_key", Group: catalog.Authentication, Secret: true,
			Doc: "API key of a project on the satellite, used with `passphrase` where there is no access grant. It " +
				"cannot be changed in place: another key means connecting again.",
		},
		{
			Name: "passphrase", Encrypts: true, Group: catalog.Authentication, Secret: true, Rotates: true,
			Doc: "Passphrase that encrypts names and contents before they leave the machine, used with `api_key`. " +
				"Only objects uploaded with the same passphrase can be seen, and nobody can recover it.",
		},
		{
			Name: "access_grant", Group: catalog.Authentication, Secret: true,
			Doc: "Access grant made earlier in the Storj console or with `uplink`; it contains the satellite, the " +
				"API key and the encryption key. It cannot be changed in place: another grant means connecting " +
				"again.",
		},
		parts.Description,
	},
	Rules: []catalog.Rule{
		{OnlyOne: []string{"access_grant", "api_key"}, Because: "An access grant already holds an API key and a passphrase."},
		{If: "satellite_address", Without: []string{"access_grant"}, Because: "An access grant names its satellite."},
	},
	Ways: []catalog.Way{
		{
			Name: "Access grant", Fields: []string{"access_grant"}, With: []string{"provider"},
			Doc: "Everything in one text, limited to what it was made for.",
		},
		{
			Name: "API key and passphrase", Fields: []string{"api_key", "passphrase"}, With: []string{"satellite_address", "provider"},
			Doc: "What a grant is made from.",
		},
	},
	Verified: "It lists the buckets at the satellite. Any passphrase does for that: a wrong one shows none of " +
		"the objects, and is no error.",
	VerifiedRead: "Objects that another passphrase encrypted are not even listed, so it proves the passphrase or the " +
		"grant.",
	VerifiedWrite: "The few bytes are kept by the satellite itself: it proves nothing of the storage nodes, nor, with " +
		"any passphrase, that it is the one that others use.",
}
