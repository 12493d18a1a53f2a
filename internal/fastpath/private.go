package fastpath

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// Private is the private state of a resource, by key.
type Private map[string][]byte

// GetKey is as the framework's.
func (p Private) GetKey(_ context.Context, key string) ([]byte, diag.Diagnostics) {
	return p[key], nil
}

// readPrivate reads a private state. It is false where the framework would not
// give it back byte for byte, or has something of its own in it.
func readPrivate(data []byte) (Private, bool) {
	if len(data) == 0 {
		return nil, true
	}
	var p Private
	if json.Unmarshal(data, &p) != nil || len(p) == 0 {
		return nil, false
	}
	for key, value := range p {
		if strings.HasPrefix(key, ".") || !json.Valid(value) || !utf8.Valid(value) {
			return nil, false
		}
	}
	again, err := json.Marshal(p)
	return p, err == nil && bytes.Equal(again, data)
}
