package services

import "slices"

var dropbox = Service{
	Name:      "dropbox",
	Addresses: []string{"token_url"},
	Bearer:    true,
	NeverBare: true,
	Answers:   "json",
	Writes:    map[string]string{"batch_mode": "off"},
	Symptoms: slices.Concat(oauthSymptoms, []Symptom{
		{Texts: []string{"missing_scope"}, Permission: true,
			What: "The app has not been given the scope for this",
			Next: "Allow it in the app's permissions at Dropbox, authorize again, and set the new token"},
		refusedToken,
		{Texts: []string{"entire Dropbox Business team"}, Plain: true, Field: "impersonate",
			What: "The token is of a team, and nothing says whose files are meant",
			Next: "Set impersonate to the email address of a member"},
		{Texts: []string{"dropbox team member not found", "invalid dropbox team member"}, Plain: true, Field: "impersonate",
			What: "The team has no such member, or the token is not of a team's app",
			Next: "Check impersonate, and authorize an app of the team with the scopes team_data.member and members.read"},
		{Texts: []string{"invalid_root", "no_permission"}, If: "root_namespace", Plain: true, Field: "root_namespace",
			What: "There is no such namespace, or the account may not use it",
			Next: "Check root_namespace, or leave it out for the account's own folder"},
	}),
}
