package services

import "github.com/hoody/terraform-provider-hoody/internal/engine"

var httpService = Service{
	Name:      "http",
	Addresses: []string{"url"},
	WebPages:  true,
	Symptoms: []Symptom{
		{Texts: []string{"invalid header field"}, Plain: true, Field: "headers",
			What: "headers has a name or a value that no header can have",
			Next: "Write names and values by turns, without spaces around the commas: Cookie,session=1"},
		{Texts: []string{"http remotes are read only"}, Plain: true, Field: engine.Verify,
			What: "Nothing can be written over HTTP",
			Next: `Set verify = "read"`},
		{Status: 401, Unless: []string{"headers"}, Field: "url", Plain: true,
			What: "The server asks who signs in, or refused the user and the password in url",
			Next: "Write them into url as https://user:password@host/, or set headers"},
		{Status: 401, Field: "headers", Plain: true,
			What: "The server refused what the headers say",
			Next: "Check headers, or write a user and a password into url"},
		{Texts: []string{"can't parse content type"}, Plain: true, Field: "url",
			What: "The address is not that of a folder: what answered is no web page",
			Next: "Set url to a page that lists files"},
		{Texts: []string{Nowhere}, Root: true, Plain: true, Field: "url",
			What: "There is no such folder on the server",
			Next: "Check the path of url"},
		{Status: 403, Root: true, Plain: true, Field: "url",
			What: "The server does not list the folder",
			Next: "Set url to a folder that it lists: many list none"},
	},
}
