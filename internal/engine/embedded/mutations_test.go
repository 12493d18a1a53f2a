package embedded

import (
	"bufio"
	"errors"
	"io"
	"maps"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/storagetest"
)

// A mutation is one thing that goes wrong with a value on its way into a
// configuration. It returns nil for a field that is left out.
type mutation struct {
	name string
	of   func(value string, others []string) *string
}

var mutations = []mutation{
	{"a space in front", func(v string, _ []string) *string { v = " " + v; return &v }},
	{"a space at the end", func(v string, _ []string) *string { v += " "; return &v }},
	{"a line break of Windows at the end", func(v string, _ []string) *string { v += "\r\n"; return &v }},
	{"a space within", func(v string, _ []string) *string { v = v[:len(v)/2] + " " + v[len(v)/2:]; return &v }},
	{"a line break at the end", func(v string, _ []string) *string { v += "\n"; return &v }},
	{"no scheme", func(v string, _ []string) *string {
		if _, rest, ok := strings.Cut(v, "://"); ok {
			v = rest
		}
		return &v
	}},
	{"a scheme in front", func(v string, _ []string) *string { v = "s3://" + v; return &v }},
	{"left out", func(string, []string) *string { return nil }},
	{"empty", func(string, []string) *string { v := ""; return &v }},
	{"another field's value", func(v string, others []string) *string {
		if len(others) > 0 {
			v = others[0]
		}
		return &v
	}},
	{"other case", func(v string, _ []string) *string {
		// Of an address, what is the same in any case.
		if scheme, rest, ok := strings.Cut(v, "://"); ok {
			host, _, _ := strings.Cut(rest, "/")
			v = strings.ToUpper(scheme+"://"+host) + rest[len(host):]
			return &v
		}
		v = strings.Map(func(r rune) rune {
			if lower := []rune(strings.ToLower(string(r))); lower[0] != r {
				return lower[0]
			}
			return []rune(strings.ToUpper(string(r)))[0]
		}, v)
		return &v
	}},
}

// extras are values that a storage does without, of fields that say how it is reached or
// read.
var extras = map[string]func(*testing.T, *storagetest.Service) catalog.Values{
	"b2": func(_ *testing.T, s *storagetest.Service) catalog.Values {
		return catalog.Values{"download_url": s.Values["endpoint"]}
	},
	"sftp by password": byProxy,
	"ftp":              byProxy,
}

func byProxy(t *testing.T, _ *storagetest.Service) catalog.Values {
	return catalog.Values{"http_proxy": "http://" + tunnel(t)}
}

// tunnel is a proxy that connects with whatever it is asked for.
func tunnel(t *testing.T) string {
	return listen(t, func(c net.Conn) {
		from := bufio.NewReader(c)
		r, err := http.ReadRequest(from)
		if err != nil {
			return
		}
		to, err := net.Dial("tcp", r.Host)
		if err != nil {
			_, _ = io.WriteString(c, "HTTP/1.1 502 Bad Gateway\r\n\r\n")
			return
		}
		_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\n\r\n")
		go func() {
			_, _ = io.Copy(to, from)
			_ = to.Close()
		}()
		_, _ = io.Copy(c, to)
	})
}

// Whatever goes wrong with one value of a configuration that works, it still works, or
// the error is on that value: at plan if that is possible, or when it is verified.
func TestMutations(t *testing.T) {
	t.Parallel()
	var judgements atomic.Int64
	t.Cleanup(func() {
		if n := judgements.Load(); n < 800 {
			t.Errorf("%d mutations, want 800 at least", n)
		}
	})
	for _, service := range storages {
		t.Run(service.name, func(t *testing.T) {
			t.Parallel()
			s := started(t, service.start)
			e := New(Options{Children: 1})
			t.Cleanup(func() { _ = e.Close() })
			e.pool.env, e.pool.authorities = environmentOf(s)
			depth := engine.VerifyList
			if more := extras[service.name]; more != nil {
				maps.Copy(s.Values, more(t, s))
				depth = engine.VerifyRead
				if _, err := e.Connect(t.Context(), right(s)); err != nil {
					t.Fatalf("with the extras: %v", err)
				}
			}
			for _, name := range slices.Sorted(maps.Keys(s.Values)) {
				f := right(s).Backend.Field(name)
				value, ok := s.Values[name].(string)
				if !ok {
					continue
				}
				for _, m := range mutations {
					spec := right(s)
					spec.Verify = depth
					spec.Values = maps.Clone(spec.Values)
					mutated := m.of(value, othersOf(s, name))
					if mutated != nil && *mutated == value {
						continue
					}
					if mutated == nil {
						delete(spec.Values, name)
					} else {
						spec.Values[name] = *mutated
					}
					on, said := judged(t, e, spec, f)
					if !fair(f, mutated, on, said) {
						t.Errorf("%s with %s is refused on %q: %s", name, m.name, on, said)
					}
					judgements.Add(1)
				}
			}
		})
	}
}

func othersOf(s *storagetest.Service, name string) (others []string) {
	for _, other := range slices.Sorted(maps.Keys(s.Values)) {
		if v, ok := s.Values[other].(string); ok && other != name && v != s.Values[name] {
			others = append(others, v)
		}
	}
	return others
}

// fair reports whether a verdict leads to the field that is to blame: it is on it, names it
// where the storage does not tell which of several is wrong, or says of the whole that
// something is missing where the field was left out.
func fair(f *catalog.Field, mutated *string, on, said string) bool {
	for _, beginning := range unexplained {
		if strings.HasPrefix(said, beginning) && on != f.Name {
			return false
		}
	}
	leftOut := mutated == nil || *mutated == ""
	return said == "" || on == f.Name || on == "" && leftOut || slices.Contains(words.FindAllString(said, -1), f.Name)
}

var words = regexp.MustCompile(`[a-z0-9_]+`)

// judged is on which field an apply with a configuration fails, "" for the whole, and
// what it says.
func judged(t *testing.T, e *Engine, spec engine.Spec, f *catalog.Field) (on, said string) {
	t.Helper()
	c := catalog.Config{Values: spec.Values, Wrong: map[string]*catalog.Finding{}}
	if written, ok := spec.Values[f.Name].(string); ok {
		if _, wrong := f.Parse(written); wrong != nil {
			c.Wrong[f.Name] = wrong
		}
	}
	for _, found := range spec.Backend.Check(c) {
		if !found.Warns {
			return found.Field, found.Error()
		}
	}
	// Nobody's storage but the test's own is asked.
	if address, _ := spec.Values[f.Name].(string); f.Tells == catalog.Server && !strings.Contains(address, "127.0.0.1") {
		return "", ""
	}
	_, err := e.Connect(t.Context(), spec)
	var refusal *engine.Error
	if errors.As(err, &refusal) {
		return refusal.Field, refusal.Error()
	}
	if err != nil {
		t.Errorf("%s: %v", f.Name, err)
	}
	return "", ""
}
