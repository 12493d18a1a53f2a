// Package origin marks in a resource's private state where the resource was made: the
// place and the account. A resource that is unknown elsewhere has not disappeared: the
// provider was pointed to another place, or has the token of another account. To take
// that for "gone" would make everything a second time there, and orphan what is here.
// It knows no kinds of resource. Begin with Mark.Look.
package origin

import (
	"context"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/tf"
)

// A Mark is a salted hash, because a place can be a credential, and a token is one.
// The zero mark is that of an import that was not read yet.
type Mark struct {
	Salt []byte `json:"salt"`
	// Slow is a hash of the place and the account.
	Slow []byte `json:"slow,omitempty"`
	// Hash is a hash of the place alone, which version 0.1 wrote instead.
	Hash []byte `json:"hash,omitempty"`
}

// OldKey is the key in the private state that had the mark before a resource's memory
// did.
const OldKey = "origin"

// ReadOld returns the mark that was kept under a key of its own, or the zero mark if
// it cannot be read.
func ReadOld(ctx context.Context, private tf.PrivateReader) (m Mark, diags diag.Diagnostics) {
	data, diags := private.GetKey(ctx, OldKey)
	if len(data) == 0 || json.Unmarshal(data, &m) != nil {
		return Mark{}, diags
	}
	return m, diags
}

// salt returns the salt of all marks that this process writes, so that they cost one
// hash together.
var salt = sync.OnceValue(func() []byte {
	s := make([]byte, 16)
	_, _ = rand.Read(s) // never fails
	return s
})

// rounds makes it slow to guess a token from a leaked state. Tokens are long and
// random, so some milliseconds of CPU are enough.
const rounds = 20_000

// hashes has what slow has computed, by its input.
var hashes sync.Map

// slow hashes a place and an account, once for each salt.
func slow(salt []byte, s engine.Selection) []byte {
	secret := s.Origin + "\x00" + s.Account
	compute, _ := hashes.LoadOrStore(string(salt)+secret, sync.OnceValue(func() []byte {
		key, err := pbkdf2.Key(sha256.New, secret, salt, rounds, 32)
		if err != nil { // only where the salt is too short for FIPS 140
			return nil
		}
		return key
	}))
	return compute.(func() []byte)()
}

// fast hashes a place as version 0.1 did.
func fast(salt []byte, place string) []byte {
	sum := sha256.Sum256(append(append([]byte{}, salt...), place...))
	return sum[:]
}

// At returns the mark for what is at the service behind the engine. Without a service
// the mark stays as it was.
func (m Mark) At(s engine.Selection) Mark {
	if s.Origin == "" {
		return m
	}
	return Mark{Salt: salt(), Slow: slow(salt(), s)}
}

// An Origin is the result of comparing a mark with what is configured now.
type Origin uint8

const (
	// Unmarked means that there is no mark: an import was not read yet, or no service is
	// behind the engine.
	Unmarked Origin = iota
	// Same means the place and the account of the mark.
	Same
	// Older means the place of a mark that does not have the account.
	Older
	// Elsewhere means another place or another account, which cannot say that something is
	// gone.
	Elsewhere
	// Moved means elsewhere, but it is believed because the configuration says so
	// (allow_endpoint_change).
	Moved
)

// Compare compares the mark with the service behind the engine.
func (m Mark) Compare(s engine.Selection) Origin {
	switch {
	case m.Salt == nil || s.Origin == "":
		return Unmarked
	case m.Slow != nil && equal(m.Slow, slow(m.Salt, s)):
		return Same
	case m.Slow == nil && equal(m.Hash, fast(m.Salt, s.Origin)):
		return Older
	case s.AllowOriginChange:
		return Moved
	}
	return Elsewhere
}

func equal(a, b []byte) bool { return subtle.ConstantTimeCompare(a, b) == 1 }

// Look calls find for what a resource manages, and returns how its mark compares and
// what the result of find means. If one resource with a mark is found, all with that
// mark are known to be here: a token that differs in every run changes every mark, and
// does not mean elsewhere. Look returns ErrElsewhere for an ErrNotFound that must not
// be believed.
func (m Mark) Look(ctx context.Context, s engine.Selection, find func() error) (Origin, error) {
	from := m.Compare(s)
	err := find()
	if from != Elsewhere {
		return from, err
	}
	w := witnesses.of(m, s)
	switch {
	case err == nil:
		w.testify()
	case errors.Is(err, engine.ErrNotFound) && !w.wait(ctx):
		err = ErrElsewhere
	}
	return from, err
}

// ErrElsewhere says that something is unknown at a place where it was not made.
var ErrElsewhere = errors.New("made at another endpoint or by another account")

// AddElsewhere reports ErrElsewhere for what a resource manages, such as a "backend".
// name is its name in errors.
func AddElsewhere(diags *diag.Diagnostics, thing, name string) {
	diags.AddError("This "+thing+" was connected elsewhere",
		"Hoody, as it is configured now, does not know the "+thing+" "+name+
			", and the endpoint or the account has changed since it was made.\n"+
			"Switch back to that endpoint, or to a token of that account, or name its container with container_id. "+
			"If it is gone for good, set allow_endpoint_change = true on the provider to make it here.")
}

// Check comes before a change or a removal of what a resource manages. It reports what
// is unknown elsewhere, before anything is sent there, and returns whether to go on.
func (m Mark) Check(
	ctx context.Context, s engine.Selection, thing, name string, find func() error, diags *diag.Diagnostics,
) (Origin, bool) {
	from := m.Compare(s)
	if from != Elsewhere {
		return from, !diags.HasError()
	}
	_, err := m.Look(ctx, s, find)
	switch {
	case errors.Is(err, ErrElsewhere):
		AddElsewhere(diags, thing, name)
	case err != nil && !errors.Is(err, engine.ErrNotFound) && !errors.Is(err, engine.ErrAway):
		summary := "It cannot be checked where the " + thing + " " + name + " is"
		if !(tf.Reporter{}).AddCommon(s, diags, summary, err) {
			diags.AddError(summary, err.Error())
		}
	}
	return from, !diags.HasError()
}
