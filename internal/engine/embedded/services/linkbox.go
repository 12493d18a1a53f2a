package services

import (
	"github.com/rclone/rclone/fs/config/configmap"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

var linkbox = Service{
	Name: "linkbox",
	// A session would hide a wrong password.
	Adjust:  func(_ catalog.Values, options configmap.Simple) { options["web_token"] = "" },
	Answers: "json",
	Symptoms: []Symptom{
		{Texts: []string{"login failed: Linkbox error 0:", "login returned empty token"}, Plain: true,
			What: "Something answered that is not Linkbox",
			Next: "Check proxies on the way"},
		{Texts: []string{"login failed: Linkbox error"},
			What: "Linkbox refused email or password, and does not say which of them is wrong",
			Next: "Check email and password"},
		{Texts: []string{"getting files failed: needs retry"}, Plain: true,
			What: "Linkbox lets the account in, and does not list its files",
			Next: "Run again later: Linkbox may take it for a robot at the moment"},
		{Texts: []string{"Update err in unmarshaling response: Linkbox error"}, Field: "token",
			What: "Linkbox refused the token",
			Next: "Copy it from https://www.linkbox.to/admin/account"},
		{Texts: []string{Nowhere}, Plain: true, Field: engine.VerifyPath,
			What: "There is no such folder",
			Next: "Check verify_path, or create the folder first"},
	},
}
