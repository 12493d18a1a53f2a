package catalog

var sia = Backend{
	Name:  "sia",
	Title: "Sia",
	Doc:   "TODO",
	Fields: []Field{
		{
			Name: "api_url", Default: "http://127.0.0.1:9980",
			Doc: "TODO: Sia daemon API URL.",
		},
		{
			Name: "api_password", Secret: true,
			Doc: "TODO: Sia daemon API password.",
		},
		{
			Name: "user_agent", Default: "Sia-Agent",
			Doc: "TODO: User agent string (Sia requires `Sia-Agent` by default).",
		},
		{
			Name: "description",
			Doc:  "TODO: Description of the remote.",
		},
		{
			Name: "encoding", Kind: Encoding, Default: "50436354",
			Doc: "TODO: Backend encoding.",
		},
	},
}
