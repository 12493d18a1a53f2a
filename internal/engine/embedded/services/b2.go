package services

var b2 = Service{
	Name:      "b2",
	NeverHTML: true,
	Addresses: []string{"endpoint"},
	// Otherwise rclone only hides what a verification wrote, and the bytes stay.
	Writes: map[string]string{"hard_delete": "true"},
	Symptoms: []Symptom{
		// The service says where to ask next; nothing else says that.
		{Texts: []string{`unsupported protocol scheme ""`}, Plain: true, Address: true, What: Bare.What, Next: Bare.Next},
		{Texts: []string{"account not found"}, Plain: true, Field: "account",
			What: "The account is missing",
			Next: "Set account to an application key id"},
		{Texts: []string{"key not found"}, Plain: true, Field: "key",
			What: "The key is missing",
			Next: "Set key to the application key"},
		{Texts: []string{"failed to authenticate: "}, Status: 401,
			What: "The application key id or the application key is wrong",
			Next: "Check account and key: B2 does not say which of them it is"},
		{Texts: []string{"chunk size: "}, Field: "chunk_size",
			What: "The part size is not possible with the embedded engine",
			Next: "Set chunk_size to at least 5242880"},
		{Texts: []string{"upload cutoff: "}, Field: "upload_cutoff",
			What: "The limit for uploads in one part is not possible",
			Next: "Set upload_cutoff to at least chunk_size and at most 5000000000"},
		// rclone says that a bucket is missing when it was not allowed to look for it.
		{Texts: []string{"401", "403", Nowhere}, Refused: 401,
			What: "The key is known, but lacks the capability listBuckets or listFiles",
			Next: "Make a key that has both; for one bucket only, choose the bucket when you make it"},
	},
}
