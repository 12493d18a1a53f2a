package mount

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// memoryKey keeps the memory in the private state.
const memoryKey = "memory"

// memoryVersion is the format that is written. A newer one is not read.
const memoryVersion = 1

// A memory is what a mount keeps of itself in its private state.
type memory struct {
	Version int `json:"version"`
	// Doubt are the settings that were sent and got no answer: Hoody may have the
	// old ones or the new ones, until an answer tells.
	Doubt []string `json:"doubt,omitempty"`
}

// privateReader and privateWriter are the private state of a resource.
type privateReader interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
}

type privateWriter interface {
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

func readMemory(ctx context.Context, private privateReader) (m memory, diags diag.Diagnostics) {
	data, diags := private.GetKey(ctx, memoryKey)
	if len(data) == 0 {
		return m, diags
	}
	const unreadable = "The private state cannot be read"
	switch err := json.Unmarshal(data, &m); {
	case err != nil:
		diags.AddError(unreadable, err.Error())
	case m.Version > memoryVersion:
		diags.AddError(unreadable, fmt.Sprintf("A newer provider wrote it (version %d, and this one reads %d).\n"+
			"Use that provider, or a newer one.", m.Version, memoryVersion))
	}
	return m, diags
}

func (m memory) save(ctx context.Context, private privateWriter) (diags diag.Diagnostics) {
	m.Version = memoryVersion
	data, err := json.Marshal(m)
	if err != nil {
		diags.AddError("The private state cannot be written", err.Error())
		return diags
	}
	return private.SetKey(ctx, memoryKey, data)
}
