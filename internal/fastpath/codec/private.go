package codec

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// ReadPrivate reads a private state, by key. It returns false if the framework would
// not return it byte for byte, or has something of its own in it.
func ReadPrivate(data []byte) (map[string][]byte, bool) {
	if len(data) == 0 {
		return nil, true
	}
	var p map[string][]byte
	if json.Unmarshal(data, &p) != nil || len(p) == 0 {
		return nil, false
	}
	for key, value := range p {
		if strings.HasPrefix(key, ".") || !json.Valid(value) || !utf8.Valid(value) {
			return nil, false
		}
	}
	again, err := json.Marshal(p)
	return p, err == nil && bytes.Equal(again, data)
}
