package emulator

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"

	"github.com/hoody/terraform-provider-hoody/internal/facts"
)

// A Dialect is a version of Hoody. It is an encoding.TextMarshaler and
// TextUnmarshaler: "page" or "2026-10".
type Dialect uint8

const (
	// Page is Hoody of the documented "Object Storage" page. It has the
	// services of the other pages of August 2026 too, whose calls are the same.
	Page Dialect = iota
	// October is Hoody as of October 2026.
	October
)

// speech is what differs between the dialects.
type speech struct {
	name string
	// release is what Hoody calls itself.
	release string
	// services are the documented ones, by name.
	services func() map[string]*service
	// prefix is what a backend's id begins with.
	prefix string
	// folder is where mounts live.
	folder string
	// connected is the data of the answer to a connect.
	connected func(s speech, b *backend) any
	// types are the type names of a list that are not the documented ones.
	types map[string]string
	// refusedRotation is the status when the remote refuses new credentials:
	// both are documented.
	refusedRotation int
	// mute says that the GET of an unknown id is answered without a body.
	mute bool
	// removed answers the DELETE of a backend.
	removed func(message string) answer
	// settings are those that a mount may have.
	settings []setting
	// rising and falling are the statuses of mounts on their way.
	rising, falling string
	// october says that mounts are as October has them: each answer tells everything,
	// settings of one's own are another kind of mount, and uploads are known of.
	october bool
	// removesMounts says that a disconnect never is refused because of mounts.
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
	return fmt.Errorf("there is no dialect %q: it is page or 2026-10", text)
}

// Flag reads a dialect's name from a command line. It tells w where the name is
// one that the dialect had before.
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

// pageType is the "type" in a page's answer. Where no page was captured it is
// Hoody's name, as on those pages that were.
func pageType(provider string) string {
	if f := facts.Of(provider); f != nil && f.Type != "" {
		return f.Type
	}
	return provider
}

// shown are the fields that October's answer to a connect gives back as they
// are; it masks the rest.
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

// typeOf is the type name of a provider's backends.
func (s speech) typeOf(provider string) string {
	if t, ok := s.types[provider]; ok {
		return t
	}
	if f := facts.Of(provider); f != nil {
		return f.BackendType
	}
	return provider
}

// unknown answers a call about a backend or mount that there is none of.
func (s speech) unknown(what, code string) answer {
	return answer{http.StatusNotFound, refusal{Error: what + " not found", Code: code}}
}

// unknownRead answers the GET of one.
func (s speech) unknownRead(what, code string) answer {
	if s.mute {
		return answer{status: http.StatusNotFound}
	}
	return s.unknown(what, code)
}

// newBackendID is a fresh id, as it is documented for the dialect.
func (s speech) newBackendID() string {
	return s.prefix + randomHex(8)
}

func randomHex(bytes int) string {
	b := make([]byte, bytes)
	_, _ = rand.Read(b) // never fails
	return hex.EncodeToString(b)
}
