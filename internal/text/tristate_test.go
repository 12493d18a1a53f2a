package text

import (
	"testing"
)

func TestTristate(t *testing.T) {
	t.Parallel()
	testSpellings(t, Tristate, []spelling{{"true", "true"}, {"false", "false"}, {"unset", ""}})
}

func TestTristateMistakes(t *testing.T) {
	t.Parallel()
	const leaveOut = "Leave the attribute out, or set it to null, to follow the storage's own choice."
	testMistakes(t, Tristate, []mistake{
		{"True", `"True" is neither "true" nor "false"`, `Write "true".`},
		{"yes", `"yes" is neither "true" nor "false"`, `Write "true".`},
		{" ON ", `" ON " is neither "true" nor "false"`, `Write "true".`},
		{"1", `"1" is neither "true" nor "false"`, `Write "true".`},
		{"FALSE", `"FALSE" is neither "true" nor "false"`, `Write "false".`},
		{"no", `"no" is neither "true" nor "false"`, `Write "false".`},
		{"off", `"off" is neither "true" nor "false"`, `Write "false".`},
		{"0", `"0" is neither "true" nor "false"`, `Write "false".`},
		{"", `"" is neither "true" nor "false"`, leaveOut},
		{"Unset", `"Unset" is neither "true" nor "false"`, leaveOut},
		{"null", `"null" is neither "true" nor "false"`, leaveOut},
		{"maybe", `"maybe" is neither "true" nor "false"`, `Write "true" or "false". ` + leaveOut},
	})
}
