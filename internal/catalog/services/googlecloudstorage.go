package services

import (
	"crypto/x509"
	"encoding/json"
	"encoding/pem"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/parts"
)

var googleCloudStorage = catalog.Backend{
	Name:     "google-cloud-storage",
	Type:     "google cloud storage",
	Title:    "Google Cloud Storage",
	Category: catalog.ObjectStorage,
	Doc: "Buckets of Google Cloud Storage. Connecting takes one way to sign in, usually a service account, " +
		"and the project's number if buckets are to be listed or created.",
	Fields: []catalog.Field{
		{
			Name: "access_token", Group: catalog.Authentication, Secret: true,
			Doc: "OAuth access token obtained elsewhere, for example by workload identity federation in CI. It is " +
				"used as it is and never renewed, so the backend stops working when it expires, commonly after an " +
				"hour.",
		},
		{
			Name: "anonymous", Group: catalog.Authentication, Kind: catalog.Bool,
			Doc: "Sends no credentials at all, which is enough to read public buckets.",
		},
		{
			Name: "auth_url", Group: catalog.Authentication, Kind: catalog.URL,
			Doc: "Address of the OAuth authorization server, for sign-in through something other than Google's. " +
				"Empty uses Google's.",
		},
		{
			Name: "bucket_acl", OneOf: []string{"authenticatedRead", "private", "projectPrivate", "publicRead", "publicReadWrite"},
			Doc: "Predefined access list of buckets that are created: who, other than the project's owners, may read or " +
				"write them. Empty means `private`; it is ignored with `bucket_policy_only`.",
		},
		{
			Name: "bucket_policy_only", Kind: catalog.Bool,
			Doc: "Leaves access to IAM policies: access lists are neither sent with objects nor with new buckets, " +
				"which are created with uniform bucket-level access. Uploads to buckets with uniform access need " +
				"it.",
		},
		{
			Name: "client_credentials", Group: catalog.Authentication, Kind: catalog.Bool,
			Doc: "Obtains tokens by the OAuth client credentials flow, with `client_id` and `client_secret` and " +
				"without a person signing in. The token server at `token_url` must offer that flow.",
		},
		{
			Name: "client_id", Group: catalog.Authentication, Rotates: true,
			Doc: "Id of the OAuth client that tokens are obtained with. Empty uses the client that rclone ships, " +
				"which all its users share; it is not needed with a service account.",
		},
		{
			Name: "client_secret", Group: catalog.Authentication, Secret: true, Rotates: true,
			Doc: "Secret that belongs to the OAuth client in `client_id`. It is not needed with a service account.",
		},
		parts.Decompress(catalog.Page),
		parts.Description,
		parts.DirectoryMarkers,
		parts.Encoding("50348034"),
		{
			Name: "endpoint", Shape: catalog.FolderAddress, Group: catalog.Authentication, Tells: catalog.Server,
			Doc: "Address of a service that speaks the Google Cloud Storage API in place of Google's, such as a " +
				"private endpoint or an emulator. A path in it is ignored by uploads.",
		},
		{
			Name: "env_auth", Group: catalog.Authentication, Kind: catalog.Bool,
			Withdrawn: catalog.Withdrawal{In: catalog.October, But: false, Instead: "Set `service_account_credentials`, the key of a service account."},
			Doc: "Takes the credentials that Google's libraries find where the engine runs: " +
				"`GOOGLE_APPLICATION_CREDENTIALS`, the login of `gcloud`, or the metadata server of the machine. " +
				"`service_account_file` and `service_account_credentials` take precedence.",
		},
		{
			Name: "location", Known: []string{"us", "eu", "asia", "us-central1", "europe-west1"},
			Doc: "Region, dual-region or multi-region in which new buckets are created. Empty leaves the choice to " +
				"Google, which is `us`; existing buckets stay where they are.",
		},
		{
			Name: "no_check_bucket", Kind: catalog.Bool,
			Doc: "Uses buckets without checking first that they exist and without creating missing ones. This " +
				"saves requests, and is needed for accounts that may not create buckets.",
		},
		{
			Name: "object_acl", Group: catalog.Transfer, OneOf: []string{"authenticatedRead", "bucketOwnerFullControl", "bucketOwnerRead", "private", "projectPrivate", "publicRead"},
			Doc: "Predefined access list of objects that are uploaded: who, other than the owner, may read them. Empty " +
				"means `private`; it is ignored with `bucket_policy_only`.",
		},
		{
			Name: "project_number", Group: catalog.Authentication,
			Doc: "Number of the project (not its name) whose buckets are listed and in which new ones are created. " +
				"Google cannot list buckets without it; a bucket whose name is known can be used without.",
		},
		{
			Name: "service_account_credentials", Shape: serviceAccount, Group: catalog.Authentication, Kind: catalog.JSON, Secret: true, Rotates: true,
			Doc: "Key of a service account, as the JSON document that Google hands out. Prefer it to " +
				"`service_account_file` where the engine has no such file.",
		},
		{
			Name: "service_account_file", Group: catalog.Authentication, Kind: catalog.File,
			Withdrawn: catalog.Withdrawal{In: catalog.October, Instead: "Set `service_account_credentials` to what is in the file."},
			Doc: "Path of a service account's JSON key on the machine where the engine runs: this one for the " +
				"embedded engine, the service's with the API.",
		},
		{
			Name: "storage_class", Group: catalog.Transfer, OneOf: []string{"MULTI_REGIONAL", "REGIONAL", "NEARLINE", "COLDLINE", "ARCHIVE", "DURABLE_REDUCED_AVAILABILITY"},
			Doc: "Storage class of objects that are uploaded. Colder classes cost less to store and more to read or to " +
				"delete early. Empty takes the bucket's own class.",
		},
		{
			Name: "token", Group: catalog.Authentication, Kind: catalog.Token, Secret: true, Rotates: true,
			Doc: "OAuth token as a JSON document with `access_token`, `refresh_token` and `expiry`, in the form " +
				"that rclone writes. With a refresh token it is renewed when it expires.",
		},
		{
			Name: "token_url", Group: catalog.Authentication, Kind: catalog.URL,
			Doc: "Address of the OAuth token server, for sign-in through something other than Google's. Empty uses " +
				"Google's.",
		},
		{
			Name: "user_project",
			Doc:  "Id of the project that is billed for requests to Requester Pays buckets. Other buckets do not need it.",
		},
	},
	Rules: []catalog.Rule{
		{If: "bucket_acl", Without: []string{"bucket_policy_only"}, Because: uniformAccess},
		{If: "object_acl", Without: []string{"bucket_policy_only"}, Because: uniformAccess},
		{If: "client_secret", Needs: []string{"client_id"}, Idle: true, Because: "A secret belongs to an OAuth client."},
	},
	Ways: []catalog.Way{
		{
			Name: "Service account", Fields: []string{"service_account_credentials"},
			Doc: "The usual way for programs, with the account's key in the configuration.",
		},
		{
			Name: "Service account, from a file", Fields: []string{"service_account_file"},
			Doc: "The same key in a file on the machine where the engine runs.",
		},
		{
			Name: "Access token", Fields: []string{"access_token"},
			Doc: "A token that was obtained elsewhere, good for an hour or so.",
		},
		{
			Name: "OAuth", Fields: []string{"token"}, With: []string{"client_id", "client_secret", "auth_url", "token_url"},
			Doc: "A person's consent, kept as a refresh token of an OAuth client.",
		},
		{
			Name: "Client credentials", Fields: []string{"client_credentials", "client_id", "client_secret"}, With: []string{"token_url"},
			Doc: "A token server that gives programs tokens for an id and a secret.",
		},
		{
			Name: "Environment", Fields: []string{"env_auth"},
			Doc: "What Google's libraries find where the engine runs, such as the machine's own account.",
		},
		{
			Name: "Anonymous", Fields: []string{"anonymous"},
			Doc: "For public buckets, whose names must be known.",
		},
	},
	Verified: "It lists the buckets of `project_number`; without that number `verify_path` must name a bucket. One " +
		"of the ways to authenticate must be configured: credentials that the machine happens to have prove nothing.",
	VerifiedWrite: "`object_acl` and `storage_class` are tried too.",
}

const uniformAccess = "Buckets with uniform access take no access lists."

// serviceAccount says what a document lacks to be the key of a service account.
// Source: "Create and delete service account keys" of Google Cloud.
func serviceAccount(_ *catalog.Field, value string) *catalog.Finding {
	var document struct {
		Type       string `json:"type"`
		PrivateKey string `json:"private_key"`
	}
	_ = json.Unmarshal([]byte(value), &document) // its kind says that it is JSON
	block, _ := pem.Decode([]byte(document.PrivateKey))
	switch {
	case document.Type == "external_account":
		return &catalog.Finding{
			Summary: "is a document of workload identity federation",
			Detail: "It has no key to sign in with, only where to get one on some machine.\n" +
				"Set env_auth = true with GOOGLE_APPLICATION_CREDENTIALS where the engine runs, or the key of a service account.",
		}
	case document.PrivateKey == "":
		return &catalog.Finding{
			Summary: "has no private_key", Detail: "Use the whole JSON document that Google made for the key of a service account.",
		}
	case block == nil || !isPrivateKey(block.Bytes):
		return &catalog.Finding{
			Summary: "has a private_key that is no key in PEM",
			Detail:  "Line breaks in it are written \\n, as in the document that Google made: use that as it is.",
		}
	}
	return nil
}

func isPrivateKey(der []byte) bool {
	_, pkcs8 := x509.ParsePKCS8PrivateKey(der)
	_, pkcs1 := x509.ParsePKCS1PrivateKey(der)
	return pkcs8 == nil || pkcs1 == nil
}
