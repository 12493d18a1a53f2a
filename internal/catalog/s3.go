package catalog

var s3 = Backend{
	Name:  "s3",
	Title: "Amazon S3 and compatible storage",
	Doc:   "TODO",
	Fields: []Field{
		{
			Name: "access_key_id", Rotates: true,
			Doc: "TODO: AWS Access Key ID.",
		},
		{
			Name: "acl", OneOf: []string{"default", "private", "public-read", "public-read-write", "authenticated-read", "bucket-owner-read", "bucket-owner-full-control"},
			Doc: "TODO: Canned ACL for new objects. One of `default`, `private`, `public-read`, `public-read-write`, `authenticated-read`, `bucket-owner-read`, `bucket-owner-full-control`.",
		},
		{
			Name: "bucket_acl", OneOf: []string{"private", "public-read", "public-read-write", "authenticated-read"},
			Doc: "TODO: Canned ACL for new buckets. One of `private`, `public-read`, `public-read-write`, `authenticated-read`.",
		},
		{
			Name: "chunk_size", Kind: Size, Default: "5242880",
			Doc: "TODO: Upload chunk size in bytes.",
		},
		{
			Name: "copy_cutoff", Kind: Size, Default: "4999610368",
			Doc: "TODO: Cutoff (in bytes) for switching to multipart copy.",
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
			Name: "directory_bucket", Kind: Bool,
			Doc: "TODO: Use AWS Directory Buckets.",
		},
		{
			Name: "directory_markers", Kind: Bool,
			Doc: "TODO: Persist empty folders with marker objects.",
		},
		{
			Name: "disable_checksum", Kind: Bool,
			Doc: "TODO: Skip MD5 checksum calculation.",
		},
		{
			Name: "disable_http2", Kind: Bool,
			Doc: "TODO: Disable HTTP/2 for the S3 backend.",
		},
		{
			Name: "download_url",
			Doc:  "TODO: Custom CDN endpoint for downloads.",
		},
		{
			Name: "encoding", Kind: Encoding, Default: "50331650",
			Doc: "TODO: Backend encoding.",
		},
		{
			Name: "endpoint", Required: true, Known: []string{"s3.us-east-1.amazonaws.com", "nyc3.digitaloceanspaces.com", "localhost:8333"},
			Doc: "TODO: S3 API endpoint. One of the preset provider endpoints (e.g. `s3.us-east-1.amazonaws.com`, `nyc3.digitaloceanspaces.com`, `localhost:8333`) or a custom value.",
		},
		{
			Name: "env_auth", Kind: Bool,
			Doc: "TODO: Get AWS credentials from the environment.",
		},
		{
			Name: "force_path_style", Kind: Bool, Default: true,
			Doc: "TODO: Use path-style access (vs virtual hosted style).",
		},
		{
			Name: "leave_parts_on_error", Kind: Bool,
			Doc: "TODO: Leave uploaded parts on error for manual recovery.",
		},
		{
			Name: "list_chunk", Kind: Int, Default: 1000,
			Doc: "TODO: Listing chunk size (MaxKeys).",
		},
		{
			Name: "list_url_encode", Kind: Tristate,
			Doc: "TODO: URL-encode listings: `true`, `false`, or unset.",
		},
		{
			Name: "list_version", Kind: Int,
			Doc: "TODO: ListObjects version: `1`, `2`, or `0` for auto.",
		},
		{
			Name: "location_constraint",
			Doc:  "TODO: Location constraint matching the region (for bucket creation).",
		},
		{
			Name: "max_upload_parts", Kind: Int, Default: 10000,
			Doc: "TODO: Maximum number of multipart upload parts.",
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
			Name: "might_gzip", Kind: Tristate,
			Doc: "TODO: Backend may gzip objects: `true`, `false`, or unset.",
		},
		{
			Name: "no_check_bucket", Kind: Bool,
			Doc: "TODO: Skip checking or creating the bucket.",
		},
		{
			Name: "no_head", Kind: Bool,
			Doc: "TODO: Skip HEAD verification after upload.",
		},
		{
			Name: "no_head_object", Kind: Bool,
			Doc: "TODO: Skip HEAD before GET on object reads.",
		},
		{
			Name: "no_system_metadata", Kind: Bool,
			Doc: "TODO: Suppress setting and reading of system metadata.",
		},
		{
			Name: "profile",
			Doc:  "TODO: Profile to use in the shared credentials file.",
		},
		{
			Name: "provider", Attr: "provider_type", Known: []string{"AWS", "Alibaba", "ArvanCloud", "Ceph", "ChinaMobile", "Cloudflare", "DigitalOcean", "Dreamhost", "GCS", "HuaweiOBS", "IBMCOS", "IDrive", "IONOS", "LyveCloud", "Leviia", "Liara", "Linode", "Magalu", "Minio", "Netease", "Outscale", "Petabox", "RackCorp", "Hoody-VFS", "Scaleway", "SeaweedFS", "Selectel", "StackPath", "Storj", "Synology", "TencentCOS", "Wasabi", "Qiniu", "Other"},
			Doc: "TODO: S3 provider preset. One of `AWS`, `Alibaba`, `ArvanCloud`, `Ceph`, `ChinaMobile`, `Cloudflare`, `DigitalOcean`, `Dreamhost`, `GCS`, `HuaweiOBS`, `IBMCOS`, `IDrive`, `IONOS`, `LyveCloud`, `Leviia`, `Liara`, `Linode`, `Magalu`, `Minio`, `Netease`, `Outscale`, `Petabox`, `RackCorp`, `Hoody-VFS`, `Scaleway`, `SeaweedFS`, `Selectel`, `StackPath`, `Storj`, `Synology`, `TencentCOS`, `Wasabi`, `Qiniu`, `Other`.",
		},
		{
			Name: "region", Known: []string{"other-v2-signature"},
			Doc: "TODO: Region to connect to. One of `\"\"`, `other-v2-signature`.",
		},
		{
			Name: "requester_pays", Kind: Bool,
			Doc: "TODO: Enable the requester-pays option for the bucket.",
		},
		{
			Name: "sdk_log_mode", Default: "0", Known: []string{"Signing", "Request", "All", "Off"},
			Doc: "TODO: SDK debug log mode (e.g. `Signing`, `Request`, `All`, `Off`).",
		},
		{
			Name: "secret_access_key", Secret: true, Rotates: true,
			Doc: "TODO: AWS Secret Access Key.",
		},
		{
			Name: "server_side_encryption", OneOf: []string{"AES256", "aws:kms"},
			Doc: "TODO: SSE algorithm. One of `\"\"`, `AES256`, `aws:kms`.",
		},
		{
			Name: "session_token", Secret: true, Rotates: true,
			Doc: "TODO: AWS session token.",
		},
		{
			Name: "shared_credentials_file", Kind: File,
			Doc: "TODO: Path to the shared credentials file.",
		},
		{
			Name: "sse_customer_algorithm", OneOf: []string{"AES256"},
			Doc: "TODO: SSE-C algorithm. One of `\"\"`, `AES256`.",
		},
		{
			Name: "sse_customer_key", Secret: true,
			Doc: "TODO: SSE-C encryption key.",
		},
		{
			Name: "sse_customer_key_base64", Secret: true,
			Doc: "TODO: SSE-C base64-encoded key.",
		},
		{
			Name: "sse_customer_key_md5",
			Doc:  "TODO: SSE-C key MD5 checksum.",
		},
		{
			Name: "sse_kms_key_id",
			Doc:  "TODO: KMS key ARN.",
		},
		{
			Name: "storage_class", Known: []string{"STANDARD", "LINE", "GLACIER", "DEEP_ARCHIVE"},
			Doc: "TODO: Storage class. One of `STANDARD`, `LINE`, `GLACIER`, `DEEP_ARCHIVE`.",
		},
		{
			Name: "sts_endpoint", Deprecated: "TODO",
			Doc: "TODO: STS endpoint (deprecated).",
		},
		{
			Name: "upload_concurrency", Kind: Int, Default: 4,
			Doc: "TODO: Number of chunks uploaded concurrently per file.",
		},
		{
			Name: "upload_cutoff", Kind: Size, Default: "209715200",
			Doc: "TODO: Cutoff (in bytes) for switching to chunked upload.",
		},
		{
			Name: "use_accelerate_endpoint", Kind: Bool,
			Doc: "TODO: Use the AWS S3 Transfer Acceleration endpoint.",
		},
		{
			Name: "use_accept_encoding_gzip", Kind: Tristate,
			Doc: "TODO: Send `Accept-Encoding: gzip` header: `true`, `false`, or unset.",
		},
		{
			Name: "use_already_exists", Kind: Tristate,
			Doc: "TODO: Report `BucketAlreadyExists` on bucket creation: `true`, `false`, or unset.",
		},
		{
			Name: "use_dual_stack", Kind: Bool,
			Doc: "TODO: Use the AWS S3 dual-stack endpoint (IPv6).",
		},
		{
			Name: "use_multipart_etag", Kind: Tristate,
			Doc: "TODO: Use ETag verification in multipart uploads: `true`, `false`, or unset.",
		},
		{
			Name: "use_multipart_uploads", Kind: Tristate,
			Doc: "TODO: Use multipart uploads: `true`, `false`, or unset.",
		},
		{
			Name: "use_presigned_request", Kind: Bool,
			Doc: "TODO: Use a presigned URL for single-part uploads.",
		},
		{
			Name: "use_unsigned_payload", Kind: Tristate,
			Doc: "TODO: Use an unsigned payload for `PutObject`: `true`, `false`, or unset.",
		},
		{
			Name: "v2_auth", Kind: Bool,
			Doc: "TODO: Use v2 authentication (legacy).",
		},
		{
			Name: "version_at", Kind: Time, Default: "0001-01-01T00:00:00Z",
			Doc: "TODO: Show file versions as they were at the specified time.",
		},
		{
			Name: "version_deleted", Kind: Bool,
			Doc: "TODO: Show deleted file markers when using versions.",
		},
		{
			Name: "versions", Kind: Bool,
			Doc: "TODO: Include old versions in directory listings.",
		},
	},
}
