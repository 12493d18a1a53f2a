package services

import "slices"

var shareFile = Service{
	Name:      "sharefile",
	Addresses: []string{"endpoint", "token_url"},
	NeverBare: true,
	Answers:   "json",
	Symptoms: slices.Concat(oauthSymptoms, []Symptom{
		refusedToken,
		{Texts: []string{"is a file not a directory"}, If: "root_folder_id", Plain: true, Field: "root_folder_id",
			What: "There is a file, not a folder",
			Next: "Check root_folder_id, or leave it out for the personal folders"},
		{Texts: []string{"is a file not a directory"}, Status: 200, Plain: true, Address: true,
			What: Bare.What, Next: Bare.Next},
		{Status: 404, If: "root_folder_id", Root: true, Plain: true, Field: "root_folder_id",
			What: "There is no such folder, or it is not shared with the account",
			Next: "Check root_folder_id, or leave it out for the personal folders"},
		{Status: 403, Listing: true, Permission: true,
			What: "The account may not do this"},
	}),
}
