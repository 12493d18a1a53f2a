package services

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"github.com/rclone/rclone/fs/config/configmap"
)

var googlePhotos = Service{
	Name:      "google-photos",
	Addresses: []string{"token_url"},
	NeverHTML: true,
	Answers:   "json",
	Isolate:   withoutGoogleDefaults,
	First:     "album",
	Doubt:     knowsNoSuchPicture,
	Keeps:     "Google Photos lets nothing be removed that was uploaded",
	Symptoms: slices.Concat(oauthSymptoms, []Symptom{
		{Texts: []string{"has not been used in project", "SERVICE_DISABLED"},
			What: "The Photos Library API is switched off in the project of the OAuth client",
			Next: "Switch on the Photos Library API in the Google Cloud console, and wait a few minutes"},
		{Texts: []string{"insufficient authentication scopes", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"},
			Plain: true, Field: "token",
			What: "The token has too small a scope",
			Next: "Authorize again: Google took the scopes of whole libraries away in 2025, which old tokens have"},
		refusedToken,
		impostor,
		{Status: 403, Listing: true, Permission: true,
			What: "The token may not do this"},
	}),
}

// knowsNoSuchPicture asks for a picture that nobody has. Google leaves out empty
// fields, so a library without albums is listed as {}, which many servers answer to
// everything.
func knowsNoSuchPicture(ctx context.Context, o configmap.Simple) error {
	head := signedIn("Bearer", o["token"])
	err := ask(ctx, http.MethodGet, "https://photoslibrary.googleapis.com/v1/mediaItems/none", head, nil, new(struct{}))
	if err == nil || errors.Is(err, ErrOtherService) {
		return ErrOtherService
	}
	return nil
}
