package services

import (
	"context"
	"net/http"

	"github.com/rclone/rclone/fs/config/configmap"
	"github.com/rclone/rclone/fs/config/obscure"
)

var ulozTo = Service{
	Name:      "ulozto",
	NeverHTML: true,
	Bearer:    true,
	Check:     checkUlozTo,
	Symptoms: []Symptom{
		{Status: 401, Plain: true,
			What: "Uloz.to refused the token of the program, the user or the password, and does not say which of them is wrong",
			Next: "Check app_token, username and password"},
		{Texts: []string{Nowhere}, Root: true, If: "root_folder_slug", Plain: true, Field: "root_folder_slug",
			What: "The account has no such folder",
			Next: "Copy the id from the folder's address, or remove root_folder_slug"},
		impostor,
		{Status: 403, Listing: true, Permission: true,
			What: "The account may not list %s"},
	},
}

// checkUlozTo signs in and looks for the session, because rclone goes on without one.
func checkUlozTo(ctx context.Context, o configmap.Simple) error {
	password, err := obscure.Reveal(o["password"])
	if err != nil {
		return err
	}
	var session struct {
		Token string `json:"token_id"`
	}
	head := http.Header{"X-Auth-Token": {o["app_token"]}}
	account := map[string]string{"login": o["username"], "password": password}
	err = ask(ctx, http.MethodPut, "https://apis.uloz.to/v6/session", head, account, &session)
	if err == nil && session.Token == "" {
		err = ErrOtherService
	}
	return err
}
