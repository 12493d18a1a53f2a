package services

import (
	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var imageKit = catalog.Backend{
	Name:     "imagekit",
	Title:    "ImageKit",
	Category: catalog.ObjectStorage,
	Doc: "Media library of an ImageKit.io account. Connecting takes the account's URL endpoint and a pair " +
		"of API keys.",
	Fields: []catalog.Field{
		{
			Name: "endpoint", Group: catalog.Authentication, Tells: catalog.Server, Kind: catalog.URL, Required: true,
			Doc: "URL endpoint of the account, such as `https://ik.imagekit.io/<id>`, from which files are read. " +
				"The API that lists and uploads is always ImageKit's own.",
		},
		{
			Name: "public_key", Group: catalog.Authentication, Required: true,
			Doc: "Public API key, shown in ImageKit's developer settings. It is not a secret.",
		},
		{
			Name: "private_key", Group: catalog.Authentication, Required: true, Secret: true, Rotates: true,
			Doc: "Private API key that belongs to the key in `public_key`. It allows everything in the account.",
		},
		{
			Name: "only_signed", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Reads files through signed URLs only. Set it when the account restricts unsigned image URLs; " +
				"files are then uploaded as private.",
		},
		{
			Name: "upload_tags", Free: true, Group: catalog.Transfer,
			Doc: "Tags given to every file that is uploaded, separated by commas. Empty gives none.",
		},
		{
			Name: "versions", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Also lists old versions of files, under names with the time inserted.",
		},
		parts.Description,
		parts.Encoding("117553486"),
	},
	Ways: []catalog.Way{
		{
			Name: "API key", Fields: []string{"public_key", "private_key"},
			Doc: "A pair of keys of the account.",
		},
	},
	Verified: "It lists the top folder of the media library with the private key. Nothing asks for the public key, " +
		"nor for a file at `endpoint`.",
	VerifiedRead: "Files are read at their own address, signed only where they are private; they must be as long as the " +
		"listing says.",
}
