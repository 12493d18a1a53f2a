package services

import (
	"context"
	"net/http"

	"github.com/rclone/rclone/fs/config/configmap"
)

var gofile = Service{
	Name:      "gofile",
	NeverHTML: true,
	Doubt: func(ctx context.Context, o configmap.Simple) error {
		head := http.Header{"Authorization": {"Bearer " + o["access_token"]}}
		return itsField(ctx, "https://api.gofile.io/accounts/getid", head, "data")
	},
	Symptoms: []Symptom{
		{Texts: []string{"error-token", "error-auth", "error-wrongToken"}, Plain: true, Field: "access_token",
			What: "Gofile refused the token",
			Next: "Copy the API token of Gofile's page My profile"},
		{Status: 401, Plain: true, Field: "access_token",
			What: "Gofile refused the token",
			Next: "Copy the API token of Gofile's page My profile"},
		{Texts: []string{"error-notPremium"}, Field: "access_token", Listing: true, Permission: true, Plain: true,
			What: "Gofile lets only premium accounts do this",
			Next: "Use the token of a premium account"},
		{Texts: []string{"failed to read accountd info"}, If: "account_id", Plain: true, Field: "account_id",
			What: "It is not the id of the account",
			Next: "Remove account_id: Gofile knows whose the token is"},
		{Texts: []string{Nowhere}, Root: true, If: "root_folder_id", Plain: true, Field: "root_folder_id",
			What: "The account has no such folder",
			Next: "Copy the id from the address that a browser shows of the folder, or remove root_folder_id"},
		{Texts: []string{`Error ""`}, Plain: true, What: impostor.What, Next: impostor.Next},
		{Status: 403, Listing: true, Permission: true,
			What: "The account may not list %s"},
	},
}
