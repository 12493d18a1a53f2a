package text

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// jsonAdvice names the ways to put such a document into a configuration, and the two
// most common mistakes: the path instead of the file, and the base64 in which Google's
// own provider returns a key.
const jsonAdvice = `Give the document itself and not its path: file("key.json"), or jsonencode({ … }); ` +
	`what comes in base64 needs base64decode(…).`

// canonicalJSON returns a JSON object with sorted names and no white space; numbers
// stay as they are written. The documents are credentials, so no error shows any of
// the text. The empty text means that it is not set.
func canonicalJSON(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	var document any
	decoder := json.NewDecoder(strings.NewReader(s))
	decoder.UseNumber()
	if err := decoder.Decode(&document); err != nil {
		return "", &Error{Message: "The value is not JSON" + where(err), Advice: jsonAdvice}
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return "", &Error{Message: "The value goes on after the end of its JSON", Advice: jsonAdvice}
	}
	if _, ok := document.(map[string]any); !ok {
		return "", &Error{Message: "The value is JSON, but not an object with names and values", Advice: jsonAdvice}
	}
	canonical, err := json.Marshal(document)
	return string(canonical), err
}

// where returns at which byte the JSON is wrong. The error itself is not shown,
// because it quotes a character of the text, which may be a secret.
func where(err error) string {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Sprintf(": it is wrong at byte %d", syntax.Offset)
	}
	return ": it ends too early"
}
