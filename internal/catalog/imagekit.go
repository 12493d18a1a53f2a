package catalog

var imageKit = Backend{
	Name:  "imagekit",
	Title: "ImageKit",
	Doc:   "TODO",
	Fields: []Field{
		{
			Name: "endpoint", Required: true,
			Doc: "TODO: ImageKit.io URL endpoint.",
		},
		{
			Name: "public_key", Required: true,
			Doc: "TODO: ImageKit.io public key.",
		},
		{
			Name: "private_key", Required: true, Secret: true, Rotates: true,
			Doc: "TODO: ImageKit.io private key.",
		},
		{
			Name: "only_signed", Kind: Bool,
			Doc: "TODO: Set to `true` if `Restrict unsigned image URLs` is enabled in the dashboard.",
		},
		{
			Name: "upload_tags",
			Doc:  "TODO: Tags applied to uploaded files (comma-separated).",
		},
		{
			Name: "versions", Kind: Bool,
			Doc: "TODO: Include old versions in directory listings.",
		},
		{
			Name: "description",
			Doc:  "TODO: Description of the remote.",
		},
		{
			Name: "encoding", Kind: Encoding, Default: "117553486",
			Doc: "TODO: Backend encoding.",
		},
	},
}
