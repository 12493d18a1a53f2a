package services

var netStorage = Service{
	Name:      "netstorage",
	Addresses: []string{"host"},
	SignsTime: true,
	// These go by the status, because rclone says "directory not found" whatever went
	// wrong.
	Symptoms: []Symptom{
		{Status: 403,
			What: "NetStorage refused the request, and does not say whether it is the account, its " +
				"secret, the folder or the time",
			Next: "Check account, secret and the folder in host, and the clock of this machine"},
		{Status: 401,
			What: "NetStorage refused the request, and does not say whether it is the account or its secret",
			Next: "Check account and secret"},
		{Texts: []string{"first record does not look like a TLS handshake", "server gave HTTP response to HTTPS client"},
			Field: "protocol",
			What:  "What answers there does not speak TLS",
			Next:  `Check the port in host, or set protocol = "http" if it is meant to be without TLS`},
		{Texts: []string{Nowhere}, Status: 200, Plain: true, Address: true,
			What: "Something answered that is not NetStorage",
			Next: "Check host"},
		failed,
	},
}
