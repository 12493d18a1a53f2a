package services

var quatrix = Service{
	Name:      "quatrix",
	Addresses: []string{"host"},
	NeverHTML: true,
	// Otherwise what a verification wrote stays in the trash.
	Writes: map[string]string{"hard_delete": "true"},
	Symptoms: []Symptom{
		{Status: 401, Plain: true, Field: "api_key",
			What: "Quatrix refused the API key",
			Next: "Check that api_key is a key of this host, and has not expired"},
		{Texts: []string{"root not found", "invalid character", "cannot unmarshal"}, Plain: true, Address: true,
			What: "Something answered that is not Quatrix",
			Next: "Check host: it is the one at which a browser shows Quatrix"},
		{Status: 403, Listing: true, Permission: true,
			What: "The user may not list %s"},
	},
}
