package catalog

var netStorage = Backend{
	Name:  "netstorage",
	Title: "Akamai NetStorage",
	Doc:   "TODO",
	Fields: []Field{
		{
			Name: "host", Required: true,
			Doc: "TODO: NetStorage host in `<domain>/<internal folders>` format.",
		},
		{
			Name: "account", Required: true,
			Doc: "TODO: NetStorage account name.",
		},
		{
			Name: "secret", Required: true, Secret: true, Rotates: true,
			Doc: "TODO: NetStorage account secret / G2O key.",
		},
		{
			Name: "protocol", Default: "https", OneOf: []string{"http", "https"},
			Doc: "TODO: Protocol: `http` or `https`.",
		},
		{
			Name: "description",
			Doc:  "TODO: Description of the remote.",
		},
	},
}
