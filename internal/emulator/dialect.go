package emulator

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"net/http"
)

// A Dialect is a version of the service. It is an encoding.TextMarshaler and
// TextUnmarshaler, as flag.TextVar needs it: "page" or "later".
type Dialect uint8

const (
	// Page is the service of the documented "Object Storage" page.
	Page Dialect = iota
	// Later is the service of a later specification.
	Later
)

// speech is what differs between the dialects.
type speech struct {
	name string
	// prefix and bytes make a backend's id.
	prefix string
	bytes  int
	// folder is where mounts live.
	folder string
	// connected is the data of the answer to a connect.
	connected func(s speech, b *backend) any
	// types are the type names of a list that are not the documented ones.
	types map[string]string
	// onlyFalse are the booleans, by provider, that may not be true.
	onlyFalse map[string][]string
	// refusedRotation is the status when the remote refuses new credentials:
	// both are documented.
	refusedRotation int
	// unknown answers a call about a backend or mount that there is none of.
	unknown func(what, code string) answer
	// removed answers a DELETE.
	removed func(message string) answer
	// removesMounts says that a disconnect never is refused because of mounts.
	removesMounts bool
}

var speeches = [...]speech{
	Page: {
		name:            "page",
		prefix:          "bck_",
		bytes:           8,
		folder:          "/hoody/mounts",
		connected:       connectedPage,
		refusedRotation: http.StatusBadRequest,
		unknown: func(what, code string) answer {
			return answer{http.StatusNotFound, refusal{Error: what + " not found", Code: code}}
		},
		removed: func(message string) answer {
			return answer{http.StatusOK, done{Success: true, Message: message}}
		},
	},
	Later: {
		name:      "later",
		prefix:    "bnd_",
		bytes:     16,
		folder:    "/hoody/mounts/permanent",
		connected: connectedLater,
		types: map[string]string{
			"google-cloud-storage": "google-cloud-storage",
			"tardigrade":           "storj",
		},
		onlyFalse: map[string][]string{
			"azureblob":  {"use_msi", "use_az", "use_emulator"},
			"azurefiles": {"env_auth"},
		},
		refusedRotation: http.StatusBadGateway,
		unknown:         func(string, string) answer { return answer{status: http.StatusNotFound} },
		removed:         func(string) answer { return answer{status: http.StatusNoContent} },
		removesMounts:   true,
	},
}

// MarshalText is the dialect's name.
func (d Dialect) MarshalText() ([]byte, error) {
	return []byte(speeches[d].name), nil
}

// UnmarshalText reads a dialect's name.
func (d *Dialect) UnmarshalText(text []byte) error {
	for i, s := range speeches {
		if s.name == string(text) {
			*d = Dialect(i)
			return nil
		}
	}
	return fmt.Errorf("there is no dialect %q: it is page or later", text)
}

// connectedPage is the documented answer to a connect.
func connectedPage(s speech, b *backend) any {
	return struct {
		ID          string   `json:"id"`
		BackendType string   `json:"backend_type"`
		Type        string   `json:"type"`
		MountPaths  []string `json:"mount_paths"`
	}{b.id, s.typeOf(b.provider), "object_storage", b.mountPaths()}
}

// shown are the fields that the later answer to a connect gives back as they
// are; it masks the rest.
var shown = map[string]bool{
	"host": true, "user": true, "region": true, "endpoint": true,
	"provider": true, "bucket": true, "path": true,
}

func connectedLater(s speech, b *backend) any {
	config := make(map[string]any, len(b.config))
	for name, v := range b.config {
		if !shown[name] {
			v = "***"
		}
		config[name] = v
	}
	return struct {
		ID         string         `json:"id"`
		Type       string         `json:"type"`
		VFSType    string         `json:"vfs_backend_type"`
		Config     map[string]any `json:"config"`
		MountPaths []string       `json:"mount_paths"`
	}{b.id, s.typeOf(b.provider), s.typeOf(b.provider), config, b.mountPaths()}
}

// typeOf is the type name of a provider's backends.
func (s speech) typeOf(provider string) string {
	if t, ok := s.types[provider]; ok {
		return t
	}
	return factsOf(provider).BackendType
}

// newBackendID is a fresh id, as it is documented for the dialect.
func (s speech) newBackendID() string {
	return s.prefix + randomHex(s.bytes)
}

func randomHex(bytes int) string {
	b := make([]byte, bytes)
	_, _ = rand.Read(b) // never fails
	return hex.EncodeToString(b)
}
