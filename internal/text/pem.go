package text

import "strings"

// canonicalPEM is a document in PEM in one line, with the two characters \n for each
// break of its lines: rclone reads it so, and Hoody documents it so. A file has real
// breaks, and one more at its end. The empty text is not set. Its error shows nothing of
// it.
func canonicalPEM(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	lines := strings.Split(strings.TrimSpace(strings.NewReplacer(`\r`, "", "\r", "", `\n`, "\n").Replace(s)), "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	first, last := lines[0], lines[len(lines)-1]
	if !strings.HasPrefix(first, "-----BEGIN ") || !strings.HasPrefix(last, "-----END ") || len(lines) < 3 {
		return "", &Error{
			Message: "The text is not in PEM",
			Advice:  `Give it a whole file, such as file("id_ed25519"): from -----BEGIN … to -----END ….`,
		}
	}
	return strings.Join(lines, `\n`), nil
}
