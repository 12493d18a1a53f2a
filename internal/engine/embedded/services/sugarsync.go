package services

import "github.com/hoody/terraform-provider-hoody/internal/engine"

var sugarSync = Service{
	Name:    "sugarsync",
	Answers: "xml",
	Unused:  map[string]string{"access_key_id": ownAccessKey, "private_access_key": ownAccessKey},
	// Otherwise what a verification wrote would go to the deleted files.
	Writes: map[string]string{"hard_delete": "true"},
	Symptoms: []Symptom{
		{Texts: []string{"no refresh token found"}, Plain: true, Field: "authorization",
			What: "The access token has ended, or is about to",
			Next: "Set refresh_token, with which it is renewed"},
		{Texts: []string{"failed to get authorization"}, Status: 401, Plain: true, Field: "refresh_token",
			What: "SugarSync refused the refresh token",
			Next: "Get another one; one that was obtained with an access key of your own cannot be proven here"},
		{Status: 401, Plain: true, Field: "authorization",
			What: "SugarSync refused the access token",
			Next: "Set refresh_token, with which it is renewed, and remove authorization"},
		{Texts: []string{"couldn't list files"}, Status: 404, If: "root_id", Field: "root_id",
			What: "SugarSync has no such folder",
			Next: "Check root_id, or remove it for the folder that has all others"},
		{Texts: []string{"unexpected rootID", "expected element type", ErrOtherService.Error(), "EOF", "XML syntax error"},
			Status: 200, Plain: true,
			What: "Something answered that is not SugarSync",
			Next: "Check proxies on the way"},
		{Texts: []string{Nowhere}, Plain: true, Field: engine.VerifyPath,
			What: "There is no such folder",
			Next: "Check verify_path, or create the folder first"},
		{Status: 403, Listing: true, Permission: true,
			What: "The account may not list %s"},
	},
}

// ownAccessKey is true of rclone v1.76.0, whatever is configured.
const ownAccessKey = "its client has an access key of its own, and signs in with no other"
