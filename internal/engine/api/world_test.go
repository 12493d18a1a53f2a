package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflogtest"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

// A world is an engine and its service in a synctest bubble, where time goes on
// only when everybody waits. Pipes join them: a bubble cannot know that somebody
// waits for a socket.
type world struct {
	*emulator.Server
	engine *Engine
	// refuse is how many connections are refused from now on.
	refuse  int
	mu      sync.Mutex
	network *pipes
}

type pipes struct {
	conns  chan net.Conn
	closed chan struct{}
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}
func (p *pipes) Close() error   { close(p.closed); return nil }
func (p *pipes) Addr() net.Addr { return &net.IPAddr{IP: net.IPv4(127, 0, 0, 1)} }

func (w *world) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.refuse > 0 {
		w.refuse--
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
	}
	client, server := net.Pipe()
	select {
	case w.network.conns <- server:
		return client, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// settings are a test's changes to the plain world.
type settings struct {
	service emulator.Options
	options Options
	// wrap stands between the engine and Hoody.
	wrap func(http.Handler) http.Handler
}

// inWorld runs a test in a world of its own.
func inWorld(t *testing.T, s settings, test func(t *testing.T, w *world)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w := &world{Server: emulator.New(s.service), network: &pipes{make(chan net.Conn), make(chan struct{})}}
		var handler http.Handler = w.Server
		if s.wrap != nil {
			handler = s.wrap(handler)
		}
		server := &http.Server{Handler: handler}
		go func() { _ = server.Serve(w.network) }()
		if s.options.Endpoint == "" {
			s.options.Endpoint = "http://127.0.0.1"
		}
		var transports []*http.Transport
		adjust := s.options.adjust
		s.options.adjust = func(transport *http.Transport) {
			transport.DialContext = w.dial
			transports = append(transports, transport)
			if adjust != nil {
				adjust(transport)
			}
		}
		var err error
		if w.engine, err = New(s.options); err != nil {
			t.Fatal(err)
		}
		defer func() {
			for _, transport := range transports {
				transport.CloseIdleConnections()
			}
			_ = server.Close()
			time.Sleep(5 * time.Minute) // costs nothing here, and ends all that Hoody still holds
		}()
		test(t, w)
	})
}

// calls are the requests so far as "METHOD path", without the common prefix.
func (w *world) calls() []string {
	var all []string
	for _, r := range w.Requests() {
		all = append(all, r.Method+" "+strings.TrimPrefix(r.Path, "/api/v1"))
	}
	return all
}

// ids are the backends of Hoody.
func (w *world) ids() []string {
	var all []string
	for _, b := range w.Backends() {
		all = append(all, b.ID)
	}
	return all
}

func azure(account string) engine.Spec {
	return engine.Spec{
		Backend: services.ByName("azureblob"),
		Values:  catalog.Values{"account": account, "key": "the-key-of-" + account},
	}
}

func refOf(r engine.Remote, s engine.Spec) engine.Ref { return engine.Ref{ID: r.ID, Spec: s} }

// logged is a context whose logs end up in a buffer, at all levels.
func logged() (context.Context, *bytes.Buffer) {
	var b bytes.Buffer
	return tflogtest.RootLogger(context.Background(), &b), &b
}

// told is everything that a person reads of a create: its error and notices.
func told(r engine.Remote, err error) string {
	var b strings.Builder
	for _, n := range r.Notices {
		b.WriteString(n.Summary + "\n" + n.Detail + "\n")
	}
	if err != nil {
		b.WriteString(err.Error())
	}
	return b.String()
}

// wordsOf leaves of a text only what Hoody itself says in it.
func wordsOf(text string) string { return answered.ReplaceAllString(text, "$1") }

var answered = regexp.MustCompile(`Hoody answered \d+ [A-Za-z ]+ to [A-Z]+: "(.*?)"\.(?: It asks to wait \S+\.)?`)

// expectCalls compares the requests so far with the wanted ones.
func (w *world) expectCalls(t *testing.T, want ...string) {
	t.Helper()
	if got := w.calls(); !slices.Equal(got, want) {
		t.Errorf("requests:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// vfs are settings of a mount: names and their JSON in turn.
func vfs(pairs ...string) engine.Settings {
	s := engine.Settings{}
	for i := 0; i < len(pairs); i += 2 {
		s[pairs[i]] = json.RawMessage(pairs[i+1])
	}
	return s
}

func isUnknown(err error) bool {
	_, ok := errors.AsType[*engine.Unknown](err)
	return ok
}

func within(d time.Duration) func(context.Context) {
	return func(ctx context.Context) { wire.Sleep(ctx, d) }
}

// mount mounts a backend as another client does.
func mount(t *testing.T, w *world, id, path string) {
	t.Helper()
	k := wire.Call{
		Method: http.MethodPost, Path: "/api/v1/mounts", Accept: wire.DecodeDone,
		Body: []byte(`{"backend_id":"` + id + `","mount_path":"` + path + `"}`),
	}
	if o := w.engine.client.Try(t.Context(), k); o.Verdict != wire.Done {
		t.Fatalf("mounting: %+v", o)
	}
}
