package services

// These name the domain of a user for version 3 of the identity service, and the
// project of a token. An application credential has both.
var (
	namesADomain = []string{
		"domain", "user_id", "tenant_id", "application_credential_id", "application_credential_name",
	}
	namesAProject = []string{"tenant", "tenant_id", "application_credential_id", "application_credential_name"}
)

var swift = Service{
	Name:      "swift",
	Addresses: []string{"auth", "storage_url"},
	Symptoms: []Symptom{
		{Texts: []string{"Can't find AuthVersion in AuthUrl"}, Plain: true, Field: "auth_version",
			What: "The auth URL does not name the version",
			Next: "Set auth_version to 1, 2 or 3"},
		{Texts: []string{"auth not found"}, Plain: true, Field: "auth",
			What: "The auth URL is missing",
			Next: "Set auth, or storage_url and auth_token"},
		{Texts: []string{"key not found"}, Plain: true, Field: "key",
			What: "The key is missing",
			Next: "Set key"},
		{Texts: []string{"user name or user id not found"}, Plain: true,
			What: "Nothing says how to authenticate",
			Next: "Set user and key, or an application credential, or storage_url and auth_token"},
		{Texts: []string{"HTTP Error: 400", "Bad Request"}, Unless: namesADomain,
			What: "Version 3 of the identity service does not know the user without a domain",
			Next: `Set domain, which is "Default" in most places`},
		{Texts: []string{"HTTP Error: 401", "Authorization Failed"}, Unless: namesADomain, Status: 401,
			What: "The identity service refused the credentials, and no domain is set",
			Next: `Check user, key and tenant; version 3 of the identity service needs domain, "Default" in most places`},
		{Texts: []string{"Response didn't have storage url and auth token"}, Unless: namesAProject,
			What: "The token that the identity service gave is for no project, and so has no object store",
			Next: "Set tenant or tenant_id to the project"},
		{Texts: []string{"Response didn't have storage url and auth token"}, OneOf: []string{"region", "endpoint_type"},
			What: "The identity service names no object store for this",
			Next: "Check region and endpoint_type, and that the project has an object store"},
		{Texts: []string{"Authorization Failed"}, Unless: []string{"application_credential_secret"},
			What: "The identity service refused the credentials",
			Next: "Check user, key, tenant and domain: Swift does not say which of them it is"},
		{Texts: []string{"Authorization Failed"},
			What: "The identity service refused the application credential",
			Next: "Check application_credential_id and application_credential_secret, and whether it has expired"},
		{Texts: []string{"HTTP Error: 404"}, Unless: []string{"application_credential_secret"}, Field: "auth",
			What: "There is no identity service at the auth URL",
			Next: "Check the path of auth, such as /v3 or /auth/v1.0"},
		{Texts: []string{"HTTP Error: 404"},
			What: "There is no identity service at the auth URL, or it does not know the application credential",
			Next: "Check auth and application_credential_id"},
		{Texts: []string{"HTTP Error: 403", "Operation forbidden"}, Listing: true,
			What: "The credentials may not list %s"},
	},
}
