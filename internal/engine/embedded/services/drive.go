package services

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/rclone/rclone/fs/config/configmap"
	"golang.org/x/oauth2/google"
)

var drive = Service{
	Name:      "drive",
	Addresses: []string{"token_url"},
	NeverBare: true,
	NeverHTML: true,
	SignsTime: true,
	Bearer:    true,
	Answers:   "json",
	Isolate:   withoutGoogleDefaults,
	Doubt:     listsDrive,
	Symptoms: slices.Concat(googleAccountSymptoms, []Symptom{
		{Texts: []string{"unauthorized_client"}, If: "impersonate", Plain: true, Field: "impersonate",
			What: "The service account may not act as this user",
			Next: "Check impersonate, and let the administrator of the domain allow the account the scope of Drive"},
		{Texts: []string{"invalid_scope"}, Field: "scope", Plain: true,
			What: "Google does not know the scope, or does not allow it",
			Next: "Check scope: it is one or more of the documented ones, with commas between them"},
	}, oauthSymptoms, []Symptom{
		{Texts: []string{"find default credentials", "error getting credentials using"}, Plain: true, Field: "env_auth",
			What: "This machine has no Google credentials that work",
			Next: "Set GOOGLE_APPLICATION_CREDENTIALS, or service_account_credentials instead of env_auth"},
		{Texts: []string{"Shared drive not found"}, Plain: true, Field: "team_drive",
			What: "There is no such shared drive, or the account is no member of it",
			Next: "Check team_drive, which is the end of the drive's address in a browser, and make the account a member"},
		{Texts: []string{"File not found"}, If: "root_folder_id", Plain: true, Field: "root_folder_id",
			What: "There is no such folder, or it is not shared with the account",
			Next: "Check root_folder_id, which is the end of the folder's address in a browser, and share it with the account"},
		{Texts: []string{"accessNotConfigured", "has not been used in project"},
			What: "The Google Drive API is switched off in the project of the OAuth client or the service account",
			Next: "Switch on the Google Drive API in the Google Cloud console, and wait a few minutes"},
		refusedToken,
		{Texts: []string{"insufficientPermissions", "insufficient authentication scopes"}, Permission: true,
			What: "The token has too small a scope",
			Next: "Authorize again with a larger scope, such as drive"},
		{Status: 403, Listing: true, Permission: true,
			What: "The account may not list %s"},
	}),
}

// listsDrive lists once more, and checks the kind of the answer.
func listsDrive(ctx context.Context, o configmap.Simple) error {
	head := signedIn("Bearer", o["token"])
	if key := []byte(o["service_account_credentials"]); len(key) > 0 {
		account, err := google.JWTConfigFromJSON(key, driveScopes(o["scope"])...)
		if err != nil {
			return err
		}
		account.Subject = o["impersonate"]
		token, err := account.TokenSource(ctx).Token()
		if err != nil {
			return err
		}
		head = http.Header{"Authorization": {"Bearer " + token.AccessToken}}
	}
	return itsField(ctx, "https://www.googleapis.com/drive/v3/files?pageSize=1&fields=kind", head, "kind")
}

// driveScopes returns the scopes that rclone asks for: an administrator may have
// allowed no others.
func driveScopes(list string) (scopes []string) {
	for scope := range strings.SplitSeq(cmp.Or(list, "drive"), ",") {
		scopes = append(scopes, "https://www.googleapis.com/auth/"+strings.TrimSpace(scope))
	}
	return scopes
}
