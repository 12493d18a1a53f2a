package services

import (
	"slices"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var mailRu = catalog.Backend{
	Name:  "mailru",
	Title: "Mail.ru Cloud",
	Doc:   "Files of a Mail.ru account. It takes a password for programs, which the account's settings make, and not the one that you sign in with.",
	Since: catalog.August,
	Fields: slices.Concat(parts.OAuth, []catalog.Field{
		{
			Name: "check_hash", Group: catalog.Transfer, Kind: catalog.Bool, Default: true,
			Doc: "Treats a transfer whose checksum is wrong as failed. Without it this is only logged.",
		},
		parts.Description,
		parts.Encoding("50440078"),
		{
			Name: "pass", Group: catalog.Authentication, Required: true, Secret: true, Rotates: true,
			Doc: "Password for programs, in plain text: Mail.ru's settings, Security, Passwords for external applications.",
		},
		{
			Name:      "quirks",
			Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: nothingInstead},
			Doc:       "Flags for those who develop Hoody, with commas between them. Leave it empty.",
		},
		{
			Name: "speedup_enable", Group: catalog.Transfer, Kind: catalog.Bool, Default: true,
			Doc: "Asks Mail.ru first whether anybody has stored a file with the same checksum, and then sends none. It is of use " +
				"for films and books that many have.",
		},
		{
			Name: "speedup_file_patterns", Free: true, Group: catalog.Transfer,
			Default: "*.mkv,*.avi,*.mp4,*.mp3,*.zip,*.gz,*.rar,*.pdf",
			Known:   []string{"*", "*.mkv,*.avi,*.mp4,*.mp3", "*.zip,*.gz,*.rar,*.pdf"},
			Doc:     "Names of files for which `speedup_enable` is tried, with commas between them.",
		},
		{
			Name: "speedup_max_disk", Group: catalog.Transfer, Kind: catalog.Size, Default: "3221225472",
			Doc: "Size in bytes up to which `speedup_enable` is tried: a file may have to be written to disk to calculate its " +
				"checksum. `0` never does.",
		},
		{
			Name: "speedup_max_memory", Group: catalog.Transfer, Kind: catalog.Size, Default: "33554432",
			Doc: "Size in bytes up to which a file is held in memory, and not on disk, to calculate its checksum. `0` always " +
				"takes the disk.",
		},
		{
			Name: "user", Group: catalog.Authentication, Tells: catalog.User, Required: true,
			Doc: "Name of the account, usually its email address.",
		},
		{
			Name: "user_agent", Free: true,
			Doc: "What Hoody says it is in requests to Mail.ru. Empty is that of Mail.ru's own client.",
		},
	}),
	Ways: []catalog.Way{
		{
			Name: "Password", Fields: []string{"pass"},
			With: []string{"token", "client_id", "client_secret", "auth_url", "token_url", "client_credentials"},
			Doc:  "A password for programs. With a `token` it is needed once that ends.",
		},
	},
	Rules: parts.OAuthRules(),
	Verified: "It signs in with `user` and `pass`, whatever `token` is, and lists the root or `verify_path`. The OAuth fields " +
		"are not proven.",
	VerifiedWrite: "What it stored goes into the trash of the account, as all that is deleted there.",
}
