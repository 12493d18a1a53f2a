package catalog

var googleCloudStorage = Backend{
	Name:  "google-cloud-storage",
	Type:  "google cloud storage",
	Title: "Google Cloud Storage",
	Doc:   "TODO",
	Fields: []Field{
		{
			Name: "access_token", Secret: true,
			Doc: "TODO: Short-lived access token.",
		},
		{
			Name: "anonymous", Kind: Bool,
			Doc: "TODO: Access public buckets and objects without credentials.",
		},
		{
			Name: "auth_url",
			Doc:  "TODO: Auth server URL override.",
		},
		{
			Name: "bucket_acl", OneOf: []string{"authenticatedRead", "private", "projectPrivate", "publicRead", "publicReadWrite"},
			Doc: "TODO: ACL for new buckets. One of `authenticatedRead`, `private`, `projectPrivate`, `publicRead`, `publicReadWrite`.",
		},
		{
			Name: "bucket_policy_only", Kind: Bool,
			Doc: "TODO: Use bucket-level IAM policies only.",
		},
		{
			Name: "client_credentials", Kind: Bool,
			Doc: "TODO: Use OAuth2 client credentials flow.",
		},
		{
			Name: "client_id", Rotates: true,
			Doc: "TODO: OAuth client ID.",
		},
		{
			Name: "client_secret", Secret: true, Rotates: true,
			Doc: "TODO: OAuth client secret.",
		},
		{
			Name: "decompress", Kind: Bool,
			Doc: "TODO: Decompress gzip-encoded objects on download.",
		},
		{
			Name: "description",
			Doc:  "TODO: Description of the remote.",
		},
		{
			Name: "directory_markers", Kind: Bool,
			Doc: "TODO: Persist empty folders with marker objects.",
		},
		{
			Name: "encoding", Kind: Encoding, Default: "50348034",
			Doc: "TODO: Backend encoding.",
		},
		{
			Name: "endpoint",
			Doc:  "TODO: Endpoint for the service.",
		},
		{
			Name: "env_auth", Kind: Bool,
			Doc: "TODO: Get IAM credentials from the environment.",
		},
		{
			Name: "location", Known: []string{"us", "eu", "asia", "us-central1", "europe-west1"},
			Doc: "TODO: Location for newly created buckets. One of the supported GCS regions (e.g. `us`, `eu`, `asia`, `us-central1`, `europe-west1`, etc.).",
		},
		{
			Name: "no_check_bucket", Kind: Bool,
			Doc: "TODO: Skip checking or creating the bucket.",
		},
		{
			Name: "object_acl", OneOf: []string{"authenticatedRead", "bucketOwnerFullControl", "bucketOwnerRead", "private", "projectPrivate", "publicRead"},
			Doc: "TODO: ACL for new objects. One of `authenticatedRead`, `bucketOwnerFullControl`, `bucketOwnerRead`, `private`, `projectPrivate`, `publicRead`.",
		},
		{
			Name: "project_number",
			Doc:  "TODO: GCP project number (for bucket list/create/delete).",
		},
		{
			Name: "service_account_credentials", Kind: JSON, Secret: true, Rotates: true,
			Doc: "TODO: Service account credentials JSON blob.",
		},
		{
			Name: "service_account_file", Kind: File,
			Doc: "TODO: Path to a service account credentials JSON file.",
		},
		{
			Name: "storage_class", OneOf: []string{"MULTI_REGIONAL", "REGIONAL", "NEARLINE", "COLDLINE", "ARCHIVE", "DURABLE_REDUCED_AVAILABILITY"},
			Doc: "TODO: Storage class for new objects. One of `\"\"`, `MULTI_REGIONAL`, `REGIONAL`, `NEARLINE`, `COLDLINE`, `ARCHIVE`, `DURABLE_REDUCED_AVAILABILITY`.",
		},
		{
			Name: "token", Kind: JSON, Secret: true, Rotates: true,
			Doc: "TODO: OAuth access token as a JSON blob.",
		},
		{
			Name: "token_url",
			Doc:  "TODO: Token server URL override.",
		},
		{
			Name: "user_project",
			Doc:  "TODO: User project (for requester-pays buckets).",
		},
	},
}
