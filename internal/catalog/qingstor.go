package catalog

var qingStor = Backend{
	Name:  "qingstor",
	Title: "QingStor",
	Doc:   "TODO",
	Fields: []Field{
		{
			Name: "access_key_id", Rotates: true,
			Doc: "TODO: QingStor Access Key ID.",
		},
		{
			Name: "secret_access_key", Secret: true, Rotates: true,
			Doc: "TODO: QingStor Secret Access Key.",
		},
		{
			Name: "endpoint",
			Doc:  "TODO: QingStor API endpoint.",
		},
		{
			Name: "zone", OneOf: []string{"pek3a", "sh1a", "gd2a"},
			Doc: "TODO: Zone to connect to. One of `pek3a`, `sh1a`, `gd2a`.",
		},
		{
			Name: "chunk_size", Kind: Size, Default: "4194304",
			Doc: "TODO: Upload chunk size in bytes.",
		},
		{
			Name: "upload_concurrency", Kind: Int, Default: 1,
			Doc: "TODO: Multipart upload concurrency (values > 1 corrupt multipart checksums).",
		},
		{
			Name: "upload_cutoff", Kind: Size, Default: "209715200",
			Doc: "TODO: Cutoff (in bytes) for chunked upload (max 5 GiB).",
		},
		{
			Name: "connection_retries", Kind: Int, Default: 3,
			Doc: "TODO: Number of connection retries.",
		},
		{
			Name: "env_auth", Kind: Bool,
			Doc: "TODO: Read credentials from the environment.",
		},
		{
			Name: "description",
			Doc:  "TODO: Description of the remote.",
		},
		{
			Name: "encoding", Kind: Encoding, Default: "16842754",
			Doc: "TODO: Backend encoding.",
		},
	},
}
