package services

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"github.com/rclone/rclone/fs/config/configmap"
)

var yandex = Service{
	Name:      "yandex",
	Addresses: []string{"token_url"},
	NeverBare: true,
	Answers:   "json",
	Check:     checkYandex,
	Symptoms: slices.Concat(oauthSymptoms, []Symptom{
		{Texts: []string{"unable to get RefreshToken"}, Plain: true, Field: "token",
			What: "The document has no refresh_token, which Yandex needs",
			Next: "Authorize again, and set the whole new document"},
		refusedToken,
		impostor,
		{Status: 403, Listing: true, Permission: true,
			What: "The token may not do this"},
	}),
}

// checkYandex looks for the kind of the root, because rclone panics without it. It
// leaves to rclone what Yandex refuses, and a token that has yet to be fetched.
func checkYandex(ctx context.Context, o configmap.Simple) error {
	head := signedIn("OAuth", o["token"])
	if head == nil {
		return nil
	}
	var root struct{ Type string }
	const address = "https://cloud-api.yandex.com/v1/disk/resources?path=/&limit=1"
	err := ask(ctx, http.MethodGet, address, head, nil, &root)
	if errors.Is(err, ErrOtherService) || err == nil && root.Type == "" {
		return ErrOtherService
	}
	return nil
}
