package text

import (
	"fmt"
	"strings"
)

const (
	writeTrue  = `Write "true".`
	writeFalse = `Write "false".`
	leaveOut   = "Leave the attribute out, or set it to null, to follow the storage's own choice."
)

// tristateAdvice has the answer to what people write for a tri-state, in lower case.
var tristateAdvice = map[string]string{
	"true": writeTrue, "yes": writeTrue, "on": writeTrue, "1": writeTrue,
	"false": writeFalse, "no": writeFalse, "off": writeFalse, "0": writeFalse,
	"": leaveOut, unset: leaveOut, "null": leaveOut, "default": leaveOut, "auto": leaveOut,
}

// unset is how later versions of Hoody document the third state.
const unset = "unset"

// canonicalTristate returns true or false, which can be written in no other way. The
// third state, null or unset, is empty: it is not sent.
func canonicalTristate(s string) (string, error) {
	switch s {
	case "true", "false":
		return s, nil
	case unset:
		return "", nil
	}
	advice, ok := tristateAdvice[strings.ToLower(strings.TrimSpace(s))]
	if !ok {
		advice = `Write "true" or "false". ` + leaveOut
	}
	return "", &Error{Message: fmt.Sprintf(`%q is neither "true" nor "false"`, s), Advice: advice}
}
