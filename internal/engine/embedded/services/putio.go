package services

import "slices"

var putIO = Service{
	Name:      "putio",
	Addresses: []string{"token_url"},
	NeverBare: true,
	Answers:   "json",
	Symptoms: slices.Concat([]Symptom{refusedToken}, oauthSymptoms, []Symptom{
		{Status: 403, Listing: true, Permission: true,
			What: "The token may not do this"},
	}),
}
