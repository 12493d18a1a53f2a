package services

import (
	"encoding/json"
	"net/http"
	"slices"

	"github.com/rclone/rclone/fs/config/configmap"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// oauthSymptoms has the symptoms of signing in by OAuth, for services whose token is a
// document.
var oauthSymptoms = []Symptom{
	{Texts: []string{"invalid_grant"}, Plain: true, Field: "token",
		What: "The refresh token was revoked or has expired, or was issued to another client",
		Next: "Authorize again, with the client in client_id, and set the new token"},
	{Texts: []string{"invalid_client", "unauthorized_client"}, Plain: true,
		What: "The OAuth client is not known, its secret is wrong, or it may not do this",
		Next: "Check client_id and client_secret: they must be those that the token was issued to"},
	{Texts: []string{"empty token found"}, Plain: true, Field: "token",
		What: "Nothing says who signs in",
		Next: "Set token to the whole document that rclone authorize prints"},
	{Texts: []string{"token expired and there's no refresh token"}, Plain: true, Field: "token",
		What: "The access token has expired, and there is no refresh token",
		Next: "Authorize again, and set the whole new document"},
	{Texts: []string{"server response missing access_token"}, Plain: true, OneOf: []string{"token_url"},
		What: "Something answered that is no token service",
		Next: "Check token_url, or leave it out for the usual one"},
	{Texts: []string{"couldn't fetch token", "cannot fetch token"}, Status: 404, Field: "token_url",
		What: "There is no token service at the address",
		Next: "Check token_url, or leave it out for the usual one"},
}

// signedIn returns a header with the access token of the options, by a scheme, or nil
// if there is no token yet.
func signedIn(scheme, document string) http.Header {
	var token struct {
		Access string `json:"access_token"`
	}
	if json.Unmarshal([]byte(document), &token) != nil || token.Access == "" {
		return nil
	}
	return http.Header{"Authorization": {scheme + " " + token.Access}}
}

// refusedToken is a refusal that only the access token can have caused.
var refusedToken = Symptom{
	Status: 401, If: "token", Plain: true, Field: "token",
	What: "The access token was refused",
	Next: "Authorize again, and set the new token: this one was revoked, or is another service's",
}

// withoutTokenOf removes the token if one of the fields signs in in its place: the
// token is then not used, and must not be judged.
func withoutTokenOf(fields ...string) func(catalog.Values, configmap.Simple) {
	return func(values catalog.Values, options configmap.Simple) {
		if slices.ContainsFunc(fields, func(field string) bool { return IsSet(values, field) }) {
			options["token"] = ""
		}
	}
}
