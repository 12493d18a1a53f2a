package catalog

var netStorage = Backend{
	Name:  "netstorage",
	Title: "Akamai NetStorage",
	Doc: "Storage groups of Akamai NetStorage, over its HTTP API. Connecting takes the upload host with a " +
		"folder, an upload account and its G2O key.",
	Fields: []Field{
		{
			Name: "host", Group: Authentication, Tells: Server, Required: true,
			Doc: "Upload host and folder, such as `example-nsu.akamaihd.net/123456`. The folder starts with the CP " +
				"code, and the account must be allowed to list it.",
		},
		{
			Name: "account", Group: Authentication, Tells: User, Required: true,
			Doc: "Name of the upload account, whose HTTP API access must be enabled in Akamai's control center.",
		},
		{
			Name: "secret", Group: Authentication, Required: true, Secret: true, Rotates: true,
			Doc: "G2O key of the upload account, in plain text.",
		},
		{
			Name: "protocol", Group: Authentication, Default: "https", OneOf: []string{"http", "https"},
			Doc: "Protocol to connect with. `http` sends file contents unencrypted and is for debugging only.",
		},
		{
			Name: "description",
			Doc:  descriptionDoc,
		},
	},
	Ways: []Way{
		{
			Name: "Upload account", Fields: []string{"host", "account", "secret"},
			Doc: "An account for the HTTP API with its G2O key.",
		},
	},
	Verified: "It asks for the folder in `host` and lists it, signed with the key.",
}
