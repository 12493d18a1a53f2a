package parts

import "github.com/hoody/terraform-provider-hoody/internal/catalog"

// Batch are the fields of uploads that are committed several at once.
var Batch = []catalog.Field{
	{
		Name: "batch_commit_timeout", Group: catalog.Transfer, Kind: catalog.Seconds, Default: 600,
		Doc: "Most seconds to wait until uploads that are committed together are.",
	},
	{
		Name: "batch_mode", Group: catalog.Transfer, Default: "sync",
		Doc: "How uploads are committed: several at once, and each is waited for (`sync`), several at once without waiting " +
			"(`async`), or each by itself (`off`).",
	},
	{
		Name: "batch_size", Group: catalog.Transfer, Kind: catalog.Int,
		Doc: "Most uploads that are committed at once. `0` is as many as suit `batch_mode`.",
	},
	{
		Name: "batch_timeout", Group: catalog.Transfer, Kind: catalog.Seconds,
		Doc: "Seconds without another upload after which those that wait are committed. `0` is what suits `batch_mode`.",
	},
}
