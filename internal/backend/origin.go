package backend

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// originKey keeps, in the private state, a mark of the service that made a
// backend. A backend that is unknown at another service did not vanish: the
// provider was pointed elsewhere, and taking that for "gone" would connect
// everything anew there and orphan what stands here.
const originKey = "origin"

// An originMark is a salted hash, because a service's address can be a
// credential.
type originMark struct {
	Salt []byte `json:"salt"`
	Hash []byte `json:"hash"`
}

// privateWriter is the part of the framework's private state that is written here.
type privateWriter interface {
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

func newOriginMark(origin string) originMark {
	salt := make([]byte, 16)
	_, _ = rand.Read(salt) // never fails
	return originMark{Salt: salt, Hash: originHash(salt, origin)}
}

func originHash(salt []byte, origin string) []byte {
	sum := sha256.Sum256(append(append([]byte{}, salt...), origin...))
	return sum[:]
}

// markOrigin records which service has the backend now.
func markOrigin(ctx context.Context, private privateWriter, origin string) diag.Diagnostics {
	if origin == "" {
		return nil
	}
	mark, err := json.Marshal(newOriginMark(origin))
	if err != nil {
		return diag.Diagnostics{diag.NewErrorDiagnostic("Internal error", err.Error())}
	}
	return private.SetKey(ctx, originKey, mark)
}

// origin compares the service of a backend with the one configured now.
type origin uint8

const (
	unmarked origin = iota // by an import, before its first read
	same
	elsewhere
)

func originOf(ctx context.Context, private privateReader, s engine.Selection) (origin, diag.Diagnostics) {
	data, diags := private.GetKey(ctx, originKey)
	var mark originMark
	if len(data) == 0 || s.Origin == "" || json.Unmarshal(data, &mark) != nil {
		return unmarked, diags
	}
	if subtle.ConstantTimeCompare(mark.Hash, originHash(mark.Salt, s.Origin)) == 1 {
		return same, diags
	}
	return elsewhere, diags
}

const (
	elsewhereSummary = "This backend was connected at another endpoint"
	elsewhereAdvice  = "The configured service does not have it, and the provider was pointed elsewhere since it was made.\n" +
		"Set the endpoint that made it. If it is really given up there, set allow_endpoint_change = true on the provider to go on here."
)
