package services

import "slices"

var googlePhotos = Service{
	Name:      "google-photos",
	Addresses: []string{"token_url"},
	NeverHTML: true,
	Answers:   "json",
	Isolate:   withoutGoogleDefaults,
	First:     "album",
	Keeps:     "Google Photos lets nothing be removed that was uploaded",
	Symptoms: slices.Concat(oauthSymptoms, []Symptom{
		{Texts: []string{"has not been used in project", "SERVICE_DISABLED"},
			What: "The Photos Library API is switched off in the project of the OAuth client",
			Next: "Switch on the Photos Library API in the Google Cloud console, and wait a few minutes"},
		{Texts: []string{"insufficient authentication scopes", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"},
			Plain: true, Field: "token",
			What: "The token has too small a scope",
			Next: "Authorize once more: Google took the scopes of whole libraries away in 2025, which old tokens have"},
		refusedToken,
		{Status: 403, Listing: true, Permission: true,
			What: "The token may not do this"},
	}),
}
