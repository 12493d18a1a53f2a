package services

var imageKit = Service{
	Name:      "imagekit",
	NeverHTML: true,
	Unheard:   true,
	Symptoms: []Symptom{
		{Texts: []string{"cannot be authenticated"}, Field: "private_key",
			What: "The private key is wrong",
			Next: "Copy the private key of ImageKit's developer options"},
	},
}
