package catalog

var imageKit = Backend{
	Name:  "imagekit",
	Title: "ImageKit",
	Doc: "Media library of an ImageKit.io account. Connecting takes the account's URL endpoint and a pair " +
		"of API keys.",
	Fields: []Field{
		{
			Name: "endpoint", Kind: URL, Required: true,
			Doc: "URL endpoint of the account, such as `https://ik.imagekit.io/<id>`, from which files are read. " +
				"The API that lists and uploads is always ImageKit's own.",
		},
		{
			Name: "public_key", Required: true,
			Doc: "Public API key, shown in ImageKit's developer settings. It is not a secret.",
		},
		{
			Name: "private_key", Required: true, Secret: true, Rotates: true,
			Doc: "Private API key that belongs to the key in `public_key`. It allows everything in the account.",
		},
		{
			Name: "only_signed", Kind: Bool,
			Doc: "Reads files through signed URLs only. Set it when the account restricts unsigned image URLs; " +
				"files are then uploaded as private.",
		},
		{
			Name: "upload_tags",
			Doc:  "Tags given to every file that is uploaded, separated by commas. Empty gives none.",
		},
		{
			Name: "versions", Kind: Bool,
			Doc: "Also lists old versions of files, under names with the time inserted.",
		},
		{
			Name: "description",
			Doc:  descriptionDoc,
		},
		{
			Name: "encoding", Kind: Encoding, Default: "117553486",
			Doc: encodingDoc,
		},
	},
}
