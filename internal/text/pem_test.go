package text

import "testing"

func TestPEM(t *testing.T) {
	t.Parallel()
	const advice = `Give it a whole file, such as file("id_ed25519"): from -----BEGIN … to -----END ….`
	testSpellings(t, PEM, []spelling{
		{"", ""},
		{"-----BEGIN K-----\nYWJj\nZGVm\n-----END K-----\n", `-----BEGIN K-----\nYWJj\nZGVm\n-----END K-----`},
		{"\n-----BEGIN K-----\r\nYWJj\r\n-----END K-----\r\n\r\n", `-----BEGIN K-----\nYWJj\n-----END K-----`},
		{`-----BEGIN K-----\nYWJj\n-----END K-----\n`, `-----BEGIN K-----\nYWJj\n-----END K-----`},
		{"  -----BEGIN K-----\n  YWJj\n  -----END K-----", `-----BEGIN K-----\nYWJj\n-----END K-----`},
		{
			"-----BEGIN K-----\nProc-Type: 4,ENCRYPTED\n\nYWJj\n-----END K-----\n",
			`-----BEGIN K-----\nProc-Type: 4,ENCRYPTED\n\nYWJj\n-----END K-----`,
		},
	})
	testMistakes(t, PEM, []mistake{
		{"id_ed25519", "The text is not in PEM", advice},
		{"-----BEGIN K-----", "The text is not in PEM", advice},
		{"-----BEGIN K-----\nYWJj\n", "The text is not in PEM", advice},
		{"YWJj\n-----END K-----\n", "The text is not in PEM", advice},
		{"-----BEGIN K----- YWJj -----END K-----", "The text is not in PEM", advice},
	})
}
