package services

import (
	"github.com/rclone/rclone/fs/config/configmap"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

var mega = Service{
	Name: "mega",
	// rclone remembers who has signed in, and does not check another password of theirs.
	Alone:   true,
	Isolate: func(configmap.Simple) func() { return without("X_MEGA_API_URL", "X_MEGA_USER_AGENT") },
	Unused: map[string]string{
		"2fa":        "the code is good for one sign-in, which is Hoody's",
		"session_id": "a wrong master key could not be told from the right one",
		"master_key": "a wrong one could not be told from the right one",
		"password":   noSuchOption,
	},
	Answers: "json",
	// Otherwise what a verification wrote would go into the rubbish bin.
	Writes: map[string]string{"hard_delete": "true"},
	Symptoms: []Symptom{
		{Texts: []string{"couldn't login: Object (typically"}, Plain: true,
			What: "MEGA refused user or password, and does not say which of them is wrong",
			Next: "Check user and pass"},
		{Texts: []string{"Multi-factor authentication required"}, Plain: true, Field: "user",
			What: "The account has a second factor, whose code a verification does not use up",
			Next: "Connect with the API engine and two_factor_code", Waivable: true},
		{Texts: []string{"couldn't login: User blocked"}, Plain: true, Field: "user",
			What: "MEGA has blocked the account",
			Next: "Sign in at mega.io, which says why"},
		{Texts: []string{"couldn't login: Trying to access an incomplete"}, Plain: true, Field: "user",
			What: "The account is not confirmed yet",
			Next: "Follow the link in MEGA's email first"},
		{Texts: []string{"Rate limit reached", "Too many connections"}, Plain: true,
			What: "MEGA takes no more requests at the moment",
			Next: "Wait for some hours, and run again"},
		failed,
		{Texts: []string{"Bad response from server", "prelogin: ", "json: ", "unexpected end of JSON input"}, Plain: true,
			What: "Something answered that is not MEGA",
			Next: "Check proxies on the way"},
		{Texts: []string{Nowhere}, Plain: true, Field: engine.VerifyPath,
			What: "There is no such folder",
			Next: "Check verify_path, or create the folder first"},
		{Texts: []string{"Access violation"}, Permission: true, Listing: true,
			What: "The account may not do this"},
	},
}
