package services

import "slices"

var box = Service{
	Name:      "box",
	Addresses: []string{"token_url"},
	Answers:   "json",
	Unused: map[string]string{
		"box_config_file": "the key in it would have to be turned into a token first",
	},
	Symptoms: slices.Concat(oauthSymptoms, []Symptom{
		refusedToken,
		{Status: 401, If: "access_token", Plain: true, Field: "access_token",
			What: "The access token was refused",
			Next: "Get a new one: a developer token is over after an hour"},
		{Status: 403, If: "impersonate", Root: true, Plain: true, Field: "impersonate",
			What: "The application may not take the place of this user",
			Next: "Check impersonate, and let the application make calls with the as-user header"},
		{Texts: []string{`"not_found" (404)`}, Root: true, Plain: true, Field: "root_folder_id",
			What: "There is no such folder, or it is not shared with the account",
			Next: "Check root_folder_id, which is the end of the folder's address in a browser"},
		{Status: 403, Listing: true, Permission: true,
			What: "The account may not list this"},
	}),
}
