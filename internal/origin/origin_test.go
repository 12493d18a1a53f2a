package origin

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

var (
	production = engine.Selection{Name: engine.API, Origin: "api.hoody.com", Account: "token-of-production"}
	staging    = engine.Selection{Name: engine.API, Origin: "api.hoody.com", Account: "token-of-staging"}
	container  = engine.Selection{Name: engine.API, Origin: "p-c-files-1.srv1.containers.hoody.com"}
	offline    = engine.Selection{Name: engine.Embedded}
)

// marked is the mark of what is made there, as it is kept.
func marked(t *testing.T, s engine.Selection) Mark {
	t.Helper()
	kept, err := json.Marshal(Mark{}.At(s))
	if err != nil {
		t.Fatal(err)
	}
	return read(t, string(kept))
}

func read(t *testing.T, kept string) (m Mark) {
	t.Helper()
	if err := json.Unmarshal([]byte(kept), &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func allowing(s engine.Selection) engine.Selection {
	s.AllowOriginChange = true
	return s
}

// old is a mark as version 0.1 wrote it, for the place api.hoody.com and the salt
// 000102…0f.
const old = `{"salt":"AAECAwQFBgcICQoLDA0ODw==","hash":"0nJK10IglrUFAxMzaBbk4SymEU3+/aTL27i0RjqMfn0="}`

func TestWhereItWasMade(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		mark Mark
		now  engine.Selection
		want Origin
	}{
		{"never read", Mark{}, production, Unmarked},
		{"the same", marked(t, production), production, Same},
		{"a container, which needs no token", marked(t, container), container, Same},
		{"staging's token on production's state", marked(t, production), staging, Elsewhere},
		{"another container", marked(t, production), container, Elsewhere},
		{"another container, and that is meant", marked(t, production), allowing(container), Moved},
		{"no service", marked(t, production), offline, Unmarked},
		{"made by version 0.1, at the same place", read(t, old), production, Older},
		{"made by version 0.1, at another place", read(t, old), container, Elsewhere},
	} {
		if got := c.mark.Compare(c.now); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

// A mark shows neither the token nor the place, and a process has one salt.
func TestMarksOfAProcess(t *testing.T) {
	t.Parallel()
	one, two := marked(t, production), marked(t, production)
	if !reflect.DeepEqual(one, two) {
		t.Errorf("%v and %v", one, two)
	}
	if reflect.DeepEqual(marked(t, staging), one) {
		t.Error("two accounts have one mark")
	}
	if at := one.At(offline); !reflect.DeepEqual(at, one) {
		t.Errorf("without a service it becomes %v, want %v", at, one)
	}
}

// A thousand marks of one run cost one hash.
func TestAThousandMarksCostOneHash(t *testing.T) {
	t.Parallel()
	s := engine.Selection{Origin: "api.hoody.com", Account: "a-token-of-its-own"}
	p := marked(t, s)
	began := time.Now()
	for range 1000 {
		if got := p.Compare(s); got != Same {
			t.Fatal(got)
		}
	}
	if took := time.Since(began); took > time.Second {
		t.Errorf("took %s", took)
	}
	count := 0
	hashes.Range(func(key, _ any) bool {
		if key == string(salt())+s.Origin+"\x00"+s.Account {
			count++
		}
		return true
	})
	if count != 1 {
		t.Errorf("%d hashes", count)
	}
}

// look is a read of something that is known or not.
func look(t *testing.T, p Mark, s engine.Selection, known bool) error {
	t.Helper()
	_, err := p.Look(t.Context(), s, func() error {
		if known {
			return nil
		}
		return engine.ErrNotFound
	})
	return err
}

// In CI the token is another at every run: what is unknown is gone where something
// else of the same mark is known, in any order of reading, and elsewhere where nothing is.
func TestUnknownUnderAnotherToken(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name         string
		known, after bool
		want         error
		took         time.Duration
	}{
		{"beside a known one", true, false, engine.ErrNotFound, 0},
		{"beside a known one that is read later", true, true, engine.ErrNotFound, 500 * time.Millisecond},
		{"alone", false, false, ErrElsewhere, time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				before := engine.Selection{Origin: "api.hoody.com", Account: "yesterday-" + c.name}
				now := engine.Selection{Origin: "api.hoody.com", Account: "today-" + c.name}
				p := marked(t, before)
				read := func() {
					if err := look(t, p, now, true); err != nil {
						t.Error(err)
					}
				}
				if c.known && !c.after {
					read()
				} else if c.known {
					time.AfterFunc(500*time.Millisecond, read)
				}
				began := time.Now()
				var all sync.WaitGroup
				for range 1000 {
					all.Go(func() {
						if err := look(t, p, now, false); !errors.Is(err, c.want) {
							t.Errorf("%v, want %v", err, c.want)
						}
					})
				}
				all.Wait()
				if took := time.Since(began); took != c.took {
					t.Errorf("took %s, want %s", took, c.took)
				}
			})
		})
	}
}

// A known one of another mark says nothing.
func TestKnownUnderAnotherMark(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		now := engine.Selection{Origin: "api.hoody.com", Account: "another mark"}
		if err := look(t, marked(t, production), now, true); err != nil {
			t.Fatal(err)
		}
		if err := look(t, marked(t, staging), now, false); !errors.Is(err, ErrElsewhere) {
			t.Errorf("%v", err)
		}
	})
}

// Nothing is sent to a service that does not know what is to change or to go.
func TestCheckBeforeAnythingIsSent(t *testing.T) {
	t.Parallel()
	failed := &engine.Error{Message: "No list"}
	for _, c := range []struct {
		name string
		mark Mark
		now  engine.Selection
		find error
		want string // of the error
	}{
		{"where it was made", marked(t, production), production, errors.New("nobody asks"), ""},
		{"elsewhere, and known", marked(t, production), engine.Selection{Origin: "api.hoody.com", Account: "known"}, nil, ""},
		{"elsewhere, and away for a rotation", marked(t, production), engine.Selection{Origin: "api.hoody.com", Account: "away"}, engine.ErrAway, ""},
		{
			"elsewhere, and unknown", marked(t, production), engine.Selection{Origin: "other.example", Account: "unknown"}, engine.ErrNotFound,
			"This mount was connected elsewhere: Hoody, as it is configured now, does not know the mount mount_1, and the endpoint or the account " +
				"has changed since it was made.\nSwitch back to that endpoint, or to a token of that account, or name its container with container_id. If it is gone for good, set " +
				"allow_endpoint_change = true on the provider to make it here.",
		},
		{"elsewhere, and that is meant", marked(t, production), allowing(container), engine.ErrNotFound, ""},
		{"nobody can tell", marked(t, production), engine.Selection{Origin: "other.example", Account: "fails"}, failed, "It cannot be checked where the mount mount_1 is: No list"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var diags diag.Diagnostics
				_, ok := c.mark.Check(t.Context(), c.now, "mount", "mount_1", func() error { return c.find }, &diags)
				got := ""
				for _, d := range diags {
					got += fmt.Sprintf("%s: %s", d.Summary(), d.Detail())
				}
				if got != c.want || ok != (c.want == "") {
					t.Errorf("%t, %q, want %q", ok, got, c.want)
				}
			})
		})
	}
}
