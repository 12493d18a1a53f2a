package catalog

var oracleObjectStorage = Backend{
	Name:  "oracleobjectstorage",
	Title: "Oracle Cloud Object Storage",
	Doc:   "TODO",
	Fields: []Field{
		{
			Name: "attempt_resume_upload", Kind: Bool,
			Doc: "TODO: Attempt to resume previously started multipart uploads.",
		},
		{
			Name: "chunk_size", Kind: Size, Default: "5242880",
			Doc: "TODO: Upload chunk size in bytes.",
		},
		{
			Name: "compartment",
			Doc:  "TODO: Compartment OCID (required only to list buckets).",
		},
		{
			Name: "config_file", Kind: File, Default: "~/.oci/config",
			Doc: "TODO: Path to the OCI config file.",
		},
		{
			Name: "config_profile", Default: "Default",
			Doc: "TODO: Profile name inside the OCI config file.",
		},
		{
			Name: "copy_cutoff", Kind: Size, Default: "4999610368",
			Doc: "TODO: Cutoff (in bytes) for switching to multipart copy.",
		},
		{
			Name: "copy_timeout", Kind: Seconds, Default: 60,
			Doc: "TODO: Timeout for async copy operations in seconds.",
		},
		{
			Name: "description",
			Doc:  "TODO: Description of the remote.",
		},
		{
			Name: "disable_checksum", Kind: Bool,
			Doc: "TODO: Skip MD5 checksum calculation before upload.",
		},
		{
			Name: "encoding", Kind: Encoding, Default: "50331650",
			Doc: "TODO: Backend encoding.",
		},
		{
			Name: "endpoint",
			Doc:  "TODO: Object storage API endpoint.",
		},
		{
			Name: "leave_parts_on_error", Kind: Bool,
			Doc: "TODO: Leave successfully uploaded parts on error for manual recovery.",
		},
		{
			Name: "max_upload_parts", Kind: Int, Default: 10000,
			Doc: "TODO: Maximum number of parts in a multipart upload.",
		},
		{
			Name: "namespace", Required: true,
			Doc: "TODO: Object storage namespace.",
		},
		{
			Name: "no_check_bucket", Kind: Bool,
			Doc: "TODO: Skip checking or creating the bucket.",
		},
		{
			Name: "provider", Attr: "provider_type", Default: "env_auth", Required: true, OneOf: []string{"env_auth", "user_principal_auth", "instance_principal_auth", "workload_identity_auth", "resource_principal_auth", "no_auth"},
			Doc: "TODO: Authentication provider. One of `env_auth`, `user_principal_auth`, `instance_principal_auth`, `workload_identity_auth`, `resource_principal_auth`, `no_auth`.",
		},
		{
			Name: "region", Required: true,
			Doc: "TODO: Object storage region.",
		},
		{
			Name: "sse_customer_algorithm", OneOf: []string{"AES256"},
			Doc: "TODO: SSE-C algorithm. One of `\"\"`, `AES256`.",
		},
		{
			Name: "sse_customer_key", Secret: true,
			Doc: "TODO: SSE-C base64-encoded 256-bit key.",
		},
		{
			Name: "sse_customer_key_file", Kind: File,
			Doc: "TODO: Path to a file containing the SSE-C key.",
		},
		{
			Name: "sse_customer_key_sha256",
			Doc:  "TODO: Base64-encoded SHA256 hash of the SSE-C key.",
		},
		{
			Name: "sse_kms_key_id",
			Doc:  "TODO: OCID of a KMS master encryption key.",
		},
		{
			Name: "storage_tier", Default: "Standard", OneOf: []string{"Standard", "InfrequentAccess", "Archive"},
			Doc: "TODO: Storage class. One of `Standard`, `InfrequentAccess`, `Archive`.",
		},
		{
			Name: "upload_concurrency", Kind: Int, Default: 10,
			Doc: "TODO: Number of chunks uploaded concurrently per file.",
		},
		{
			Name: "upload_cutoff", Kind: Size, Default: "209715200",
			Doc: "TODO: Cutoff (in bytes) for switching to chunked upload.",
		},
	},
}
