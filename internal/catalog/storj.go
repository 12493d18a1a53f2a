package catalog

var storj = Backend{
	Name:     "storj",
	Title:    "Storj",
	Doc:      "TODO",
	Synonyms: []string{"tardigrade"},
	Fields:   storjFields,
}

// storjFields serve storj and tardigrade: the page documents one surface for both.
var storjFields = []Field{
	{
		Name: "provider", Attr: "provider_type", Default: "existing", OneOf: []string{"existing", "new"},
		Doc: "TODO: Authentication method. One of `existing`, `new`.",
	},
	{
		Name: "satellite_address", Default: "us1.storj.io", Known: []string{"us1.storj.io", "eu1.storj.io", "ap1.storj.io"},
		Doc: "TODO: Satellite address. One of `us1.storj.io`, `eu1.storj.io`, `ap1.storj.io` (or a custom `<nodeid>@<host>:<port>`).",
	},
	{
		Name: "api_key", Secret: true,
		Doc: "TODO: API key (used with the `new` provider).",
	},
	{
		Name: "passphrase", Secret: true, Rotates: true,
		Doc: "TODO: Encryption passphrase (used with the `new` provider).",
	},
	{
		Name: "access_grant", Secret: true,
		Doc: "TODO: Pre-existing access grant.",
	},
	{
		Name: "description",
		Doc:  "TODO: Description of the remote.",
	},
}
