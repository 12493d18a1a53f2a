package services

import (
	"context"
	"slices"

	"github.com/rclone/rclone/fs/config/configmap"
)

var pCloud = Service{
	Name:      "pcloud",
	Addresses: []string{"token_url"},
	NeverBare: true,
	Answers:   "json",
	Doubt: func(ctx context.Context, o configmap.Simple) error {
		return itsField(ctx, "https://"+o["hostname"]+"/userinfo", signedIn("Bearer", o["token"]), "result")
	},
	Alone: true, // it keeps the address for tokens
	Symptoms: slices.Concat(oauthSymptoms, []Symptom{
		{Texts: []string{"(2094)", "(2000)", "(1000)"}, Plain: true, Field: "token",
			What: "The token was refused",
			Next: "Check hostname, which differs between the United States and Europe, or authorize again and set the " +
				"new token"},
		{Texts: []string{"(2005)"}, Root: true, Plain: true, Field: "root_folder_id",
			What: "There is no such folder",
			Next: "Check root_folder_id: it is d and the number in the folder's address in a browser"},
		{Texts: []string{"(2003)"}, Listing: true, Permission: true,
			What: "The account may not do this"},
		refusedToken,
	}),
}
