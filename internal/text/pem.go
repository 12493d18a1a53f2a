package text

import "strings"

// canonicalPEM returns a PEM document in one line, with the two characters
// for each line break: that is how rclone reads it and Hoody documents it. A file has
// real line breaks, and one more at its end. The empty text means that it is not set.
// Its error shows nothing of the document.
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
