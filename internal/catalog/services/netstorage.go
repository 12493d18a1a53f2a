package services

import (
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var netStorage = catalog.Backend{
	Name:     "netstorage",
	Title:    "Akamai NetStorage",
	Category: catalog.ObjectStorage,
	Doc: "Storage groups of Akamai NetStorage, over its HTTP API. Connecting takes the upload host with a " +
		"folder, an upload account and its G2O key.",
	Fields: []catalog.Field{
		{
			Name: "host", Shape: netStorageFolder, Group: catalog.Authentication, Tells: catalog.Server, Required: true,
			Doc: "Upload host and folder, such as `example-nsu.akamaihd.net/123456`. The folder starts with the CP " +
				"code, and the account must be allowed to list it.",
		},
		{
			Name: "account", Group: catalog.Authentication, Tells: catalog.User, Required: true,
			Doc: "Name of the upload account, whose HTTP API access must be enabled in Akamai's control center.",
		},
		{
			Name: "secret", Group: catalog.Authentication, Required: true, Secret: true, Rotates: true,
			Doc: "G2O key of the upload account, in plain text.",
		},
		{
			Name: "protocol", Group: catalog.Authentication, Default: "https", OneOf: []string{"http", "https"},
			Doc: "Protocol to connect with. `http` sends file contents unencrypted and is for debugging only.",
		},
		parts.Description,
	},
	Ways: []catalog.Way{
		{
			Name: "Upload account", Fields: []string{"host", "account", "secret"},
			Doc: "An account for the HTTP API with its G2O key.",
		},
	},
	Verified:      "It asks for the folder in `host` and lists it, signed with the key.",
	VerifiedWrite: "The folder must exist: none is created.",
}

// netStorageFolder is a host with a folder, whose first part is the CP code: NetStorage
// lists nothing above it.
// Source: "Usage API" of NetStorage, the path of a request.
func netStorageFolder(f *catalog.Field, value string) *catalog.Finding {
	if wrong := catalog.BareHost(f, value); wrong != nil {
		return wrong
	}
	if _, folder, _ := strings.Cut(value, "/"); strings.Trim(folder, "/") != "" {
		return nil
	}
	return &catalog.Finding{
		Warns: true, Summary: "has no folder",
		Detail: "NetStorage lists nothing above the folder of a CP code.\n" +
			"Add it, as in example-nsu.akamaihd.net/123456.",
	}
}
