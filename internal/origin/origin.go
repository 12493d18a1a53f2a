// Package origin marks, in the private state of a resource, the service that has
// what the resource manages. What is unknown at another service did not vanish:
// the provider was pointed elsewhere, and taking that for "gone" would make
// everything anew there and orphan what stands here.
package origin

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// Key is where the mark is kept in the private state.
const Key = "origin"

// A Reader is the part of the framework's private state that is read here.
type Reader interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
}

// A Writer is the part of the framework's private state that is written here.
type Writer interface {
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

// A mark is a salted hash, because a service's address can be a credential.
type mark struct {
	Salt []byte `json:"salt"`
	Hash []byte `json:"hash"`
}

func newMark(origin string) mark {
	salt := make([]byte, 16)
	_, _ = rand.Read(salt) // never fails
	return mark{Salt: salt, Hash: hash(salt, origin)}
}

func hash(salt []byte, origin string) []byte {
	sum := sha256.Sum256(append(append([]byte{}, salt...), origin...))
	return sum[:]
}

// Mark records the service behind the engine.
func Mark(ctx context.Context, private Writer, s engine.Selection) diag.Diagnostics {
	if s.Origin == "" {
		return nil
	}
	data, err := json.Marshal(newMark(s.Origin))
	if err != nil {
		return diag.Diagnostics{diag.NewErrorDiagnostic("Internal error", err.Error())}
	}
	return private.SetKey(ctx, Key, data)
}

// An Origin compares the service of a mark with the one configured now.
type Origin uint8

const (
	// Unmarked is what an import has made, before its first read.
	Unmarked Origin = iota
	// Same is the service of the mark.
	Same
	// Elsewhere is another service, whose word on what is gone does not count.
	Elsewhere
	// Moved is another service, whose word counts because the configuration says
	// so (allow_endpoint_change).
	Moved
)

// Of compares the mark with the service behind the engine.
func Of(ctx context.Context, private Reader, s engine.Selection) (Origin, diag.Diagnostics) {
	data, diags := private.GetKey(ctx, Key)
	var m mark
	switch {
	case len(data) == 0 || s.Origin == "" || json.Unmarshal(data, &m) != nil:
		return Unmarked, diags
	case subtle.ConstantTimeCompare(m.Hash, hash(m.Salt, s.Origin)) == 1:
		return Same, diags
	case s.AllowOriginChange:
		return Moved, diags
	}
	return Elsewhere, diags
}

// AddElsewhere reports that what a resource manages ("backend", "mount") is
// unknown at a service that did not make it.
func AddElsewhere(diags *diag.Diagnostics, thing string) {
	diags.AddError("This "+thing+" was connected at another endpoint",
		"The configured service does not have it, and the provider was pointed elsewhere since it was made.\n"+
			"Set the endpoint that made it. If it is really given up there, set allow_endpoint_change = true on the provider to go on here.")
}
