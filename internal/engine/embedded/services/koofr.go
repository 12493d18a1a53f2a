package services

var koofr = Service{
	Name:      "koofr",
	Addresses: []string{"endpoint"},
	// With it the client prints every request, including the password.
	Isolate: never("HTTPCLIENT_TRACE"),
	Symptoms: []Symptom{
		{Status: 401, Plain: true,
			What: "The storage refused user or password, and does not say which of them is wrong",
			Next: "Check user and password: it is a password for programs, which the account makes in its settings"},
		{Texts: []string{"failed to find primary mount"}, Plain: true, Address: true,
			What: "What answered has no storage of the account's own",
			Next: "Check endpoint, or set mountid to the id of a mount"},
		{Texts: []string{"failed to find mount"}, Plain: true, Field: "mountid",
			What: "The account has no mount with this id",
			Next: "Check mountid, or remove it for the account's own storage"},
		{Texts: []string{"invalid character"}, Plain: true, Address: true,
			What: "Something answered that is not Koofr",
			Next: "Check endpoint"},
		{Status: 403, Listing: true, Permission: true,
			What: "The account may not list %s"},
	},
}
