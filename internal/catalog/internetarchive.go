package catalog

var internetArchive = Backend{
	Name:  "internetarchive",
	Title: "Internet Archive",
	Doc:   "TODO",
	Fields: []Field{
		{
			Name: "endpoint", Default: "https://s3.us.archive.org",
			Doc: "TODO: IAS3 endpoint.",
		},
		{
			Name: "front_endpoint", Default: "https://archive.org",
			Doc: "TODO: Internet Archive frontend host.",
		},
		{
			Name: "access_key_id", Rotates: true,
			Doc: "TODO: IAS3 Access Key (leave blank for anonymous access).",
		},
		{
			Name: "secret_access_key", Secret: true, Rotates: true,
			Doc: "TODO: IAS3 Secret Key (leave blank for anonymous access).",
		},
		{
			Name: "wait_archive", Kind: Seconds,
			Doc: "TODO: Timeout in seconds for server-side archive processing.",
		},
		{
			Name: "disable_checksum", Kind: Bool, Default: true,
			Doc: "TODO: Skip server-side MD5 checksum verification.",
		},
		{
			Name: "description",
			Doc:  "TODO: Description of the remote.",
		},
		{
			Name: "encoding", Kind: Encoding, Default: "50446342",
			Doc: "TODO: Backend encoding.",
		},
	},
}
