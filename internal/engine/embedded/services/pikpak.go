package services

import (
	"context"

	"github.com/rclone/rclone/fs"
	"github.com/rclone/rclone/fs/config/configmap"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

var pikPak = Service{
	Name:    "pikpak",
	Check:   signInAtPikPak,
	Answers: "json",
	// Otherwise what a verification wrote would go into the trash.
	Writes: map[string]string{"use_trash": "false"},
	Symptoms: []Symptom{
		{Texts: []string{"captcha_invalid", `"captcha_required"`}, Plain: true, Field: "device_id",
			What: "PikPak wants a person to prove that it is no robot",
			Next: "Set device_id and sign in with a browser from the same network, or wait and run again"},
		{Texts: []string{"invalid_account_or_password", "user_not_found", "invalid_password", `"invalid_argument"`},
			Plain: true,
			What:  "PikPak refused user or password, and does not say which of them is wrong",
			Next:  "Check user and pass"},
		{Texts: []string{"too_many_requests", "aborted"}, Plain: true,
			What: "PikPak takes no more sign-ins at the moment",
			Next: "Wait, and run again; with device_id PikPak asks for less"},
		failed,
		{Texts: []string{"couldn't get captcha token: <nil>", "token expired", "empty token", "cannot unmarshal"},
			Plain: true,
			What:  "Something answered that is not PikPak",
			Next:  "Check proxies on the way"},
		{Texts: []string{"file_not_found"}, If: "root_folder_id", Plain: true, Field: "root_folder_id",
			What: "PikPak has no such folder",
			Next: "Check root_folder_id, or remove it for the root of the account"},
		{Texts: []string{Nowhere}, Plain: true, Field: engine.VerifyPath,
			What: "There is no such folder",
			Next: "Check verify_path, or create the folder first"},
		{Status: 403, Listing: true, Permission: true,
			What: "The account may not list %s"},
	},
}

// signInAtPikPak makes rclone sign in as its configuration dialogue does, since
// otherwise rclone has no token to begin with. It adds the token to the options.
func signInAtPikPak(ctx context.Context, o configmap.Simple) error {
	info, err := fs.Find("pikpak")
	if err != nil {
		return err
	}
	_, err = info.Config(ctx, "hoody", o, fs.ConfigIn{State: "authorize"})
	return err
}
