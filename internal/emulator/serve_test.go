package emulator

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestServe(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	out, in := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		ended <- Serve(ctx, "127.0.0.1:0", Options{Dialect: October, Prefix: "/kit"}, in)
		_ = in.Close()
	}()
	lines := bufio.NewScanner(out)
	lines.Scan()
	base, ok := strings.CutPrefix(lines.Text(), "Hoody, emulated (2026-10 dialect), is at ")
	if !ok {
		t.Fatalf("told %q", lines.Text())
	}
	resp, err := http.Get(base + "/api/v1/backends")
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if resp.StatusCode != 200 {
		t.Errorf("status %d", resp.StatusCode)
	}
	for lines.Scan() {
		if lines.Text() == "  export HOODY_BASE_URL="+base {
			stop()
		}
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestServeRefuses(t *testing.T) {
	t.Parallel()
	for addr, want := range map[string]string{
		"0.0.0.0:0": "starting the emulator: 0.0.0.0:0 can be reached from elsewhere: listen on 127.0.0.1",
		":0":        "starting the emulator: :0 can be reached from elsewhere: listen on 127.0.0.1",
		"127.0.0.1": "starting the emulator: address 127.0.0.1: missing port in address",
	} {
		if err := Serve(t.Context(), addr, Options{}, io.Discard); err == nil || err.Error() != want {
			t.Errorf("%s: %v", addr, err)
		}
	}
}

func TestServeInPublicWhenTold(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if err := Serve(ctx, "0.0.0.0:0", Options{Public: true}, io.Discard); err != nil {
		t.Error(err)
	}
}
