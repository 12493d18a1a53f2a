package docs

import (
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

func TestProofTable(t *testing.T) {
	t.Parallel()
	const want = "| `verify` | What it proves |\n|---|---|\n" +
		"| `none` | Nothing. The storage is not asked, and `connected` is `false`. |\n" +
		"| `list`, or not set | It lists what there is. |\n" +
		"| `read` | It lists, and opens the first object that it finds: objects can be read. |\n" +
		"| `write` | It lists, stores a few bytes as `hoody-verify-<16 hexadecimal digits>.txt`, reads them back, compares " +
		"and removes them: writing, reading and deleting are allowed. Folders must exist. |"
	b := &catalog.Backend{Verified: "It lists what there is.", VerifiedWrite: "Folders must exist."}
	if got := proofTable(b); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestProofOfWhatIsNeverWritten(t *testing.T) {
	t.Parallel()
	const want = "Nothing: it is refused. Nothing can be written over HTTP."
	if got := writing(&catalog.Backend{NeverWritten: "Nothing can be written over HTTP."}); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestProofOfWhatIsGoodForOneUse(t *testing.T) {
	t.Parallel()
	b := &catalog.Backend{Title: "Vault", Fields: []catalog.Field{{Name: "token", Kind: catalog.Token, OneUse: true}}}
	const want = " A refresh token of Vault may be good for one use, and Hoody needs it: the access token in `token` is used while " +
		"it is good, and once it has expired a refresh asks nobody, and an apply is refused."
	if got := oneUse(b); got != want {
		t.Errorf("got %q", got)
	}
	if got := oneUse(&catalog.Backend{}); got != "" {
		t.Errorf("got %q of a backend without", got)
	}
}
