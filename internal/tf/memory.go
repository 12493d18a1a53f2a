package tf

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// MemoryKey is where a resource keeps its memory in the private state: one JSON
// object, which has a version of its own, "version".
const MemoryKey = "memory"

type (
	// A PrivateReader is the part of the framework's private state that reads.
	PrivateReader interface {
		GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
	}
	// A PrivateWriter is the part of the framework's private state that writes.
	PrivateWriter interface {
		SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
	}
)

// versioned is what the memories of all versions have.
type versioned struct {
	Version int `json:"version"`
}

// ReadMemory reads a resource's memory, and returns the version in which it was kept;
// 0 means that there is none. A version newer than the newest that the resource knows
// is an error.
func ReadMemory(
	ctx context.Context, private PrivateReader, newest int, memory any,
) (version int, diags diag.Diagnostics) {
	data, diags := private.GetKey(ctx, MemoryKey)
	if len(data) == 0 {
		return 0, diags
	}
	const unreadable = "The private state cannot be read"
	var kept versioned
	err := json.Unmarshal(data, &kept)
	if err == nil && kept.Version > newest {
		diags.AddError(unreadable, fmt.Sprintf("A newer provider wrote it (version %d, and this one reads %d).\n"+
			"Use that provider, or a newer one.", kept.Version, newest))
		return kept.Version, diags
	}
	if err == nil {
		err = json.Unmarshal(data, memory)
	}
	if err != nil {
		diags.AddError(unreadable, err.Error())
	}
	return kept.Version, diags
}

// SaveMemory writes a resource's memory, and removes what was kept under other keys
// before there was one.
func SaveMemory(ctx context.Context, private PrivateWriter, memory any, before ...string) (diags diag.Diagnostics) {
	data, err := json.Marshal(memory)
	if err != nil {
		diags.AddError("The private state cannot be written", err.Error())
		return diags
	}
	for _, key := range before {
		diags.Append(private.SetKey(ctx, key, nil)...)
	}
	diags.Append(private.SetKey(ctx, MemoryKey, data)...)
	return diags
}

// InDoubt adds the names of what was sent and got no answer to the names that were in
// doubt before.
func InDoubt[Values ~map[string]V, V any](before []string, sent Values) []string {
	names := slices.AppendSeq(slices.Clone(before), maps.Keys(sent))
	slices.Sort(names)
	return slices.Compact(names)
}
