package services

import (
	"slices"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var shareFile = catalog.Backend{
	Name:  "sharefile",
	Title: "Citrix ShareFile",
	Doc: "The folders of a ShareFile account. Sign in with a token, at the address of the account, which `rclone config` " +
		"shows.",
	Since: catalog.August,
	Fields: slices.Concat([]catalog.Field{
		{
			Name: "chunk_size", Group: catalog.Transfer, Kind: catalog.Size, Default: "67108864", Least: 262144, Most: 2 << 30,
			Doc: "Size in bytes of the parts in which large files are uploaded, a power of two of at least 256 KiB. Each upload " +
				"holds several of them in memory.",
		},
		parts.Description,
		parts.Encoding("57091982"),
		{
			Name: "endpoint", Group: catalog.Authentication, Kind: catalog.URL, Shape: catalog.OriginAddress, Tells: catalog.Server,
			Doc: "Address of the account, such as `https://museum.sf-api.com`.",
		},
		{
			Name: "root_folder_id", Group: catalog.Authentication, Known: []string{"favorites", "allshared", "connectors", "top"},
			Doc: "What to show as the root: the id of a folder, or one of the names. Empty is the personal folders.",
		},
		{
			Name: "upload_cutoff", Group: catalog.Transfer, Kind: catalog.Size, Default: "134217728",
			Doc: "Size in bytes above which a file is uploaded in parts of `chunk_size`.",
		},
	}, parts.OAuthOneUse),
	Ways: []catalog.Way{
		{
			Name: "OAuth", Fields: []string{"token"}, At: []string{"endpoint"},
			With: []string{"client_id", "client_secret", "auth_url", "token_url"},
			Doc:  "The consent of a person, as `rclone authorize` gets it in a browser.",
		},
		{
			Name: "Client credentials", Fields: []string{"client_credentials", "client_id", "client_secret"}, At: []string{"endpoint"},
			With: []string{"auth_url", "token_url"},
			Doc:  "An OAuth client that signs in as itself, where ShareFile allows that.",
		},
	},
	Rules: slices.Concat(parts.OAuthRules("token", "client_credentials"), []catalog.Rule{
		{AnyOf: []string{"endpoint"}, Because: "Each account has an address of its own."},
	}),
	Verified: "It signs in with the access token and lists the root or `verify_path`.",
}
