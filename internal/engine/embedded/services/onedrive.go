package services

import "slices"

var oneDrive = Service{
	Name:      "onedrive",
	Addresses: []string{"tenant_url", "token_url"},
	NeverBare: true,
	NeverHTML: true,
	Answers:   "json",
	Symptoms: slices.Concat([]Symptom{
		{Texts: []string{"AADSTS90002", "AADSTS900023"}, Plain: true, Field: "tenant",
			What: "There is no such tenant",
			Next: "Check tenant: it is the directory's id, or one of its domains"},
	}, oauthSymptoms, []Symptom{
		{Texts: []string{"invalid_request"}, Field: "tenant",
			What: "Microsoft does not issue tokens for this tenant",
			Next: "Check tenant: it is the directory's id, or one of its domains"},
		refusedToken,
		{Texts: []string{"invalidRequest", "itemNotFound", "resourceNotFound", "ObjectHandle is Invalid"}, Root: true,
			If: "root_folder_id", Plain: true, Field: "root_folder_id",
			What: "There is no such folder in the drive",
			Next: "Check root_folder_id, or leave it out for the root of the drive"},
		{Texts: []string{
			"failed to get root: invalidRequest", "failed to get root: itemNotFound", "failed to get root: resourceNotFound",
		}, Plain: true, Field: "drive_id",
			What: "There is no such drive, or the account may not use it",
			Next: "Check drive_id: rclone config shows which drives there are"},
		{Texts: []string{"ID was empty"}, Plain: true, What: Bare.What, Next: Bare.Next},
		{Status: 403, Listing: true, Permission: true,
			What: "The account may not list %s"},
	}),
}
