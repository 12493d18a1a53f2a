package backend

import (
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
)

// fingerprintRounds makes it slow to guess a secret from a leaked state: some 10 ms of
// CPU a guess. The common case, in which nothing changed, costs one guess.
const fingerprintRounds = 60_000

// A fingerprint says whether write-only values are the ones that it was made of, and
// which are not. The zero fingerprint is of no values.
type fingerprint struct {
	Salt []byte `json:"salt"`
	// All is of all values together, so that one hash shows that none changed. It is empty
	// if ignore_changes hides some of them.
	All []byte `json:"all"`
	// Fields are of single values. They are compared only if All differs.
	Fields map[string][]byte `json:"fields"`
}

func newFingerprint(values map[string]string) fingerprint {
	if len(values) == 0 {
		return fingerprint{}
	}
	f := fingerprint{Salt: make([]byte, 16), Fields: map[string][]byte{}}
	_, _ = rand.Read(f.Salt) // never fails
	f.All = f.hashAll(values)
	for name, value := range values {
		f.Fields[name] = f.hashOne(name, value)
	}
	return f
}

func (f fingerprint) hash(text string) []byte {
	// It fails only where the salt or the hash is too short for FIPS 140.
	hash, _ := pbkdf2.Key(sha256.New, text, f.Salt, fingerprintRounds, sha256.Size)
	return hash
}

func (f fingerprint) hashOne(name, value string) []byte { return f.hash(name + "\x00" + value) }

func (f fingerprint) hashAll(values map[string]string) []byte {
	text, _ := json.Marshal(values) // a map of texts, sorted by name: it cannot fail
	return f.hash(string(text))
}

// changed returns the names whose values differ from the fingerprint's, or were added
// or removed.
func (f fingerprint) changed(values map[string]string) map[string]bool {
	names := map[string]bool{}
	if len(f.Fields) == 0 && len(values) == 0 {
		return names
	}
	if f.All != nil && subtle.ConstantTimeCompare(f.hashAll(values), f.All) == 1 {
		return names
	}
	for name := range f.Fields {
		if _, still := values[name]; !still {
			names[name] = true
		}
	}
	for name, value := range values {
		if !f.has(name, value) {
			names[name] = true
		}
	}
	return names
}

// has reports whether this value was sent for a name.
func (f fingerprint) has(name, value string) bool {
	return f.Fields[name] != nil && subtle.ConstantTimeCompare(f.hashOne(name, value), f.Fields[name]) == 1
}

// after returns the fingerprint to keep once the written values were sent and the
// names in kept stayed as they were.
func (f fingerprint) after(written map[string]string, kept []string) fingerprint {
	next := fingerprint{Salt: f.Salt, Fields: map[string][]byte{}}
	for _, name := range kept {
		if _, again := written[name]; !again && f.Fields[name] != nil {
			next.Fields[name] = f.Fields[name]
		}
	}
	if len(next.Fields) == 0 {
		return newFingerprint(written)
	}
	for name, value := range written {
		next.Fields[name] = f.hashOne(name, value)
	}
	return next
}
