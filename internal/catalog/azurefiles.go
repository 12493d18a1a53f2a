package catalog

var azureFiles = Backend{
	Name:  "azurefiles",
	Title: "Azure Files",
	Doc:   "TODO",
	Fields: []Field{
		{
			Name: "account",
			Doc:  "TODO: Azure Storage Account Name.",
		},
		{
			Name: "chunk_size", Kind: Size, Default: "4194304",
			Doc: "TODO: Upload chunk size in bytes.",
		},
		{
			Name: "client_certificate_password", Secret: true,
			Doc: "TODO: Password for the certificate file.",
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
			Doc: "TODO: Send the x5c certificate chain header.",
		},
		{
			Name: "connection_string", Secret: true,
			Doc: "TODO: Azure Files connection string.",
		},
		{
			Name: "description",
			Doc:  "TODO: Description of the remote.",
		},
		{
			Name: "encoding", Kind: Encoding, Default: "54634382",
			Doc: "TODO: Backend encoding.",
		},
		{
			Name: "endpoint",
			Doc:  "TODO: Endpoint for the service.",
		},
		{
			Name: "env_auth", Kind: Bool,
			Doc: "TODO: Read credentials from the environment.",
		},
		{
			Name: "key", Secret: true, Rotates: true,
			Doc: "TODO: Storage Account Shared Key.",
		},
		{
			Name: "max_stream_size", Kind: Size, Default: "10737418240",
			Doc: "TODO: Max size for streamed files (10 GiB).",
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
			Name: "password", Secret: true, Rotates: true,
			Doc: "TODO: User password for user/password auth.",
		},
		{
			Name: "sas_url", Secret: true,
			Doc: "TODO: SAS URL.",
		},
		{
			Name: "service_principal_file", Kind: File,
			Doc: "TODO: Path to a service principal credentials JSON file.",
		},
		{
			Name: "share_name",
			Doc:  "TODO: Azure Files share name (required to access the share).",
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
			Name: "use_msi", Kind: Bool,
			Doc: "TODO: Use a managed service identity to authenticate.",
		},
		{
			Name: "username",
			Doc:  "TODO: Username for user/password auth.",
		},
	},
}
