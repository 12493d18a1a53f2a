package fastpath

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// Private is the private state of a resource, by key.
type Private map[string][]byte

// GetKey is the same as the framework's.
func (p Private) GetKey(_ context.Context, key string) ([]byte, diag.Diagnostics) {
	return p[key], nil
}
