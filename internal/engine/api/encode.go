package api

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// encode writes a request body: the flat JSON object that both dialects take.
// Characters of HTML stay as they are, so that a body reads as documented.
func encode[V any](fields map[string]V) ([]byte, error) {
	if fields == nil {
		fields = map[string]V{}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(fields); err != nil {
		return nil, fmt.Errorf("writing the request: %w", err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte{'\n'}), nil
}
