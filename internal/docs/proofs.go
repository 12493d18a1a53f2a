package docs

import (
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// proofTable returns what each depth of a verification proves for a backend.
func proofTable(b *catalog.Backend) string {
	rows := []string{
		"| `verify` | What it proves |",
		"|---|---|",
		"| `none` | Nothing. The storage is not asked, and `connected` is `false`. |",
	}
	if b.Proves == catalog.Unproven {
		return strings.Join(append(rows, "| anything else, or not set | Nothing: it is refused. "+b.Verified+" |"), "\n")
	}
	rows = append(rows,
		"| `list`, or not set | "+b.Verified+reach(b)+oneUse(b)+" |",
		"| `read` | It lists, and opens the first object that it finds: objects can be read."+
			more(b.VerifiedRead)+" |",
		"| `write` | "+writing(b)+" |",
	)
	return strings.Join(rows, "\n")
}

func writing(b *catalog.Backend) string {
	if b.NeverWritten != "" {
		return "Nothing: it is refused. " + b.NeverWritten
	}
	return "It lists, stores a few bytes as `hoody-verify-<16 hexadecimal digits>.txt`, reads them back, compares and " +
		"removes them: writing, reading and deleting are allowed." + more(b.VerifiedWrite)
}

// reach says that credentials are not proven, if there are none.
func reach(b *catalog.Backend) string {
	if b.Proves == catalog.Reach {
		return " It proves that the storage is reached, and nothing about credentials."
	}
	return ""
}

// oneUse says what happens to a token that trying would use up.
func oneUse(b *catalog.Backend) string {
	for i := range b.Fields {
		if f := &b.Fields[i]; f.OneUse {
			return " A refresh token of " + b.Title + " may be good for one use, and Hoody needs it: the access token in `" +
				f.Attribute() + "` is used while it is good, and once it has expired a refresh asks nobody, and an " +
				"apply is refused."
		}
	}
	return ""
}

func more(sentence string) string {
	if sentence == "" {
		return ""
	}
	return " " + sentence
}
