package embedded

import (
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/storagetest"
)

// A server whose certificate only the given authorities make good is verified with them,
// and is not without them.
func TestAuthorities(t *testing.T) {
	t.Parallel()
	s := started(t, storagetest.Cloudinary)
	env, authorities := separate(s)
	for name, c := range map[string]struct {
		authorities []byte
		wrong       string
	}{
		"given": {authorities, ""},
		"none":  {nil, "certificate"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := New(Options{Children: 1, Authorities: c.authorities})
			t.Cleanup(func() { _ = e.Close() })
			e.pool.env = env
			_, err := e.Connect(t.Context(), right(s))
			if c.wrong == "" && err != nil || c.wrong != "" && (err == nil || !strings.Contains(err.Error(), c.wrong)) {
				t.Errorf("error %v, want %q in it", err, c.wrong)
			}
		})
	}
}

// environmentOf is what leads a child to a storage: on Windows nobody reads SSL_CERT_FILE.
func environmentOf(s *storagetest.Service) (env []string, authorities []byte) {
	if runtime.GOOS == "windows" {
		return separate(s)
	}
	return s.Env, nil
}

// separate takes the authorities out of an environment.
func separate(s *storagetest.Service) (env []string, authorities []byte) {
	for _, entry := range s.Env {
		file, isFile := strings.CutPrefix(entry, "SSL_CERT_FILE=")
		if !isFile {
			env = append(env, entry)
			continue
		}
		var err error
		if authorities, err = os.ReadFile(file); err != nil {
			panic(err) // the storage has just written it
		}
	}
	return env, authorities
}
