package services

import (
	"slices"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var oneDrive = catalog.Backend{
	Name:  "onedrive",
	Title: "Microsoft OneDrive",
	Doc: "A OneDrive, personal or for work, or a document library of SharePoint. Sign in with a token, and say which " +
		"drive is meant: `rclone config` shows its id and its type.",
	Since: catalog.August,
	Fields: slices.Concat([]catalog.Field{
		{
			Name: "access_scopes", Group: catalog.Authentication, Kind: catalog.Words, Unset: true,
			Later: "Files.Read Files.ReadWrite Files.Read.All Files.ReadWrite.All Sites.Read.All offline_access",
			Doc: "What is asked for when a token is renewed, with spaces between the scopes. Not set asks for all files and " +
				"sites; a token never has more than it was issued with.",
		},
		{
			Name: "av_override", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Also reads files that Microsoft takes for malware and otherwise refuses.",
		},
		{
			Name: "chunk_size", Group: catalog.Transfer, Kind: catalog.Size, Default: "10485760",
			Least: 327680, MultipleOf: 327680,
			Doc: "Size in bytes of the parts in which large files are uploaded, a multiple of 327,680. Each upload holds one of " +
				"them in memory.",
		},
		{
			Name: "delta", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Asks for everything below a folder at once, where that is wanted. It is faster, but not for a folder deep inside " +
				"of a large drive.",
		},
		parts.Description,
		{
			Name: "disable_site_permission", Group: catalog.Authentication, Kind: catalog.Bool,
			Doc: "Does not ask for `Sites.Read.All`, for organizations whose people cannot consent to it. It takes the place of " +
				"`access_scopes`.",
		},
		{
			Name: "drive_id", Group: catalog.Authentication,
			Doc: "Id of the drive, such as `b!…` for one of SharePoint.",
		},
		{
			Name: "drive_type", Group: catalog.Authentication, Shape: driveType,
			Doc: "Type of the drive: `personal`, `business`, or `documentLibrary` for one of SharePoint.",
		},
		parts.Encoding("57386894"),
		{
			Name: "expose_onenote_files", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Shows OneNote notebooks, which can be removed and neither read nor written.",
		},
		{
			Name: "hard_delete", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Removes files for good. Otherwise they go to the recycle bin.",
		},
		{
			Name: "hash_type", Group: catalog.Transfer, Default: "auto", OneOf: []string{"auto", "quickxor", "sha1", "sha256", "crc32", "none"},
			Doc: "Checksum by which transfers are verified. `auto` is QuickXor, which every drive has.",
		},
		{
			Name: "link_password", Secret: true,
			Doc: "Password of links that are made to files. Free personal accounts cannot have one.",
		},
		{
			Name: "link_scope", Default: "anonymous", OneOf: []string{"anonymous", "organization"},
			Doc: "Who may open links that are made to files: anyone with the link, or people of the organization.",
		},
		{
			Name: "link_type", Default: "view", OneOf: []string{"view", "edit", "embed"},
			Doc: "What links that are made to files are good for: reading, writing, or showing in a web page.",
		},
		{
			Name: "list_chunk", Group: catalog.Listing, Kind: catalog.Int, Default: 1000, Least: 1,
			Doc: "Number of files in one answer to a listing.",
		},
		{
			Name: "metadata_permissions", Kind: catalog.Bits, Default: "0",
			Doc: "What is done with the permissions of files, where metadata is copied: " + metadataChoice,
		},
		{
			Name: "no_versions", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Removes old versions of a file after it is written, which count against the account's space.",
		},
		{
			Name: "region", Group: catalog.Authentication, Default: "global", OneOf: []string{"global", "us", "de", "cn"},
			Doc: "Microsoft's cloud that has the account: the usual one (`global`), that of the US government, the German one, " +
				"which was shut down, or that of 21Vianet in China.",
		},
		{
			Name: "root_folder_id", Group: catalog.Authentication,
			Doc: "Id of the folder to show as the root. Empty is the root of the drive.",
		},
		{
			Name: "server_side_across_configs", Group: catalog.Transfer, Kind: catalog.Bool,
			Deprecated: "It is for copies between two backends, which Hoody does not make; remove it.",
			Doc:        "Formerly let OneDrive itself copy files between two of its drives.",
		},
		{
			Name: "tenant", Group: catalog.Authentication,
			Doc: "Id of the Entra tenant (directory), for a client that signs in as itself or belongs to one tenant.",
		},
		{
			Name: "tenant_url", Group: catalog.Authentication, Kind: catalog.URL, Since: catalog.October,
			Doc: "Address of SharePoint's own API, such as `https://museum.sharepoint.com/_api`, to use in place of Microsoft Graph.",
		},
		{
			Name: "upload_cutoff", Group: catalog.Transfer, Kind: catalog.SizeOrOff, Default: "-1", Since: catalog.October,
			Most: 250 << 20,
			Doc: "Size in bytes above which files are uploaded in parts, 250 MiB at most. Hoody's default is " +
				"`-1` (or `off`), by which all are.",
		},
	}, parts.OAuth),
	Ways: []catalog.Way{
		{
			Name: "OAuth", Fields: []string{"token"}, At: []string{"drive_id", "drive_type"},
			With: []string{"client_id", "client_secret", "auth_url", "token_url", "tenant"},
			Doc:  "The consent of a person, as `rclone authorize` gets it in a browser.",
		},
		{
			Name: "Client credentials", Fields: []string{"client_credentials", "client_id", "client_secret", "tenant"},
			At: []string{"drive_id", "drive_type"}, With: []string{"auth_url", "token_url"},
			Doc: "An application of the tenant that signs in as itself, with the permission Files.ReadWrite.All.",
		},
		{
			Name: "A password of links", Besides: true, With: []string{"link_password"},
			Doc: "It signs nobody in: who opens a link is asked for it.",
		},
	},
	Rules: slices.Concat(parts.OAuthRules("token", "client_credentials"), []catalog.Rule{
		{AnyOf: []string{"drive_id"}, Because: "An account has several drives, and Hoody cannot ask which one is meant."},
		{AnyOf: []string{"drive_type"}, Because: "Drives of different types are used in different ways."},
		{If: "access_scopes", Without: []string{"disable_site_permission"}, Because: "It takes the place of the scopes."},
	}),
	Verified: "It signs in and lists the root of the drive or `verify_path`. An access token that has expired is renewed " +
		"for that; Microsoft leaves the refresh token as good as it was, and the result is not kept.",
	VerifiedWrite: "Without `hard_delete` the few bytes that it wrote are then in the recycle bin.",
}

// driveType is one of the types of drives, which is documented in words only.
func driveType(_ *catalog.Field, value string) *catalog.Finding {
	if slices.Contains([]string{"personal", "business", "documentLibrary"}, value) {
		return nil
	}
	return &catalog.Finding{
		Summary: "is no type of a drive",
		Detail:  "Write \"personal\", \"business\" or \"documentLibrary\", as `rclone config` shows it.",
	}
}
