package services

import "slices"

var hiDrive = Service{
	Name:      "hidrive",
	Addresses: []string{"endpoint", "token_url"},
	NeverBare: true,
	Answers:   "json",
	Symptoms: slices.Concat(oauthSymptoms, []Symptom{
		refusedToken,
		{Texts: []string{"the root-prefix needs to point"}, Status: 200, Unless: []string{"root_prefix"},
			Plain: true, Address: true, What: Bare.What, Next: Bare.Next},
		{Texts: []string{"the root-prefix needs to point"}, Status: 200, Plain: true, Field: "root_prefix",
			What: "The root prefix is no folder",
			Next: "Check root_prefix, and that the endpoint is HiDrive's"},
		{Texts: []string{"could not access root-prefix", "the root-prefix needs to point"}, Status: 404,
			Plain: true, Field: "root_prefix",
			What: "There is no such folder",
			Next: "Check root_prefix, which begins with / or root"},
		{Status: 403, Listing: true, Permission: true,
			What: "The token may not do this"},
	}),
}
