package services

import (
	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var webdav = catalog.Backend{
	Name:     "webdav",
	Title:    "WebDAV",
	Category: catalog.FileProtocols,
	Doc:      "A folder on a WebDAV server: Nextcloud, ownCloud, SharePoint, Fastmail, or a web server that speaks WebDAV.",
	Since:    catalog.August,
	Fields: []catalog.Field{
		{
			Name: "auth_redirect", Group: catalog.Authentication, Kind: catalog.Bool,
			Doc: "Sends the credentials to where the server redirects as well. Without it they stay with the host in `url`.",
		},
		{
			Name: "bearer_token", Group: catalog.Authentication, Secret: true, Rotates: true,
			Doc: "Token that signs in where the server takes one (`Authorization: Bearer`), such as a macaroon.",
		},
		{
			Name: "bearer_token_command", Group: catalog.Authentication, Kind: catalog.Words, Carries: true,
			Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: "Put a token into `bearer_token`."},
			Doc: "Command that prints such a token, run where the engine runs. The embedded engine runs none: use " +
				"`bearer_token`.",
		},
		parts.Description,
		{
			Name: "encoding", Kind: catalog.Encoding,
			Doc: "Characters of file names that the server cannot store as they are and that are replaced by look-alikes, as a " +
				"decimal bit mask or as names. Empty replaces what the vendor needs.",
		},
		parts.Headers,
		{
			Name: "nextcloud_chunk_size", Group: catalog.Transfer, Kind: catalog.Size, Default: "10485760",
			Doc: "Size in bytes of the parts in which files are uploaded to Nextcloud. Larger ones are faster and hold more " +
				"memory; `0` uploads in one piece.",
		},
		{
			Name: "owncloud_exclude_mounts", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Leaves out what ownCloud has mounted from other storage.",
		},
		{
			Name: "owncloud_exclude_shares", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Leaves out what others have shared with the account at ownCloud.",
		},
		{
			Name: "pacer_min_sleep", Kind: catalog.Seconds, Rounded: true,
			Doc: "Minimum number of seconds between two requests, for a server that answers too many of them with errors. `0` is Hoody's " +
				"own pace.",
		},
		{
			Name: "pass", Group: catalog.Authentication, Secret: true, Rotates: true,
			Doc: "Password of `user`, in plain text. With a second factor the server makes one for programs.",
		},
		{
			Name: "unix_socket", Kind: catalog.File,
			Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: "Let the server listen at a host and port."},
			Doc:       "Path, on the machine where the engine runs, of a socket to connect to in place of the host in `url`.",
		},
		{
			Name: "url", Group: catalog.Authentication, Kind: catalog.URL, Carries: true, Tells: catalog.Server, Required: true,
			Doc: "Address of the folder, with its path: at Nextcloud `https://cloud.example.com/remote.php/dav/files/USER/`.",
		},
		{
			Name: "user", Group: catalog.Authentication, Tells: catalog.User,
			Doc: "Account that signs in with `pass`; with `sharepoint-ntlm` as `Domain\\User`.",
		},
		{
			Name: "vendor", Group: catalog.Authentication,
			Known: []string{
				"fastmail", "nextcloud", "owncloud", "infinitescale", "sharepoint", "sharepoint-ntlm", "hoody-vfs", "other",
			},
			ClosedSince: catalog.October,
			Doc: "What kind of server it is, for what it does in its own way: times, checksums and large files. Empty is " +
				"`other`.",
		},
	},
	Ways: []catalog.Way{
		{
			Name: "Password", Fields: []string{"user", "pass"}, With: []string{"vendor", "auth_redirect", "headers"},
			Doc: "An account on the server; best with a password of its own for Hoody.",
		},
		{
			Name: "Bearer token", Fields: []string{"bearer_token"}, With: []string{"vendor", "auth_redirect", "headers"},
			Doc: "A token that the server or its single sign-on has issued.",
		},
		{
			Name: "Bearer token from a command", Fields: []string{"bearer_token_command"}, With: []string{"vendor", "auth_redirect", "headers"},
			Doc: "A command where the engine runs, which prints the token.",
		},
		{
			Name: "None", With: []string{"vendor", "headers"},
			Doc: "A public server, or one that knows you by a header.",
		},
	},
	Rules: []catalog.Rule{
		{If: "owncloud_exclude_mounts", Where: "vendor", Is: "owncloud", Because: "Other servers do not say so."},
		{If: "owncloud_exclude_shares", Where: "vendor", Is: "owncloud", Because: "Other servers do not say so."},
	},
	Verified: "The folder in `url`, or `verify_path` below it, is listed with the credentials. An answer that is no WebDAV is " +
		"refused.",
}
