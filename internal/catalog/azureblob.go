package catalog

var azureBlob = Backend{
	Name:  "azureblob",
	Title: "Azure Blob Storage",
	Doc:   "TODO",
	Fields: []Field{
		{
			Name: "access_tier", OneOf: []string{"hot", "cool", "cold", "archive"},
			Doc: "TODO: Access tier for blobs: `hot`, `cool`, `cold`, or `archive`. Leave blank to use the account default.",
		},
		{
			Name: "account",
			Doc:  "TODO: Azure Storage Account Name. Required unless using SAS URL or Emulator.",
		},
		{
			Name: "archive_tier_delete", Kind: Bool,
			Doc: "TODO: Delete archive tier blobs before overwriting (required because archive blobs cannot be updated in place).",
		},
		{
			Name: "chunk_size", Kind: Size, Default: "4194304",
			Doc: "TODO: Upload chunk size in bytes.",
		},
		{
			Name: "client_certificate_password", Secret: true,
			Doc: "TODO: Password for the certificate file (service principal with certificate).",
		},
		{
			Name: "client_certificate_path", Kind: File,
			Doc: "TODO: Path to a PEM or PKCS12 certificate file.",
		},
		{
			Name: "client_id", Rotates: true,
			Doc: "TODO: Client ID for service principal or user authentication.",
		},
		{
			Name: "client_secret", Secret: true, Rotates: true,
			Doc: "TODO: Service principal client secret.",
		},
		{
			Name: "client_send_certificate_chain", Kind: Bool,
			Doc: "TODO: Send the x5c certificate chain header on certificate-based auth.",
		},
		{
			Name: "delete_snapshots", OneOf: []string{"include", "only"},
			Doc: "TODO: How to deal with snapshots on blob deletion. One of `\"\"`, `\"include\"`, `\"only\"`.",
		},
		{
			Name: "description",
			Doc:  "TODO: Description of the remote.",
		},
		{
			Name: "directory_markers", Kind: Bool,
			Doc: "TODO: Upload empty objects ending in `/` to persist empty folders.",
		},
		{
			Name: "disable_checksum", Kind: Bool,
			Doc: "TODO: Skip MD5 checksum calculation before upload.",
		},
		{
			Name: "disable_instance_discovery", Kind: Bool,
			Doc: "TODO: Skip Microsoft Entra instance metadata lookup (use for disconnected clouds).",
		},
		{
			Name: "encoding", Kind: Encoding, Default: "21078018",
			Doc: "TODO: Backend encoding.",
		},
		{
			Name: "endpoint",
			Doc:  "TODO: Endpoint for the service. Leave blank normally.",
		},
		{
			Name: "env_auth", Kind: Bool,
			Doc: "TODO: Read credentials from environment variables, CLI, or MSI.",
		},
		{
			Name: "key", Secret: true, Rotates: true,
			Doc: "TODO: Storage Account Shared Key. Leave blank to use SAS URL or Emulator.",
		},
		{
			Name: "list_chunk", Kind: Int, Default: 5000,
			Doc: "TODO: Maximum number of blobs per listing request.",
		},
		{
			Name: "memory_pool_flush_time", Kind: Seconds, Default: 60, Deprecated: "TODO",
			Doc: "TODO: Internal memory buffer pool flush time in seconds (deprecated).",
		},
		{
			Name: "memory_pool_use_mmap", Kind: Bool, Deprecated: "TODO",
			Doc: "TODO: Use mmap buffers in internal memory pool (deprecated).",
		},
		{
			Name: "msi_client_id",
			Doc:  "TODO: Client ID of the user-assigned MSI.",
		},
		{
			Name: "msi_mi_res_id",
			Doc:  "TODO: Azure resource ID of the user-assigned MSI.",
		},
		{
			Name: "msi_object_id",
			Doc:  "TODO: Object ID of the user-assigned MSI.",
		},
		{
			Name: "no_check_container", Kind: Bool,
			Doc: "TODO: Don't check or create the container.",
		},
		{
			Name: "no_head_object", Kind: Bool,
			Doc: "TODO: Skip HEAD before GET on object reads.",
		},
		{
			Name: "password", Secret: true, Rotates: true,
			Doc: "TODO: User password (user/password auth).",
		},
		{
			Name: "public_access", OneOf: []string{"blob", "container"},
			Doc: "TODO: Public access level for the container. One of `\"\"`, `\"blob\"`, `\"container\"`.",
		},
		{
			Name: "sas_url", Secret: true,
			Doc: "TODO: SAS URL for container-level access.",
		},
		{
			Name: "service_principal_file", Kind: File,
			Doc: "TODO: Path to a service principal credentials JSON file.",
		},
		{
			Name: "tenant",
			Doc:  "TODO: Service principal tenant ID.",
		},
		{
			Name: "upload_concurrency", Kind: Int, Default: 16,
			Doc: "TODO: Number of chunks uploaded concurrently per file.",
		},
		{
			Name: "upload_cutoff", Kind: Size, Deprecated: "TODO",
			Doc: "TODO: Cutoff for switching to chunked upload (deprecated).",
		},
		{
			Name: "use_az", Kind: Bool,
			Doc: "TODO: Authenticate using the Azure CLI `az` tool.",
		},
		{
			Name: "use_emulator", Kind: Bool,
			Doc: "TODO: Use the local Azure Storage Emulator.",
		},
		{
			Name: "use_msi", Kind: Bool,
			Doc: "TODO: Use a managed service identity to authenticate.",
		},
		{
			Name: "username",
			Doc:  "TODO: Username (usually an email) for user/password auth.",
		},
	},
}
