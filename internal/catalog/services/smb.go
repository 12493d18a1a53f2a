package services

import (
	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var smb = catalog.Backend{
	Name:     "smb",
	Title:    "SMB",
	Category: catalog.FileProtocols,
	Doc: "The shares of a Windows or Samba server, such as a NAS. Sign-in is by NTLM, in version 2 or 3 of SMB; a path " +
		"begins with the name of the share.",
	Since: catalog.August,
	Fields: []catalog.Field{
		{
			Name: "case_insensitive", Kind: catalog.Bool, Default: true,
			Doc: "Treats names that differ only in capitals as one, as Windows and most servers do.",
		},
		parts.Description,
		{
			Name: "domain", Group: catalog.Authentication, Default: "WORKGROUP",
			Doc: "Windows domain, or workgroup, that `user` belongs to.",
		},
		parts.Encoding("56698766"),
		{
			Name: "hide_special_share", Group: catalog.Listing, Kind: catalog.Bool, Default: true,
			Doc: "Leaves out shares whose names end in `$`, such as those of printers and of administrators.",
		},
		parts.Host("Name or address of the server, without a scheme, port or share."),
		parts.IdleTimeout,
		{
			Name: "pass", Group: catalog.Authentication, Secret: true, Rotates: true,
			Doc: "Password of `user`, in plain text. Leave it out for a guest.",
		},
		parts.Port(445, "Port on which the server speaks SMB."),
		{
			Name: "spn", Group: catalog.Authentication,
			Doc: "Kerberos name of the server, such as `cifs/nas.example.com:1020`, for a cluster that asks for one.",
		},
		parts.User(catalog.Page, "Account on the server that signs in."),
		{
			Name: "use_kerberos", Group: catalog.Authentication, Kind: catalog.Bool, Since: catalog.October,
			Withdrawn: catalog.Withdrawal{In: catalog.October, But: false, Instead: "Set `user` and `pass`."},
			Doc:       "Signs in with a Kerberos ticket of the machine where the engine runs, in place of a password.",
		},
	},
	Ways: []catalog.Way{
		{
			Name: "Password", Fields: []string{"pass"}, With: []string{"user", "domain", "spn"},
			Doc: "An account of the server or of its domain.",
		},
		{
			Name: "Guest", With: []string{"user", "domain"},
			Doc: "A server that lets guests in without a password.",
		},
	},
	Verified: "It signs in and lists the shares of the server, or with `verify_path = \"share/folder\"` that folder, which the user " +
		"must be allowed to see.",
}
