package services

import (
	"github.com/rclone/rclone/fs/config/configmap"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

var mailRu = Service{
	Name:   "mailru",
	Unused: map[string]string{"client_credentials": "it signs in with user and pass"},
	// A token would hide a wrong password, and must not be used up.
	Adjust:  func(_ catalog.Values, options configmap.Simple) { options["token"] = "" },
	Answers: "json",
	Symptoms: []Symptom{
		failed,
		{Texts: []string{"missing access_token", "cannot parse json", "invalid token", "empty resource type"}, Plain: true,
			What: "Something answered that is not Mail.ru",
			Next: "Check proxies on the way"},
		{Texts: []string{"failed to authorize: oauth2"}, Plain: true,
			What: "Mail.ru refused user or password, and does not say which of them is wrong",
			Next: "Check user, and that pass is a password for programs: Security, Passwords for external applications"},
		{Texts: []string{Nowhere}, Plain: true, Field: engine.VerifyPath,
			What: "There is no such folder",
			Next: "Check verify_path, or create the folder first"},
		{Status: 403, Listing: true, Permission: true,
			What: "The account may not list %s"},
	},
}
