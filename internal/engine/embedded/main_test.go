package embedded

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"testing"
)

// mischief is the variable that makes a child of a test misbehave.
const mischief = "EMBEDDED_TEST_MISCHIEF"

// TestMain makes the test binary a verifier when the engine under test starts
// it as one.
func TestMain(m *testing.M) {
	if !IsVerifier(os.Args) {
		os.Exit(m.Run())
	}
	if act, ok := mischiefs[os.Getenv(mischief)]; ok {
		act()
	}
	os.Exit(RunVerifier())
}

// mischiefs are what can be wrong with a child. The refusal that they answer is
// their process id.
var mischiefs = map[string]func(){
	"crash": func() { serveWith(func(request) *answer { os.Exit(3); return nil }) },
	"panic": func() { serveWith(func(request) *answer { panic("as rclone may") }) },
	"doubt": func() { serveWith(func(r request) *answer { return &answer{ID: r.ID, Refusal: pid(), Doubt: true} }) },
	"stale": func() { serveWith(func(r request) *answer { return &answer{ID: r.ID - 1, Refusal: pid()} }) },
	"fine":  func() { serveWith(func(r request) *answer { return &answer{ID: r.ID, Refusal: pid()} }) },
	"hang":  func() { serveWith(func(request) *answer { return nil }) },
	"noise": func() { fmt.Println("what libraries print") },
	"indiscreet": func() {
		serveWith(func(r request) *answer {
			fmt.Fprintln(os.Stderr, "the options are", r.Options)
			return &answer{ID: r.ID, Refusal: fmt.Sprint(r.Options)}
		})
	},
	// The child of the child keeps the standard error open.
	"offspring": func() {
		serveWith(func(r request) *answer {
			cmd := exec.Command("sleep", "60")
			cmd.Stderr = os.Stderr
			if err := cmd.Start(); err != nil {
				return &answer{ID: r.ID, Refusal: err.Error()}
			}
			fmt.Fprintln(os.Stderr, "offspring", cmd.Process.Pid)
			return nil
		})
	},
}

// serveWith serves requests without rclone, until the input ends.
func serveWith(serve func(request) *answer) {
	out := protocolOut()
	input := bufio.NewScanner(os.Stdin)
	for input.Scan() {
		var r request
		if err := json.Unmarshal(input.Bytes(), &r); err != nil {
			os.Exit(4)
		}
		if a := serve(r); a != nil {
			if err := send(out, a); err != nil {
				os.Exit(5)
			}
		}
	}
	os.Exit(0)
}

func pid() string { return strconv.Itoa(os.Getpid()) }
