package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// ErrNotJSON says that an answer is not the API's JSON. It quotes none of the answer,
// which may echo secrets.
var ErrNotJSON = errors.New("it is not the JSON of the storage API")

// ErrAnother says that an answer is about something else than was asked.
var ErrAnother = errors.New("it is about another id than the one that was asked for")

// Payload returns the object that matters in an answer: some deployments wrap it as
// {"statusCode", "message", "data"}, and connects as {"success", "message", "data"}.
func Payload(body []byte) (json.RawMessage, error) {
	var wrapped struct {
		Data json.RawMessage `json:"data"`
	}
	if err := json.Unmarshal(body, &wrapped); err != nil {
		return nil, ErrNotJSON
	}
	if data := bytes.TrimSpace(wrapped.Data); len(data) > 0 && data[0] == '{' {
		return data, nil
	}
	return body, nil
}

// DecodeDone accepts the answer to a call that returns nothing of use: no body, or the
// API's JSON. A page of HTML comes from something in between.
func DecodeDone(body []byte) error {
	if len(bytes.TrimSpace(body)) == 0 {
		return nil
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal(body, &object); err != nil {
		return ErrNotJSON
	}
	return nil
}

// IsID reports whether an id can be part of a path. Ids are opaque, but one that is
// empty or climbs up the path would ask for something else.
func IsID(id string) bool {
	if id == "" || len(id) > 256 || strings.Trim(id, ".") == "" {
		return false
	}
	for _, r := range id {
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '_', r == '-', r == '.', r == '~':
		default:
			return false
		}
	}
	return true
}

// Encode writes a request body: a JSON object, which is empty if there are no fields.
// It does not escape HTML's characters, so that a body reads as documented.
func Encode(fields any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(fields); err != nil {
		return nil, fmt.Errorf("writing the request: %w", err)
	}
	body := bytes.TrimSuffix(b.Bytes(), []byte{'\n'})
	if string(body) == "null" {
		return []byte("{}"), nil
	}
	return body, nil
}

// Names reports whether a message names a field.
func Names(message, field string) bool {
	for _, quote := range []string{"`", `"`, "'"} {
		if strings.Contains(message, quote+field+quote) {
			return true
		}
	}
	label := field + ": "
	for _, before := range []string{": ", ". ", "; "} {
		if strings.Contains(message, before+label) {
			return true
		}
	}
	return strings.HasPrefix(message, label)
}

// An Instant is a time in whole seconds, in RFC 3339, as documented for backends, or
// in Unix seconds, as for mounts.
type Instant time.Time

// UnmarshalJSON leaves the zero time where it can read none: the rest of the answer is
// worth as much.
func (t *Instant) UnmarshalJSON(raw []byte) error {
	text := string(bytes.Trim(raw, `"`))
	n, err := strconv.ParseInt(text, 10, 64)
	if at, no := time.Parse(time.RFC3339, text); no == nil {
		n, err = at.Unix(), nil
	}
	if err == nil && n > 0 && n <= farthest {
		*t = Instant(time.Unix(n, 0).UTC())
	}
	return nil
}

// farthest is the end of the year 9999: RFC 3339 cannot write a later time.
const farthest = 253402300799
