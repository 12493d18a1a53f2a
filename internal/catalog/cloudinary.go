package catalog

var cloudinary = Backend{
	Name:  "cloudinary",
	Title: "Cloudinary",
	Doc:   "TODO",
	Fields: []Field{
		{
			Name: "cloud_name", Required: true,
			Doc: "TODO: Cloudinary environment name.",
		},
		{
			Name: "api_key", Required: true, Secret: true,
			Doc: "TODO: Cloudinary API key.",
		},
		{
			Name: "api_secret", Required: true, Secret: true,
			Doc: "TODO: Cloudinary API secret.",
		},
		{
			Name: "upload_preset",
			Doc:  "TODO: Upload preset for asset manipulation on upload.",
		},
		{
			Name: "upload_prefix",
			Doc:  "TODO: API endpoint override for non-US environments.",
		},
		{
			Name: "eventually_consistent_delay", Kind: Seconds,
			Doc: "TODO: Wait this many seconds for eventual consistency.",
		},
		{
			Name: "description",
			Doc:  "TODO: Description of the remote.",
		},
		{
			Name: "encoding", Kind: Encoding, Default: "52543246",
			Doc: "TODO: Backend encoding.",
		},
	},
}
