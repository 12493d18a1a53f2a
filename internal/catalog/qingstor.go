package catalog

var qingStor = Backend{
	Name:  "qingstor",
	Title: "QingStor",
	Doc: "Buckets of QingCloud's object storage. Connecting takes an access key and the zone of the " +
		"buckets.",
	Fields: []Field{
		{
			Name: "access_key_id", Group: Authentication, Tells: User, Rotates: true,
			Doc: "Id of the access key. Leave it empty, together with `secret_access_key`, for anonymous access or " +
				"with `env_auth`.",
		},
		{
			Name: "secret_access_key", Group: Authentication, Secret: true, Rotates: true,
			Doc: "Secret of the access key in `access_key_id`. Leave both empty for anonymous access or with " +
				"`env_auth`.",
		},
		{
			Name: "endpoint", Group: Authentication, Tells: Server,
			Doc: "Address of the QingStor API with its scheme, host and port. Empty uses " +
				"`https://qingstor.com:443`; host names with hyphens, and `localhost` with a port, are not " +
				"understood.",
		},
		{
			Name: "zone", Group: Authentication, OneOf: []string{"pek3a", "sh1a", "gd2a"},
			Doc: "Zone of the buckets: `pek3a` is Beijing, `sh1a` Shanghai, `gd2a` Guangdong. Empty uses `pek3a`.",
		},
		{
			Name: "chunk_size", Group: Transfer, Kind: Size, Default: "4194304",
			Doc: "Size in bytes of the parts of a multipart upload. Each upload in progress holds " +
				"`upload_concurrency` parts in memory.",
		},
		{
			Name: "upload_concurrency", Group: Transfer, Kind: Int, Default: 1, Least: 1, SafeMost: 1,
			Doc: "Number of parts of one file that are uploaded at the same time. Above 1 the files arrive whole, " +
				"but the checksums that QingStor stores for multipart uploads are wrong.",
		},
		{
			Name: "upload_cutoff", Group: Transfer, Kind: Size, Default: "209715200", Most: 5 << 30,
			Doc: "Size in bytes above which a file is uploaded in parts of `chunk_size`. The maximum is 5 GiB.",
		},
		{
			Name: "connection_retries", Kind: Int, Default: 3,
			Doc: "Number of times a request is sent again when the connection fails. Raise it on an unreliable " +
				"line.",
		},
		{
			Name: "env_auth", Group: Authentication, Kind: Bool,
			Withdrawn: Withdrawal{In: October, But: false, Instead: "Set `access_key_id` and `secret_access_key`."},
			Doc: "Takes the credentials from the environment where the engine runs. It is heeded only while " +
				"`access_key_id` and `secret_access_key` are empty.",
		},
		{
			Name: "description",
			Doc:  descriptionDoc,
		},
		{
			Name: "encoding", Kind: Encoding, Default: "16842754",
			Doc: encodingDoc,
		},
	},
	Rules: keyPair,
	Ways: []Way{
		{
			Name: "Access key", Fields: []string{"access_key_id", "secret_access_key"},
			Doc: "A key of the account, from QingCloud's console.",
		},
		{
			Name: "Environment", Fields: []string{"env_auth"},
			Doc: "What the environment has where the engine runs.",
		},
		{
			Name: "Anonymous",
			Doc:  "For public buckets: no key is set.",
		},
	},
	Verified: "It lists the buckets of the zone. Where the key may not do that, or there is none, `verify_path` must " +
		"name a bucket.",
}
