package services

import "slices"

var yandex = Service{
	Name:      "yandex",
	Addresses: []string{"token_url"},
	Answers:   "json",
	Symptoms: slices.Concat(oauthSymptoms, []Symptom{
		{Texts: []string{"unable to get RefreshToken"}, Plain: true, Field: "token",
			What: "The document has no refresh_token, which Yandex needs",
			Next: "Authorize once more, and set the whole document that comes of it"},
		refusedToken,
		{Status: 403, Listing: true, Permission: true,
			What: "The token may not do this"},
	}),
}
