package services

import (
	"os"
	"slices"

	"github.com/rclone/rclone/fs/config/configmap"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

var googleCloudStorage = Service{
	Name:      "google-cloud-storage",
	NeverHTML: true,
	Addresses: []string{"endpoint", "token_url"},
	SignsTime: true,
	Bearer:    true,
	Refuse:    needsGoogleWay,
	Isolate:   withoutGoogleDefaults,
	Symptoms: slices.Concat(googleAccountSymptoms, []Symptom{
		{Texts: []string{"oauth2.googleapis.com"}, Unless: []string{"token_url"}, Field: "token_url",
			What: "Google's token service cannot be reached",
			Next: "Check the network and the proxies of this machine, or set token_url to the token service that it can reach"},
		{Texts: []string{"invalid_grant"}, Plain: true, Field: "token",
			What: "The token was revoked or has expired",
			Next: "Authorize again and set the new token"},
		{Texts: []string{"invalid_client"}, Plain: true,
			What: "The OAuth client is not known, or its secret is wrong",
			Next: "Check client_id and client_secret: they must be those that the token was issued to"},
		{Texts: []string{"find default credentials", "error getting credentials using"}, Plain: true,
			Unless: []string{"env_auth"}, Field: "token",
			What: "The token cannot be read",
			Next: "Use the whole JSON document, with access_token and refresh_token"},
		{Texts: []string{"find default credentials", "error getting credentials using"}, Plain: true, Field: "env_auth",
			What: "This machine has no Google credentials that work",
			Next: "Set GOOGLE_APPLICATION_CREDENTIALS, or service_account_credentials instead of env_auth"},
		{Texts: []string{"Invalid Credentials"}, OneOf: []string{"access_token", "token"},
			What: "The access token is wrong or has expired",
			Next: "Get a new one: access tokens live for an hour"},
		{Texts: []string{"fetch token"}, Status: 404, Field: "token_url",
			What: "There is no token service at the address",
			Next: "Check token_url, or leave it out for Google's own"},
		{Texts: []string{"list buckets without project number"}, Plain: true, Field: "project_number",
			What: "Buckets can only be listed for a project",
			Next: "Set project_number, or verify_path to a bucket"},
		{Texts: []string{"storage.buckets.list"},
			What: "The credentials may not list the buckets of the project",
			Next: "Check project_number, or set verify_path to a bucket that they may list"},
		{Texts: []string{"Cannot insert legacy ACL", "Cannot use ACL API"}, Field: "bucket_policy_only",
			What: "The bucket takes no ACLs",
			Next: "Set bucket_policy_only to true, and remove object_acl"},
		{Texts: []string{"storage.objects.list", "does not have permission", "Error 403"}, Listing: true,
			What: "The credentials may not list %s"},
	}),
}

// googleAccountSymptoms has the symptoms of signing in with a service account's key.
var googleAccountSymptoms = []Symptom{
	{Texts: []string{"Invalid JWT Signature"}, OneOf: []string{"service_account_credentials", "service_account_file"},
		What: "The private key is not one of the service account's",
		Next: "Make a new key for the service account: this one was deleted or belongs to another"},
	{Texts: []string{"account not found"}, OneOf: []string{"service_account_credentials", "service_account_file"},
		What: "The service account does not exist",
		Next: "Use a key of a service account that exists"},
	{Texts: []string{"error processing credentials", "Service Account: "},
		OneOf: []string{"service_account_credentials", "service_account_file"},
		What:  "The service account's credentials are malformed",
		Next:  "Use the whole JSON document that Google made for the key"},
}

// googleCredentials names where Google's libraries look for credentials first, and if
// it is set, nowhere else.
const googleCredentials = "GOOGLE_APPLICATION_CREDENTIALS"

// needsGoogleWay refuses a configuration that names no way to authenticate: rclone
// would use whatever credentials the machine has, and prove nothing about the
// configuration.
func needsGoogleWay(b *catalog.Backend, values catalog.Values) error {
	return needsAWay(b, values, engine.Error{
		Message: "Nothing says how to authenticate with Google Cloud Storage.",
		Advice: "Set service_account_credentials, service_account_file, access_token or token; " +
			"or env_auth = true for the credentials of this machine; or anonymous = true for public buckets.",
	})
}

// withoutGoogleDefaults hides the machine's own credentials from a configuration
// that does not ask for them. rclone falls back to them when a token cannot be
// read.
func withoutGoogleDefaults(options configmap.Simple) (restore func()) {
	if options["env_auth"] == "true" {
		return func() {}
	}
	before, found := os.LookupEnv(googleCredentials)
	_ = os.Setenv(googleCredentials, os.DevNull)
	return func() {
		if found {
			_ = os.Setenv(googleCredentials, before)
		} else {
			_ = os.Unsetenv(googleCredentials)
		}
	}
}
