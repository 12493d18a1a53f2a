package docs

import (
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

func TestProofTable(t *testing.T) {
	t.Parallel()
	const want = "| `verify` | What it proves |\n|---|---|\n" +
		"| `list`, or not set | It lists what there is. |\n" +
		"| `read` | It lists, and opens the first object that it finds: the credentials may read. |\n" +
		"| `write` | It lists, stores a few bytes as `hoody-verify-<16 hexadecimal digits>.txt`, reads them back, compares " +
		"and removes them: the credentials may write, read and delete. Folders must exist. |"
	b := &catalog.Backend{Verified: "It lists what there is.", VerifiedWrite: "Folders must exist."}
	if got := proofTable(b); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
