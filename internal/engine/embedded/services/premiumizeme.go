package services

import "slices"

var premiumizeMe = Service{
	Name:      "premiumizeme",
	Adjust:    withoutTokenOf("api_key"),
	Addresses: []string{"token_url"},
	NeverHTML: true,
	Bearer:    true,
	Symptoms: slices.Concat(oauthSymptoms, []Symptom{
		{Texts: []string{"ogged in"}, If: "api_key", Plain: true, Field: "api_key",
			What: "premiumize.me refused the API key",
			Next: "Copy the key of https://www.premiumize.me/account"},
		{Texts: []string{"ogged in"}, Plain: true, Field: "token",
			What: "The access token was refused",
			Next: "Authorize again, and set the new token"},
		refusedToken,
		{Texts: []string{"error while listing: : ", "error while listing: ok: ", "upload get URL: : "}, Plain: true,
			What: impostor.What, Next: impostor.Next},
		// rclone looks up the host before it sees the refusal.
		{Texts: []string{"failed to resolve download URL: lookup : "}, Permission: true,
			What: "premiumize.me gave no place to upload to",
			Next: "Check that the account may upload, and has space"},
		{Status: 403, Listing: true, Permission: true,
			What: "The account may not list %s"},
	}),
}
