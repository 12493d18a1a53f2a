package services

import (
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

const noPikPakAccount = "no account, with which nothing is reached"

var pikPak = catalog.Backend{
	Name:  "pikpak",
	Title: "PikPak",
	Doc:   "Files of a PikPak account. PikPak is suspicious of new devices: one that is named from the start is asked for less.",
	Since: catalog.August,
	Fields: []catalog.Field{
		{
			Name: "chunk_size", Group: catalog.Transfer, Kind: catalog.Size, Default: "5242880", Least: 100 << 10, Most: 5 << 30,
			Doc: "Size in bytes of the parts of a large file, from 100 KiB to 5 GiB. Each part that is on its way is held in memory.",
		},
		parts.Description,
		{
			Name: "device_id", Group: catalog.Authentication, Shape: pikPakDevice,
			Doc: "Id of the device that signs in, 32 hexadecimal digits of your choice. Empty makes up another one for every " +
				"sign-in.",
		},
		parts.Encoding("56829838"),
		{
			Name: "hash_memory_limit", Group: catalog.Transfer, Kind: catalog.Size, Default: "10485760",
			Doc: "Size in bytes up to which a file is held in memory to calculate its checksum before it is sent. A larger one is " +
				"written to disk.",
		},
		{
			Name: "no_media_link", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Reads media from the link to the original file, where the link for players does not work. It may be slower.",
		},
		{
			Name: "pass", Group: catalog.Authentication, Required: true, OptionalSince: catalog.October, EmptyMeans: noPikPakAccount,
			Secret: true, Rotates: true,
			Doc: "Password of `user`, in plain text.",
		},
		{
			Name: "root_folder_id", Group: catalog.Listing,
			Doc: "Id of the folder that is to be the root. Empty is the root of the account.",
		},
		{
			Name: "trashed_only", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Shows only what is in the trash, where it was before.",
		},
		laterConcurrency(5, 4),
		{
			Name: "use_trash", Group: catalog.Transfer, Kind: catalog.Bool, Default: true,
			Doc: "Moves what is deleted to the trash. Without it, it is gone for good.",
		},
		{
			Name: "user", Group: catalog.Authentication, Tells: catalog.User, Required: true, OptionalSince: catalog.October,
			EmptyMeans: noPikPakAccount,
			Doc:        "Name of the account: its email address or telephone number.",
		},
		{
			Name: "user_agent", Free: true,
			Default: "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:129.0) Gecko/20100101 Firefox/129.0",
			Doc:     "What Hoody says it is in requests to PikPak, which lets only browsers and its own apps in.",
		},
		laterCutoff(catalog.October),
	},
	Ways: []catalog.Way{
		{
			Name: "Password", Fields: []string{"user", "pass"}, With: []string{"device_id"},
			Doc: "The name and the password of the account.",
		},
	},
	Rules: []catalog.Rule{
		{AnyOf: []string{"user", "pass"}, Because: "Nothing else signs in."},
		{If: "user", Needs: []string{"pass"}, Because: "An account signs in with its password."},
		{If: "pass", Needs: []string{"user"}, Because: "It is the password of an account."},
	},
	Verified: "It signs in as a device, passes PikPak's check for robots where that asks nothing of a person, and lists the " +
		"root or `verify_path`. Without `device_id` every verification is a new device to PikPak.",
	VerifiedWrite: "What it stored is deleted for good, whatever `use_trash` says.",
}

// laterConcurrency is parts.UploadConcurrency where October has another default.
func laterConcurrency(parallel, later int) catalog.Field {
	f := parts.UploadConcurrency(parallel)
	f.Later = later
	return f
}

// laterCutoff is parts.UploadCutoff where a version added it.
func laterCutoff(since catalog.Version) catalog.Field {
	f := parts.UploadCutoff(5 << 30)
	f.Since = since
	return f
}

// pikPakDevice is an id that PikPak takes; another would be replaced.
func pikPakDevice(_ *catalog.Field, value string) *catalog.Finding {
	if len(value) == 32 && strings.Trim(strings.ToLower(value), "0123456789abcdef") == "" {
		return nil
	}
	return &catalog.Finding{
		Summary: "is not an id of a device",
		Detail:  "It is 32 hexadecimal digits, and another one would not be used: openssl rand -hex 16 makes one.",
	}
}
