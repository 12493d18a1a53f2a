package embedded

import (
	"encoding/json"
	"io"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/embedded/services"
)

// A request asks a child for one verification. It travels as one line of JSON
// on the child's standard input, never in its arguments or its environment.
type request struct {
	// ID is repeated in the answer.
	ID uint64 `json:"id"`
	// Service is the documented name of the backend.
	Service string `json:"service"`
	// Type is rclone's name for the backend.
	Type string `json:"type"`
	// Options are rclone's options; passwords are obscured.
	Options map[string]string `json:"options"`
	// Path is what to list; empty means the root.
	Path string `json:"path,omitempty"`
	// Depth is how much to prove.
	Depth engine.Depth `json:"depth,omitempty"`
	// Object is the name to write under, below Path.
	Object string `json:"object,omitempty"`
	// Alone asks for a child that serves no other request, before or after. It is not
	// sent.
	Alone bool `json:"-"`
	// MaxMemory is how much memory the child may take, in bytes; zero means
	// defaultMaxMemory.
	MaxMemory int64 `json:"max_memory,omitempty"`
	// Authorities are certificates to trust besides the system's, in PEM.
	Authorities []byte `json:"authorities,omitempty"`
	// Deadline is when the child gives up.
	Deadline time.Time `json:"deadline"`
}

// An answer is what the child found, as one line of JSON.
type answer struct {
	ID uint64 `json:"id"`
	// Refusal is the error of rclone, of the service or of the network, or empty if the
	// remote is verified.
	Refusal string `json:"refusal,omitempty"`
	// Step is what failed, and Object what it was done to.
	Step   step   `json:"step,omitempty"`
	Object string `json:"object,omitempty"`
	// Left says that an object was written and may still be there.
	Left bool `json:"left,omitempty"`
	// Last is the last exchange over HTTP.
	Last services.Exchange `json:"last"`
	// Saw is what a person should know from a verification that succeeded.
	Saw *engine.Notice `json:"saw,omitempty"`
	// TooLarge says that the child took more memory than it may.
	TooLarge bool `json:"too_large,omitempty"`
	// Doubt says that something of this verification may still be running in the child,
	// which therefore must not serve another.
	Doubt bool `json:"doubt,omitempty"`
}

// send writes one message and its line end at once.
func send(w io.Writer, message any) error {
	line, err := json.Marshal(message)
	if err != nil {
		return err
	}
	_, err = w.Write(append(line, '\n'))
	return err
}
