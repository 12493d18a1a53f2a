package services

import (
	"slices"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var ftp = catalog.Backend{
	Name:     "ftp",
	Title:    "FTP",
	Category: catalog.FileProtocols,
	Doc: "A folder on an FTP server, with or without TLS. Without it the password crosses the network unencrypted: set " +
		"`explicit_tls` or `tls` wherever the server can, and prefer SFTP where there is a choice.",
	Since: catalog.August,
	Fields: []catalog.Field{
		parts.AskPassword,
		{
			Name: "close_timeout", Kind: catalog.Seconds, Default: 60,
			Doc: "Seconds to wait for the server's answer when a connection for files is closed.",
		},
		{
			Name: "concurrency", Kind: catalog.Int,
			Doc: "Maximum number of connections to the server, for a server that limits them. `0` sets no limit. Too few can " +
				"stop work that needs several at the same time.",
		},
		parts.Description,
		{
			Name: "disable_epsv", Kind: catalog.Bool,
			Doc: "Opens connections for files by PASV alone, for a server or a firewall that offers EPSV and does not support it.",
		},
		{
			Name: "disable_mlsd", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Lists folders by LIST alone, for a server whose MLSD, which also has exact times, does not work.",
		},
		{
			Name: "disable_tls13", Kind: catalog.Bool,
			Doc: "Speaks TLS 1.2 at most, for a server whose TLS 1.3 breaks off transfers.",
		},
		{
			Name: "disable_utf8", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Does not ask for names in UTF-8, for a server that offers it and sends something else.",
		},
		parts.Encoding("35749890"),
		{
			Name: "explicit_tls", Group: catalog.Authentication, Kind: catalog.Bool,
			Doc: "Turns an unencrypted connection into TLS before signing in (explicit FTPS), on the usual port. It does not go " +
				"together with `tls`.",
		},
		{
			Name: "force_list_hidden", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Asks for hidden files too, by LIST with `-a`. MLSD is not used then.",
		},
		parts.Host("Name or address of the server, without a scheme and without a port. With TLS its certificate must have it."),
		parts.IdleTimeout,
		{
			Name: "no_check_certificate", Group: catalog.Authentication, Kind: catalog.Bool,
			Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: "Give the server a certificate for its name."},
			Doc:       "Accepts any certificate of the server, so that anyone who answers gets the password. Use it for tests alone.",
		},
		{
			Name: "no_check_upload", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Does not look after an upload whether the file arrived whole, for folders that may be written and not listed.",
		},
		{
			Name: "pass", Group: catalog.Authentication, Secret: true, Rotates: true,
			Doc: "Password of `user`, in plain text. There must be one: a public server takes any " +
				"text with the user `anonymous`.",
		},
		parts.Port(21, "Port on which the server listens; implicit TLS usually has 990."),
		{
			Name: "shut_timeout", Kind: catalog.Seconds, Default: 60,
			Doc: "Seconds to wait for the server's word that a file arrived.",
		},
		parts.SocksProxy,
		{
			Name: "tls", Group: catalog.Authentication, Kind: catalog.Bool,
			Doc: "Speaks TLS from the first byte (implicit FTPS), usually with `port = 990`. It does not go together with " +
				"`explicit_tls`.",
		},
		{
			Name: "tls_cache_size", Kind: catalog.Int, Default: 32,
			Doc: "Number of TLS sessions to remember: many servers want the same one for files as for commands. `0` " +
				"remembers none.",
		},
		parts.User(catalog.Page, "Account on the server that signs in; `anonymous` on a public server."),
		{
			Name: "writing_mdtm", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Sets the times of files by MDTM, as VsFtpd takes them.",
		},
		{
			Name: "allow_insecure_tls_ciphers", Kind: catalog.Bool, Since: catalog.October,
			Doc: "Offers TLS ciphers without forward secrecy as well, for old servers.",
		},
		parts.HTTPProxy,
	},
	Ways: []catalog.Way{
		{
			Name: "Password", Fields: []string{"pass"}, With: []string{"user", "tls", "explicit_tls", "no_check_certificate"},
			Doc: "An account on the server, or anybody's with the user `anonymous`.",
		},
	},
	Rules: slices.Concat(parts.AskPasswordRules, parts.ProxyRules, []catalog.Rule{
		{OnlyOne: []string{"tls", "explicit_tls"}, Because: "A server speaks TLS at once, or when it is asked to."},
		{If: "no_check_certificate", AnyOf: []string{"tls", "explicit_tls"}, Idle: true, Because: "There is no certificate without TLS."},
		{If: "disable_tls13", AnyOf: []string{"tls", "explicit_tls"}, Idle: true, Because: "It is about TLS."},
		{If: "allow_insecure_tls_ciphers", AnyOf: []string{"tls", "explicit_tls"}, Idle: true, Because: "It is about TLS."},
	}),
	Verified: "With TLS the server's certificate is checked; then it signs in, and lists the folder where a session begins or " +
		"`verify_path`.",
}
