package services

import (
	"context"
	"slices"

	"github.com/rclone/rclone/fs/config/configmap"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

var zoho = Service{
	Name:      "zoho",
	Addresses: []string{"token_url"},
	NeverBare: true,
	Answers:   "json",
	Refuse:    needsZohoRoot,
	Doubt: func(ctx context.Context, o configmap.Simple) error {
		address := "https://workdrive.zoho." + o["region"] + "/api/v1/users/me"
		return itsField(ctx, address, signedIn("Zoho-oauthtoken", o["token"]), "data")
	},
	// A verification lists less than Zoho's limit allows, and would only wait between
	// requests.
	Forced: map[string]string{"list_folder_limit": "0"},
	Symptoms: slices.Concat(oauthSymptoms, []Symptom{
		{Texts: []string{"no such host", "server misbehaving"}, Field: "region",
			What: "Zoho cannot be reached in this region",
			Next: "Check region, which is how the address of the account ends in a browser, and the network of this machine"},
		{Texts: []string{"in host name"}, Plain: true, Field: "region",
			What: "No host can be made of the region",
			Next: "Check region, which is how the address of the account ends in a browser"},
		{Texts: []string{`": Forbidden`}, Plain: true,
			What: "The proxy refuses to connect to Zoho in this region",
			Next: "Check region, which is how the address of the account ends in a browser, or have the proxy of " +
				"HTTPS_PROXY allow Zoho's hosts there"},
		{Texts: []string{Nowhere, "R008"}, Root: true, Plain: true, Field: "root_folder_id",
			What: "There is no such folder, or it is not shared with the account",
			Next: "Check root_folder_id: rclone config finds the right one"},
		{Texts: []string{"INVALID_OAUTHSCOPE", "OAUTHSCOPE"}, Permission: true,
			What: "The token has too small a scope",
			Next: "Authorize again with the scopes of files and workspaces"},
		{Status: 401, If: "token", Plain: true, Field: "token",
			What: "The access token was refused",
			Next: "Check region, or authorize again and set the new token"},
		{Status: 403, Listing: true, Permission: true,
			What: "The account may not do this"},
	}),
}

// needsZohoRoot refuses a configuration without a root: rclone asks a person for it
// beforehand, and Hoody finds one in a way that nobody has documented.
func needsZohoRoot(_ *catalog.Backend, values catalog.Values) error {
	if IsSet(values, "root_folder_id") {
		return nil
	}
	return &engine.Error{
		Field:   "root_folder_id",
		Message: "Nothing says which folder is to be listed, so that nothing can be proven.",
		Advice:  "Set root_folder_id, which rclone config finds, and which version 2026-10 of Hoody added.", Waivable: true,
	}
}
