package parts

import (
	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

const memoryPoolDeprecated = "It has no effect; remove it from the configuration."

// MemoryPool has two fields of the backends that upload in parts. rclone no longer
// uses them.
var MemoryPool = []catalog.Field{
	{
		Name: "memory_pool_flush_time", Kind: catalog.Seconds, Default: 60, Deprecated: memoryPoolDeprecated,
		Doc: "Formerly the seconds after which unused upload buffers were given back. Buffers come from a pool that needs " +
			"no setting now.",
	},
	{
		Name: "memory_pool_use_mmap", Kind: catalog.Bool, Deprecated: memoryPoolDeprecated,
		Doc: "Formerly whether upload buffers were allocated outside of the program's heap. Buffers come from a pool that " +
			"needs no setting now.",
	},
}
