package embedded

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"testing"
)

// mischief is the variable that makes a child of a test misbehave.
const mischief = "EMBEDDED_TEST_MISCHIEF"

// TestMain makes the test binary a verifier when the engine under test starts
// it as one.
func TestMain(m *testing.M) {
	if !IsVerifier(os.Args) {
		waitSideBySide()
		os.Exit(m.Run())
	}
	if act, ok := mischiefs[os.Getenv(mischief)]; ok {
		act()
	}
	os.Exit(RunVerifier())
}

// waitSideBySide lets more tests run at the same time than there are processors, unless
// somebody asks for a number: most of what they do is to wait, as clients do between two
// requests.
func waitSideBySide() {
	flag.Parse()
	asked := false
	flag.Visit(func(f *flag.Flag) { asked = asked || f.Name == "test.parallel" })
	if !asked {
		_ = flag.Set("test.parallel", strconv.Itoa(3*runtime.GOMAXPROCS(0)))
	}
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
