package catalog

var cloudinary = Backend{
	Name:  "cloudinary",
	Title: "Cloudinary",
	Doc: "Media library of a Cloudinary product environment. Connecting takes the environment's name and " +
		"an API key with its secret.",
	Fields: []Field{
		{
			Name: "cloud_name", Required: true,
			Doc: "Name of the Cloudinary product environment, which the console shows next to the API keys.",
		},
		{
			Name: "api_key", Required: true, Secret: true,
			Doc: "API key of the environment, a number. It cannot be changed in place: another key means " +
				"connecting anew.",
		},
		{
			Name: "api_secret", Required: true, Secret: true,
			Doc: "Secret that belongs to the API key in `api_key`. It cannot be changed in place: another secret " +
				"means connecting anew.",
		},
		{
			Name: "upload_preset",
			Doc: "Name of an upload preset in Cloudinary, a set of transformations and rules that is applied to " +
				"every file that is uploaded. Empty applies none.",
		},
		{
			Name: "upload_prefix",
			Doc: "Address of the API for environments outside of the United States, for example " +
				"`https://api-eu.cloudinary.com`. The embedded engine cannot verify such an " +
				"environment: it always asks the default address.",
		},
		{
			Name: "eventually_consistent_delay", Kind: Seconds,
			Doc: "Seconds to wait after a change before the next listing, because Cloudinary's search lags behind " +
				"its writes. Raise it when files just written are not found.",
		},
		{
			Name: "description",
			Doc:  descriptionDoc,
		},
		{
			Name: "encoding", Kind: Encoding, Default: "52543246",
			Doc: encodingDoc,
		},
	},
}
