package services

import (
	"context"
	"net/http"
	"slices"

	"github.com/rclone/rclone/fs"
	"github.com/rclone/rclone/fs/config/configmap"
)

var box = Service{
	Name:      "box",
	Addresses: []string{"token_url"},
	NeverBare: true,
	Answers:   "json",
	Adjust:    withoutTokenOf("access_token", "box_config_file"),
	Check:     signInAtBox,
	Doubt:     knowsItsUser,
	Symptoms: slices.Concat(oauthSymptoms, []Symptom{
		{Texts: []string{"no AccessToken in Response"}, Plain: true, What: Bare.What, Next: Bare.Next},
		{Texts: []string{"failed making auth request"}, Plain: true,
			What: "Box does not sign the application in, and does not say why",
			Next: "Check box_config_file, whose key may have been removed at Box, and set box_sub_type = \"enterprise\" " +
				"unless the application acts for users; an administrator must have authorized it"},
		{Texts: []string{"box: failed to parse", "PEM decode", "extra data included", "decrypt private key"},
			Plain: true, Field: "box_config_file",
			What: "The file is not what Box makes for an application with a key",
			Next: "Use the whole config.json that the developer console of Box lets you download"},
		refusedToken,
		{Status: 401, If: "access_token", Plain: true, Field: "access_token",
			What: "The access token was refused",
			Next: "Get a new one: a developer token expires after an hour"},
		{Status: 403, If: "impersonate", Root: true, Plain: true, Field: "impersonate",
			What: "The application may not act as this user",
			Next: "Check impersonate, and let the application make calls with the as-user header"},
		{Texts: []string{`"not_found" (404)`}, Root: true, Plain: true, Field: "root_folder_id",
			What: "There is no such folder, or it is not shared with the account",
			Next: "Check root_folder_id, which is the end of the folder's address in a browser"},
		{Status: 403, Listing: true, Permission: true,
			What: "The account may not list %s"},
	}),
}

// knowsItsUser looks for the id of the user who has signed in.
func knowsItsUser(ctx context.Context, o configmap.Simple) error {
	head := signedIn("Bearer", o["token"])
	if o["access_token"] != "" {
		head = http.Header{"Authorization": {"Bearer " + o["access_token"]}}
	}
	return itsField(ctx, "https://api.box.com/2.0/users/me", head, "id")
}

// signInAtBox makes rclone sign in with the key of an application, as its
// configuration dialogue does. It adds the token to the options.
func signInAtBox(ctx context.Context, options configmap.Simple) error {
	if options["box_config_file"] == "" {
		return nil
	}
	info, err := fs.Find("box")
	if err != nil {
		return err
	}
	_, err = info.Config(ctx, "hoody", options, fs.ConfigIn{})
	return err
}
