package redact

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// JSON returns a JSON body without secrets: without what the mask knows, even in
// names, without what looks like a secret, and without any value whose name says or
// suggests that it is one. A body that is not JSON is not shown, since it may have
// been cut off in the middle of a secret.
func (m Mask) JSON(body []byte, isSecret func(name string) bool) string {
	if len(body) == 0 {
		return ""
	}
	var v any
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	if decoder.Decode(&v) != nil || decoder.More() {
		return "(" + strconv.Itoa(len(body)) + " bytes that are not JSON)"
	}
	shown, err := json.Marshal(m.walk(v, isSecret))
	if err != nil {
		return ""
	}
	return Line(string(shown), longestJSON)
}

// longestJSON is how much of a body is shown, in characters.
const longestJSON = 64 << 10

func (m Mask) walk(v any, isSecret func(string) bool) any {
	switch v := v.(type) {
	case map[string]any:
		shown := make(map[string]any, len(v))
		for name, value := range v {
			if isSecret(name) || isTelling(name) {
				shown[name] = Hidden
			} else {
				shown[m.Hide(name)] = m.walk(value, isSecret)
			}
		}
		return shown
	case []any:
		for i := range v {
			v[i] = m.walk(v[i], isSecret)
		}
	case string:
		return m.Hide(v)
	case json.Number:
		if hidden := m.Hide(v.String()); hidden != v.String() {
			return hidden
		}
	}
	return v
}
