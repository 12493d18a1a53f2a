package lazygc

import (
	"os"
	"os/exec"
	"runtime/debug"
	"strings"
	"testing"
)

// TestMain lets this binary tell what it was initialised with.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == "-percent" {
		println(debug.SetGCPercent(-1))
		return
	}
	os.Exit(m.Run())
}

func TestGoVariablesDecide(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ variable, want string }{
		{"NOTHING=1", "230"},
		{"GOGC=50", "50"},
		{"GOGC=off", "-1"},
		{"GOMEMLIMIT=1GiB", "100"},
	} {
		cmd := exec.CommandContext(t.Context(), os.Args[0], "-percent")
		cmd.Env = []string{c.variable}
		said, err := cmd.CombinedOutput()
		if got := strings.TrimSpace(string(said)); err != nil || got != c.want {
			t.Errorf("%s: %s %%, %v, want %s", c.variable, got, err, c.want)
		}
	}
}
