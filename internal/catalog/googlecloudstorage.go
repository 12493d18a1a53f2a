package catalog

var googleCloudStorage = Backend{
	Name:  "google-cloud-storage",
	Type:  "google cloud storage",
	Title: "Google Cloud Storage",
	Doc: "Buckets of Google Cloud Storage. Connecting takes one way to sign in, usually a service account, " +
		"and the project's number if buckets are to be listed or created.",
	Fields: []Field{
		{
			Name: "access_token", Group: Authentication, Secret: true,
			Doc: "OAuth access token obtained elsewhere, for example by workload identity federation in CI. It is " +
				"used as it is and never renewed, so the backend stops working when it expires, commonly after an " +
				"hour.",
		},
		{
			Name: "anonymous", Group: Authentication, Kind: Bool,
			Doc: "Sends no credentials at all, which is enough to read public buckets.",
		},
		{
			Name: "auth_url", Group: Authentication, Kind: URL,
			Doc: "Address of the OAuth authorization server, for sign-in through something other than Google's. " +
				"Empty uses Google's.",
		},
		{
			Name: "bucket_acl", OneOf: []string{"authenticatedRead", "private", "projectPrivate", "publicRead", "publicReadWrite"},
			Doc: "Predefined access list of buckets that are created: who besides the project's owners may read or " +
				"write them. Empty means `private`; it is ignored with `bucket_policy_only`.",
		},
		{
			Name: "bucket_policy_only", Kind: Bool,
			Doc: "Leaves access to IAM policies: access lists are neither sent with objects nor with new buckets, " +
				"which are created with uniform bucket-level access. Uploads to buckets with uniform access need " +
				"it.",
		},
		{
			Name: "client_credentials", Group: Authentication, Kind: Bool,
			Doc: "Obtains tokens by the OAuth client credentials flow, with `client_id` and `client_secret` and " +
				"without a person signing in. The token server at `token_url` must offer that flow.",
		},
		{
			Name: "client_id", Group: Authentication, Rotates: true,
			Doc: "Id of the OAuth client that tokens are obtained with. Empty uses the client that rclone ships, " +
				"which all its users share; it is not needed with a service account.",
		},
		{
			Name: "client_secret", Group: Authentication, Secret: true, Rotates: true,
			Doc: "Secret that belongs to the OAuth client in `client_id`. It is not needed with a service account.",
		},
		{
			Name: "decompress", Group: Transfer, Kind: Bool,
			Doc: "Decompresses objects stored with `Content-Encoding: gzip` as they are read. Their size and " +
				"checksum can then no longer be compared; without it they are read as stored.",
		},
		{
			Name: "description",
			Doc:  descriptionDoc,
		},
		{
			Name: "directory_markers", Group: Listing, Kind: Bool,
			Doc: "Keeps empty folders by storing an empty object whose name ends in `/` for each folder that is " +
				"made. Without it a folder exists only as long as there is an object in it.",
		},
		{
			Name: "encoding", Kind: Encoding, Default: "50348034",
			Doc: encodingDoc,
		},
		{
			Name: "endpoint", Group: Authentication, Tells: Server,
			Doc: "Address of a service that speaks the Google Cloud Storage API in place of Google's, such as a " +
				"private endpoint or an emulator. A path in it is ignored by uploads.",
		},
		{
			Name: "env_auth", Group: Authentication, Kind: Bool,
			Withdrawn: Withdrawal{In: October, But: false, Instead: "Set `service_account_credentials`, the key of a service account."},
			Doc: "Takes the credentials that Google's libraries find where the engine runs: " +
				"`GOOGLE_APPLICATION_CREDENTIALS`, the login of `gcloud`, or the metadata server of the machine. " +
				"It gives way to `service_account_file` and `service_account_credentials`.",
		},
		{
			Name: "location", Known: []string{"us", "eu", "asia", "us-central1", "europe-west1"},
			Doc: "Region, dual-region or multi-region in which new buckets are created. Empty leaves the choice to " +
				"Google, which is `us`; existing buckets stay where they are.",
		},
		{
			Name: "no_check_bucket", Kind: Bool,
			Doc: "Uses buckets without checking first that they exist and without creating missing ones. This " +
				"saves requests, and is needed for accounts that may not create buckets.",
		},
		{
			Name: "object_acl", Group: Transfer, OneOf: []string{"authenticatedRead", "bucketOwnerFullControl", "bucketOwnerRead", "private", "projectPrivate", "publicRead"},
			Doc: "Predefined access list of objects that are uploaded: who besides the owner may read them. Empty " +
				"means `private`; it is ignored with `bucket_policy_only`.",
		},
		{
			Name: "project_number", Group: Authentication,
			Doc: "Number of the project (not its name) whose buckets are listed and in which new ones are created. " +
				"Google cannot list buckets without it; a bucket whose name is known can be used without.",
		},
		{
			Name: "service_account_credentials", Group: Authentication, Kind: JSON, Secret: true, Rotates: true,
			Doc: "Key of a service account, as the JSON document that Google hands out. Prefer it to " +
				"`service_account_file` where the engine has no such file.",
		},
		{
			Name: "service_account_file", Group: Authentication, Kind: File,
			Withdrawn: Withdrawal{In: October, Instead: "Set `service_account_credentials` to what is in the file."},
			Doc: "Path of a service account's JSON key on the machine where the engine runs: this one for the " +
				"embedded engine, the service's with the API.",
		},
		{
			Name: "storage_class", Group: Transfer, OneOf: []string{"MULTI_REGIONAL", "REGIONAL", "NEARLINE", "COLDLINE", "ARCHIVE", "DURABLE_REDUCED_AVAILABILITY"},
			Doc: "Storage class of objects that are uploaded: the colder the class, the cheaper to keep and the " +
				"dearer to read or to delete early. Empty takes the bucket's own class.",
		},
		{
			Name: "token", Group: Authentication, Kind: JSON, Secret: true, Rotates: true,
			Doc: "OAuth token as a JSON document with `access_token`, `refresh_token` and `expiry`, in the form " +
				"that rclone writes. With a refresh token it is renewed when it expires.",
		},
		{
			Name: "token_url", Group: Authentication, Kind: URL,
			Doc: "Address of the OAuth token server, for sign-in through something other than Google's. Empty uses " +
				"Google's.",
		},
		{
			Name: "user_project",
			Doc: "Id of the project that is billed for requests to buckets whose owner has the requester pay. " +
				"Other buckets do not need it.",
		},
	},
	Ways: []Way{
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
}
