package services

import (
	"fmt"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var quatrix = catalog.Backend{
	Name:  "quatrix",
	Title: "Quatrix",
	Doc:   "The files of an account at Quatrix, by which companies exchange files.",
	Since: catalog.August,
	Fields: []catalog.Field{
		{
			Name: "api_key", Group: catalog.Authentication, Required: true, Secret: true,
			Doc: "API key of the user, from the page Profile, API keys. It cannot be changed in place: another key means " +
				"connecting again.",
		},
		parts.Description,
		{
			Name: "effective_upload_time", Group: catalog.Transfer, Default: "4s", Shape: timeWithUnit,
			Doc: "Time that the upload of one part should take, such as `10s`. The size of the parts follows from it and from " +
				"how fast they went before.",
		},
		parts.Encoding("50438146"),
		{
			Name: "hard_delete", Group: catalog.Transfer, Kind: catalog.Bool,
			Doc: "Deletes files for good. Without it they go into the trash, where they take up space.",
		},
		{
			Name: "host", Group: catalog.Authentication, Tells: catalog.Server, Required: true, Shape: catalog.NoURL,
			Doc: "Host of the company's Quatrix, such as `museum.quatrix.it`, without a scheme.",
		},
		{
			Name: "maximal_summary_chunk_size", Group: catalog.Transfer, Kind: catalog.Size, Default: "100000000",
			Doc: "Maximum number of bytes that the parts of all uploads together hold in memory. It must be enough for one part of " +
				"`minimal_chunk_size` in each upload that goes on at the same time.",
		},
		{
			Name: "minimal_chunk_size", Group: catalog.Transfer, Kind: catalog.Size, Default: "10000000",
			Doc: "Minimum size in bytes of the parts in which a file is uploaded, however slow the line is.",
		},
		{
			Name: "skip_project_folders", Group: catalog.Listing, Kind: catalog.Bool,
			Doc: "Leaves out the folders of projects, which several users share.",
		},
	},
	Ways: []catalog.Way{
		{
			Name: "API key", Fields: []string{"api_key"}, With: []string{"host"},
			Doc: "A key of a user: it sees what the user sees.",
		},
	},
	Verified:      "Quatrix is asked for the root with the key, and the root or `verify_path` is listed.",
	VerifiedWrite: "What it wrote is removed for good, whatever `hard_delete` is.",
}

// timeWithUnit is a time as 4s, 1m30s or 500ms.
func timeWithUnit(_ *catalog.Field, value string) *catalog.Finding {
	if d, err := time.ParseDuration(value); err == nil && d > 0 {
		return nil
	}
	return &catalog.Finding{
		Summary: "is no time",
		Detail:  fmt.Sprintf("It is a number with its unit: 500ms, 4s or 1m30s.\nWrite %q.", "4s"),
	}
}
