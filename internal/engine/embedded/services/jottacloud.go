package services

import "slices"

var jottacloud = Service{
	Name:      "jottacloud",
	Addresses: []string{"token_url"},
	NeverBare: true,
	// This says how it signs in. rclone writes it when it gets a token.
	Forced: map[string]string{"configVersion": "1"},
	Symptoms: slices.Concat(oauthSymptoms, []Symptom{
		refusedToken,
		{Status: 403, Listing: true, Permission: true,
			What: "The account may not do this"},
	}),
}
