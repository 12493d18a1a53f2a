package catalog

var b2 = Backend{
	Name:  "b2",
	Title: "Backblaze B2",
	Doc:   "TODO",
	Fields: []Field{
		{
			Name: "account", Required: true,
			Doc: "TODO: Account ID or Application Key ID.",
		},
		{
			Name: "key", Required: true, Secret: true, Rotates: true,
			Doc: "TODO: Application Key.",
		},
		{
			Name: "chunk_size", Kind: Size, Default: "100663296",
			Doc: "TODO: Upload chunk size in bytes (minimum 5,000,000).",
		},
		{
			Name: "copy_cutoff", Kind: Size, Default: "4294967296",
			Doc: "TODO: Cutoff (in bytes) for multipart copy.",
		},
		{
			Name: "description",
			Doc:  "TODO: Description of the remote.",
		},
		{
			Name: "disable_checksum", Kind: Bool,
			Doc: "TODO: Skip SHA1 checksum calculation for large files.",
		},
		{
			Name: "download_auth_duration", Kind: Seconds, Default: 604800,
			Doc: "TODO: Public link authorization token lifetime in seconds (max one week).",
		},
		{
			Name: "download_url",
			Doc:  "TODO: Custom endpoint for downloads (e.g. Cloudflare CDN).",
		},
		{
			Name: "encoding", Kind: Encoding, Default: "50438146",
			Doc: "TODO: Backend encoding.",
		},
		{
			Name: "endpoint",
			Doc:  "TODO: Endpoint for the service.",
		},
		{
			Name: "hard_delete", Kind: Bool,
			Doc: "TODO: Permanently delete files on remote removal.",
		},
		{
			Name: "lifecycle", Attr: "lifecycle_days", Kind: Int,
			Doc: "TODO: Days deleted files are retained when creating a bucket.",
		},
		{
			Name: "memory_pool_flush_time", Kind: Seconds, Default: 60, Deprecated: "TODO",
			Doc: "TODO: Internal memory pool flush time in seconds (deprecated).",
		},
		{
			Name: "memory_pool_use_mmap", Kind: Bool, Deprecated: "TODO",
			Doc: "TODO: Use mmap buffers in internal memory pool (deprecated).",
		},
		{
			Name: "test_mode", OneOf: []string{"fail_some_uploads", "expire_some_account_authorization_tokens", "force_cap_exceeded"},
			Doc: "TODO: X-Bz-Test-Mode flag for debugging (`fail_some_uploads`, `expire_some_account_authorization_tokens`, `force_cap_exceeded`).",
		},
		{
			Name: "upload_concurrency", Kind: Int, Default: 4,
			Doc: "TODO: Number of chunks uploaded concurrently per file.",
		},
		{
			Name: "upload_cutoff", Kind: Size, Default: "209715200",
			Doc: "TODO: Cutoff (in bytes) for chunked upload (max 4.657 GiB).",
		},
		{
			Name: "version_at", Kind: Time, Default: "0001-01-01T00:00:00Z",
			Doc: "TODO: Show file versions as they were at the specified time.",
		},
		{
			Name: "versions", Kind: Bool,
			Doc: "TODO: Include old versions in directory listings.",
		},
	},
}
