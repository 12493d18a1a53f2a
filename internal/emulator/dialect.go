package emulator

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"

	"github.com/hoody/terraform-provider-hoody/internal/facts"
)

// A Dialect is a version of Hoody. As text it is "page" or "2026-10".
type Dialect uint8

const (
	// Page is Hoody as the documented "Object Storage" page has it. It also has the
	// services of the other pages of August 2026, whose calls are the same.
	Page Dialect = iota
	// October is Hoody as of October 2026.
	October
)

// speech is what differs between the dialects.
type speech struct {
	name string
	// release is the version that Hoody reports.
	release string
	// services returns the documented services, by name.
	services func() map[string]*service
	// prefix is what a backend's id begins with.
	prefix string
	// folder is where mounts are.
	folder string
	// connected is the data of the answer to a connect.
	connected func(s speech, b *backend) any
	// types has the type names in a list that are not the documented ones.
	types map[string]string
	// refusedRotation is the status when the remote refuses new credentials:
	// both are documented.
	refusedRotation int
	// mute says that the GET of an unknown id has an answer without a body.
	mute bool
	// removed answers the DELETE of a backend.
	removed func(message string) answer
	// settings are those that a mount may have.
	settings []setting
	// rising and falling are the statuses of mounts on their way.
	rising, falling string
	// october says that mounts are as in October: each answer has everything, a mount with
	// settings of its own is another kind of mount, and uploads are known.
	october bool
	// removesMounts says that mounts never prevent a disconnect.
	removesMounts bool
}

var speeches = [...]speech{
	Page: {
		name:            "page",
		release:         "1.0.0-beta.12",
		services:        documentedIn(facts.August),
		prefix:          "bck_",
		folder:          "/hoody/mounts",
		settings:        pageSettings,
		rising:          "starting",
		falling:         "stopping",
		connected:       connectedPage,
		refusedRotation: http.StatusBadRequest,
		removed: func(message string) answer {
			return answer{http.StatusOK, done{Success: true, Message: message}}
		},
	},
	October: {
		name:      "2026-10",
		release:   "1.0.0-beta.17",
		services:  documentedIn(facts.October),
		folder:    "/hoody/mounts/permanent",
		settings:  octoberSettings,
		rising:    "mounting",
		falling:   "unmounting",
		october:   true,
		connected: connectedOctober,
		types: map[string]string{
			"google-cloud-storage": "google-cloud-storage",
			"sftp":                 "ssh",
			"tardigrade":           "storj",
		},
		refusedRotation: http.StatusBadGateway,
		mute:            true,
		removed:         func(string) answer { return answer{status: http.StatusNoContent} },
		removesMounts:   true,
	},
}

// MarshalText returns the dialect's name.
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
	return fmt.Errorf("there is no dialect %q: it is page or 2026-10", text)
}

// Flag returns a function that reads a dialect's name from a command line. It tells w
// if the name is an old one.
func (d *Dialect) Flag(w io.Writer) func(name string) error {
	return func(name string) error {
		if name == "later" {
			name = speeches[October].name
			_, _ = fmt.Fprintf(w, "-dialect later is called -dialect %s now.\n", name)
		}
		return d.UnmarshalText([]byte(name))
	}
}

// connectedPage is the documented answer to a connect.
func connectedPage(s speech, b *backend) any {
	return struct {
		ID          string   `json:"id"`
		BackendType string   `json:"backend_type"`
		Type        string   `json:"type"`
		MountPaths  []string `json:"mount_paths"`
	}{b.id, s.typeOf(b.provider), pageType(b.provider), b.mountPaths()}
}

// pageType returns the "type" in the page's answer. If no page was captured it is
// Hoody's name, as on the pages that were.
func pageType(provider string) string {
	if f := facts.Of(provider); f != nil && f.Type != "" {
		return f.Type
	}
	return provider
}

// shown has the fields that October's answer to a connect returns unchanged; it masks
// the rest.
var shown = map[string]bool{
	"host": true, "port": true, "user": true, "username": true, "region": true, "endpoint": true,
	"provider": true, "bucket": true, "path": true,
}

func connectedOctober(s speech, b *backend) any {
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
	}{b.id, b.provider, s.typeOf(b.provider), config, b.mountPaths()}
}

// typeOf returns the type name of a provider's backends.
func (s speech) typeOf(provider string) string {
	if t, ok := s.types[provider]; ok {
		return t
	}
	if f := facts.Of(provider); f != nil {
		return f.BackendType
	}
	return provider
}

// unknown answers a call about a backend or mount that does not exist.
func (s speech) unknown(what, code string) answer {
	return answer{http.StatusNotFound, refusal{Error: what + " not found", Code: code}}
}

// unknownRead answers the GET of a backend or mount that does not exist.
func (s speech) unknownRead(what, code string) answer {
	if s.mute {
		return answer{status: http.StatusNotFound}
	}
	return s.unknown(what, code)
}

// newBackendID returns a new id in the form that is documented for the dialect.
func (s speech) newBackendID() string {
	return s.prefix + randomHex(8)
}

func randomHex(bytes int) string {
	b := make([]byte, bytes)
	_, _ = rand.Read(b) // never fails
	return hex.EncodeToString(b)
}
