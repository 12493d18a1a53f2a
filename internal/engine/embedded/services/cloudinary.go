package services

var cloudinary = Service{
	Name:      "cloudinary",
	NeverHTML: true,
	Symptoms: []Symptom{
		{Texts: []string{"api_secret mismatch", "Invalid Signature"}, Field: "api_secret",
			What: "The API secret does not belong to the API key",
			Next: "Copy secret and key of the same line in Cloudinary's console"},
		{Texts: []string{"unknown api_key"}, Field: "api_key",
			What: "The storage does not know the API key",
			Next: "Check api_key"},
		{Texts: []string{"cloud_name mismatch"}, Field: "cloud_name",
			What: "The API key belongs to another environment",
			Next: "Set cloud_name to the key's environment"},
	},
}
