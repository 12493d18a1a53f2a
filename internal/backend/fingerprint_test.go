package backend

import (
	"crypto/pbkdf2"
	"crypto/sha256"
	"maps"
	"slices"
	"strings"
	"testing"
)

func TestFingerprintTellsWhatChanged(t *testing.T) {
	t.Parallel()
	sent := newFingerprint(map[string]string{"key": "k", "token": "t"})
	for name, test := range map[string]struct {
		made fingerprint
		now  map[string]string
		want []string
	}{
		"the same":              {sent, map[string]string{"token": "t", "key": "k"}, nil},
		"one differs":           {sent, map[string]string{"key": "k", "token": "u"}, []string{"token"}},
		"one went":              {sent, map[string]string{"key": "k"}, []string{"token"}},
		"one came":              {sent, map[string]string{"key": "k", "token": "t", "secret": "s"}, []string{"secret"}},
		"values changed places": {sent, map[string]string{"key": "t", "token": "k"}, []string{"key", "token"}},
		"all went":              {sent, nil, []string{"key", "token"}},
		"the first":             {fingerprint{}, map[string]string{"key": "k"}, []string{"key"}},
		"none at all":           {fingerprint{}, nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := slices.Sorted(maps.Keys(test.made.changed(test.now))); !slices.Equal(got, test.want) {
				t.Errorf("changed %v, want %v", got, test.want)
			}
		})
	}
}

// Nobody can tell from two states whether two backends share a secret.
func TestFingerprintsOfOneSecretDiffer(t *testing.T) {
	t.Parallel()
	values := map[string]string{"key": "k"}
	one := newFingerprint(values)
	two := newFingerprint(values)
	if slices.Equal(one.All, two.All) || slices.Equal(one.Fields["key"], two.Fields["key"]) {
		t.Error("two fingerprints of one value are the same")
	}
}

// The cost of a plan over unchanged write-only values: at most 20 ms of CPU.
func BenchmarkFingerprintUnchanged(b *testing.B) {
	values := map[string]string{"secret_access_key": strings.Repeat("s", 40), "session_token": strings.Repeat("t", 400)}
	sent := newFingerprint(values)
	for b.Loop() {
		if changed := sent.changed(values); len(changed) > 0 {
			b.Fatal(changed)
		}
	}
}

// While the hash of all values is the same, no hash of a single one is looked at.
func TestOneHashTellsThatNothingChanged(t *testing.T) {
	t.Parallel()
	values := map[string]string{"key": "k", "token": "t"}
	sent := newFingerprint(values)
	sent.Fields = map[string][]byte{"key": []byte("another"), "token": nil}
	if changed := sent.changed(values); len(changed) != 0 {
		t.Errorf("changed %v", changed)
	}
}

// To guess a single value from a state that got lost costs as much as to guess all
// of them: 60,000 rounds.
func TestEveryHashIsAsSlow(t *testing.T) {
	t.Parallel()
	sent := newFingerprint(map[string]string{"key": "k"})
	for text, hash := range map[string][]byte{`{"key":"k"}`: sent.All, "key\x00k": sent.Fields["key"]} {
		want, err := pbkdf2.Key(sha256.New, text, sent.Salt, 60_000, 32)
		if err != nil || !slices.Equal(hash, want) {
			t.Errorf("the hash of %q is %x, want %x, %v", text, hash, want, err)
		}
	}
}
