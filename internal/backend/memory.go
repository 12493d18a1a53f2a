package backend

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// memoryKey keeps the memory in the private state.
const memoryKey = "memory"

// Keys of the private state before there was a memory: what was sent, and the mark
// of an import. They are read until something is remembered.
const (
	fingerprintKey = "write_only"
	importedKey    = "imported"
)

// memoryVersion is the format that is written. A newer one is not read.
const memoryVersion = 1

// A memory is what a resource keeps of itself in its private state. It is read once
// and written once in a call.
type memory struct {
	Version int `json:"version"`
	// Imported says that an import made the state: the service never gives a
	// configuration back, so null values say nothing until the first update has
	// recorded them. Unrecorded are the fields that it could not record, because
	// ignore_changes hides what the configuration says.
	Imported   bool     `json:"imported,omitempty"`
	Unrecorded []string `json:"unrecorded,omitempty"`
	// Listed is what the service listed of an import.
	Listed *listed `json:"listed,omitempty"`
	// Sent is of the write-only values that were sent last.
	Sent fingerprint `json:"sent,omitzero"`
	// Doubt are the credentials whose rotation got no answer: the service may have
	// the old ones or the new ones, until a rotation of them succeeds.
	Doubt []string `json:"doubt,omitempty"`
	// Ignored are the write-only values that ignore_changes was seen to hide.
	Ignored []string `json:"ignored,omitempty"`
	// Planned is what a plan tells its apply.
	Planned *planned `json:"planned,omitempty"`
}

// A planned is what only the plan knows. Terraform plans with the configuration
// that ignore_changes leaves and applies with the whole one.
type planned struct {
	// Twins are the fields whose write-only values the plan could see.
	Twins []string `json:"twins"`
}

// A listed is what the service tells of the backend that an import found.
type listed struct {
	Server string `json:"server,omitempty"`
	User   string `json:"user,omitempty"`
}

func readMemory(ctx context.Context, private privateReader) (m memory, diags diag.Diagnostics) {
	data, diags := private.GetKey(ctx, memoryKey)
	if len(data) == 0 {
		return oldMemory(ctx, private)
	}
	switch err := json.Unmarshal(data, &m); {
	case err != nil:
		addUnreadable(&diags, err.Error())
	case m.Version > memoryVersion:
		addUnreadable(&diags, fmt.Sprintf("A newer provider wrote it (version %d, and this one reads %d).\nUse that provider, or a newer one.",
			m.Version, memoryVersion))
	}
	return m, diags
}

// oldMemory reads what was kept before there was a memory.
func oldMemory(ctx context.Context, private privateReader) (m memory, diags diag.Diagnostics) {
	mark, diags := private.GetKey(ctx, importedKey)
	m.Imported = string(mark) == "true"
	data, more := private.GetKey(ctx, fingerprintKey)
	diags.Append(more...)
	if len(data) > 0 {
		if err := json.Unmarshal(data, &m.Sent); err != nil {
			addUnreadable(&diags, err.Error())
		}
	}
	return m, diags
}

func addUnreadable(diags *diag.Diagnostics, why string) {
	diags.AddError("The private state cannot be read", why)
}

// save writes the memory, in place of what was kept before there was one.
func (m memory) save(ctx context.Context, private privateWriter) (diags diag.Diagnostics) {
	m.Version = memoryVersion
	data, err := json.Marshal(m)
	if err != nil {
		diags.AddError("The private state cannot be written", err.Error())
		return diags
	}
	for key, value := range map[string][]byte{memoryKey: data, fingerprintKey: nil, importedKey: nil} {
		diags.Append(private.SetKey(ctx, key, value)...)
	}
	return diags
}

// trusts says that the state does not know what the service has for a field: the
// configuration's word is taken for it.
func (m memory) trusts(f *catalog.Field) bool {
	return m.Imported || slices.Contains(m.Unrecorded, f.Name)
}

func (m memory) doubts(f *catalog.Field) bool { return slices.Contains(m.Doubt, f.Name) }

// doubting is the memory after a rotation without an answer.
func (m memory) doubting(credentials map[string]*string) memory {
	for name := range credentials {
		if !slices.Contains(m.Doubt, name) {
			m.Doubt = append(m.Doubt, name)
		}
	}
	slices.Sort(m.Doubt)
	return m
}
