package services

import (
	"slices"
	"strconv"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var zoho = catalog.Backend{
	Name:  "zoho",
	Title: "Zoho WorkDrive",
	Doc: "A folder of Zoho WorkDrive: of a team, a workspace or one person. Sign in with a token, in the region of the " +
		"account; its refresh token does not expire.",
	Since: catalog.August,
	Fields: slices.Concat([]catalog.Field{
		parts.Description,
		parts.Encoding("16875520"),
		{
			Name: "region", Group: catalog.Authentication, Known: []string{"com", "eu", "in", "jp", "com.cn", "com.au"},
			Doc: "Region of the account, as its address in a browser ends: `com`, `eu` and so on.",
		},
		{
			Name: "upload_cutoff", Group: catalog.Transfer, Kind: catalog.Size, Default: "10485760", Least: 10485760,
			Doc: "Size in bytes above which a file is uploaded in the way for large ones, 10 MiB at least.",
		},
		{
			Name: "list_folder_burst", Kind: catalog.Int, Default: 6, Since: catalog.October,
			Doc: "Listings of one folder that may follow each other without a pause.",
		},
		{
			Name: "list_folder_limit", Kind: catalog.Int, Default: 19, Since: catalog.October,
			Doc: "Maximum number of listings of one folder within `list_folder_window`: Zoho stops an account that makes more of them for " +
				"minutes. `0` sets no limit.",
		},
		{
			Name: "list_folder_window", Kind: catalog.Seconds, Default: 60, Since: catalog.October,
			Doc: "Length in seconds of the time in which `list_folder_limit` counts.",
		},
		{
			Name: "root_folder_id", Group: catalog.Authentication, Since: catalog.October,
			Doc: "Id of the folder to show as the root, which `rclone config` finds and writes. The embedded engine needs it.",
		},
		{
			Name: "tpslimit", Shape: zohoRate, Default: "6", Since: catalog.October,
			Doc: "Maximum number of requests per second. Zoho is content with Hoody's default.",
		},
		{
			Name: "tpslimit_burst", Kind: catalog.Int, Default: 1, Since: catalog.October,
			Doc: "Requests that may follow each other without a pause, before `tpslimit` counts.",
		},
	}, parts.OAuth),
	Ways: []catalog.Way{
		{
			Name: "OAuth", Fields: []string{"token"}, At: []string{"region"},
			With: []string{"client_id", "client_secret", "auth_url", "token_url", "root_folder_id"},
			Doc:  "The consent of a person, as `rclone authorize` gets it in a browser.",
		},
		{
			Name: "Client credentials", Fields: []string{"client_credentials", "client_id", "client_secret"}, At: []string{"region"},
			With: []string{"auth_url", "token_url", "root_folder_id"},
			Doc:  "An OAuth client that signs in as itself, where Zoho allows that.",
		},
	},
	Rules: slices.Concat(parts.OAuthRules("token", "client_credentials"), []catalog.Rule{
		{AnyOf: []string{"region"}, Because: "An account is in one region, and no other knows it."},
	}),
	Verified: "It signs in and lists `root_folder_id`, without which nothing can be proven, or `verify_path` below it. An " +
		"access token that has expired is renewed for that, and the result is not kept.",
	VerifiedWrite: "The few bytes that it wrote are then in the trash.",
}

// zohoRate is a number, which may have a fraction and so is documented as a text.
func zohoRate(_ *catalog.Field, value string) *catalog.Finding {
	if _, err := strconv.ParseFloat(value, 64); err == nil {
		return nil
	}
	return &catalog.Finding{Summary: "is not a number", Detail: "Write the requests in a second alone, such as 6 or 0.5."}
}
