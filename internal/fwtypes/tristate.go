package fwtypes

import (
	"fmt"
	"strings"
)

const (
	writeTrue  = `Write "true".`
	writeFalse = `Write "false".`
	leaveOut   = "Leave the attribute out, or set it to null, to follow the service's own choice."
)

// tristateAdvice answers what people write for a tri-state, in lower case.
var tristateAdvice = map[string]string{
	"true": writeTrue, "yes": writeTrue, "on": writeTrue, "1": writeTrue,
	"false": writeFalse, "no": writeFalse, "off": writeFalse, "0": writeFalse,
	"": leaveOut, "unset": leaveOut, "null": leaveOut, "default": leaveOut, "auto": leaveOut,
}

// canonicalTristate is true or false, which are written in no other way; the
// third state is null.
func canonicalTristate(s string) (string, error) {
	if s == "true" || s == "false" {
		return s, nil
	}
	advice, ok := tristateAdvice[strings.ToLower(strings.TrimSpace(s))]
	if !ok {
		advice = `Write "true" or "false". ` + leaveOut
	}
	return "", &Error{Message: fmt.Sprintf(`%q is neither "true" nor "false"`, s), Advice: advice}
}
