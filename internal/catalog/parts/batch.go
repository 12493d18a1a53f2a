package parts

import (
	"slices"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// Batch returns the fields for uploads that are committed several at a time, of which
// a service accepts at most that many.
func Batch(most int64) []catalog.Field {
	return []catalog.Field{
		{
			Name: "batch_commit_timeout", Group: catalog.Transfer, Kind: catalog.Seconds, Default: 600,
			Doc: "Maximum number of seconds to wait until uploads that are committed together are stored.",
		},
		{
			Name: "batch_mode", Group: catalog.Transfer, Default: "sync", Shape: batchMode,
			Doc: "How uploads are committed: several at once, and each is waited for (`sync`), several at once without waiting (`async`), or one by one (`off`).",
		},
		{
			Name: "batch_size", Group: catalog.Transfer, Kind: catalog.Int, Most: most,
			Doc: "Maximum number of uploads that are committed at once. `0` is as many as suit `batch_mode`.",
		},
		{
			Name: "batch_timeout", Group: catalog.Transfer, Kind: catalog.Seconds,
			Doc: "Seconds without another upload after which those that wait are committed. `0` is what suits `batch_mode`.",
		},
	}
}

// batchMode accepts one of three words, which the documentation has in a sentence and
// not in a list.
func batchMode(_ *catalog.Field, value string) *catalog.Finding {
	if slices.Contains([]string{"sync", "async", "off"}, value) {
		return nil
	}
	return &catalog.Finding{Summary: "is no way to commit uploads", Detail: "It is `sync`, `async` or `off`."}
}
