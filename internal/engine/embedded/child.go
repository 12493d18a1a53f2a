package embedded

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"strings"
	"time"

	"github.com/rclone/rclone/fs"
	"github.com/rclone/rclone/fs/config"
	"github.com/rclone/rclone/fs/fshttp"
	"github.com/rclone/rclone/lib/oauthutil"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/embedded/services"
)

// verifierArgument makes the program a verifier.
const verifierArgument = "-verify"

// These limit the network in a child, for its whole life, because some backends share
// one transport that keeps the limits it was made with.
const (
	// connectLimit bounds how long a connection may take, and so how soon a host that does
	// not answer at all is reported.
	connectLimit = 5 * time.Second
	// idleLimit bounds how long a service may be silent once it is connected.
	idleLimit = 15 * time.Second
)

// longestRefusal is how much of an error is passed on, in bytes: some quote whole web
// pages.
const longestRefusal = 4 << 10

// IsVerifier reports whether a program with these arguments, os.Args, was started
// to verify and must call RunVerifier at once.
func IsVerifier(args []string) bool {
	return len(args) == 2 && args[1] == verifierArgument
}

// RunVerifier serves one verification after another, until standard input ends,
// and returns the exit status of the process. It ends the process by itself
// when the provider that started it is gone.
func RunVerifier() int {
	out := protocolOut()
	limitNetwork()
	j := openJournal(os.Stderr)
	requests := make(chan request)
	go receive(os.Stdin, requests)
	for r := range requests {
		trust(r.Authorities)
		if err := send(out, serve(r, j)); err != nil {
			return 1
		}
	}
	return 0
}

// receive passes on the requests. The end of the input ends the process, even in the
// middle of a verification, because nobody is left to answer.
func receive(in io.Reader, requests chan<- request) {
	decoder := json.NewDecoder(in)
	for {
		var r request
		if decoder.Decode(&r) != nil {
			endGroup()
			os.Exit(0)
		}
		requests <- r
	}
}

// limitNetwork sets rclone's limits for the process, and keeps it away from the user's
// configuration file.
func limitNetwork() {
	_ = config.SetConfigPath("")
	ci := fs.GetConfig(context.Background())
	ci.LowLevelRetries = 1
	ci.ConnectTimeout = fs.Duration(connectLimit)
	ci.Timeout = fs.Duration(idleLimit)
	ci.DisableHTTPKeepAlives = true
	ci.UserAgent = "terraform-provider-hoody"
}

// serve verifies until the deadline. A verification that is not done by then may still
// be running: some backends ignore the context.
func serve(r request, j *journal) answer {
	ctx, cancel := context.WithDeadline(context.Background(), r.Deadline)
	defer cancel()
	ctx, leave := j.stay(ctx, services.ByName(r.Service))
	defer leave(nil)
	// The journal could not record a client that an SDK makes for a token.
	ctx = oauthutil.Context(ctx, fshttp.NewClient(ctx))
	go boundMemory(ctx, r.MaxMemory, leave)
	type result struct {
		saw *engine.Notice
		err error
	}
	done := make(chan result, 1)
	go func() {
		saw, err := guarded(ctx, r, j)
		done <- result{saw, err}
	}()
	var saw *engine.Notice
	var err error
	select {
	case r := <-done:
		saw, err = r.saw, r.err
	case <-ctx.Done():
		err = context.Cause(ctx)
	}
	if away, ok := errors.AsType[elsewhere](context.Cause(ctx)); ok {
		err = away
	}
	tooLarge := errors.Is(context.Cause(ctx), errTooLarge)
	doubt := ctx.Err() != nil || errors.Is(err, errPanicked)
	a := answer{ID: r.ID, Last: j.take(), Saw: saw, TooLarge: tooLarge, Doubt: doubt}
	if err != nil {
		a.Refusal = truncate(err.Error(), longestRefusal)
	}
	if later, ok := errors.AsType[*stepError](err); ok {
		a.Step, a.Object, a.Left = later.step, later.object, later.left
	}
	return a
}

// truncate shortens a text to at most that many bytes, and splits no character.
func truncate(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	return strings.ToValidUTF8(text[:limit], "") + "…"
}
