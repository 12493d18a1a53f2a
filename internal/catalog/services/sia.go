package services

import (
	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var sia = catalog.Backend{
	Name:     "sia",
	Title:    "Sia",
	Category: catalog.ObjectStorage,
	Doc: "The Sia network through a Sia daemon (`siad`) that rents the storage. Connecting takes the " +
		"address of the daemon's API and its password.",
	Fields: []catalog.Field{
		{
			Name: "api_url", Group: catalog.Authentication, Tells: catalog.Server, Kind: catalog.URL, Default: "http://127.0.0.1:9980", RequiredSince: catalog.October,
			Doc: "Address of the daemon's API. The default finds it only on the machine where the engine runs; for " +
				"other machines `siad` must be told to listen, and the network between must be trusted.",
		},
		{
			Name: "api_password", Group: catalog.Authentication, Secret: true,
			Doc: "Password of the daemon's API, in plain text. The daemon keeps it in the file `apipassword` in " +
				"its folder.",
		},
		{
			Name: "user_agent", Free: true, Default: "Sia-Agent",
			Doc: "User agent that is sent with every request. The daemon refuses all but its own, so change it " +
				"only where the daemon was told to expect another.",
		},
		parts.Description,
		parts.Encoding("50436354"),
	},
	Ways: []catalog.Way{
		{
			Name: "API password", Fields: []string{"api_password"}, With: []string{"api_url"},
			Doc: "The password of the daemon that rents the storage.",
		},
	},
	Verified:      "It asks the daemon for something that takes the password and changes nothing, and lists the top folder.",
	VerifiedRead:  "Any client may read a file from the daemon, with the password or without.",
	VerifiedWrite: "It needs contracts with enough hosts, and the password.",
}
