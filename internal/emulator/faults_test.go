package emulator

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
)

const connectSia = "/api/v1/backends/sia"

// TestFaults sends two connects: the fault takes the first, and the second one
// is served.
func TestFaults(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		fault  Fault
		status int    // 0 where there is no whole answer
		body   string // masked
		acted  bool
	}{
		"500":                    {Fault{}, 500, "", false},
		"JSON":                   {Fault{Status: 429, Body: `{"success":false}`}, 429, `{"success":false}`, false},
		"HTML after acting":      {Fault{Status: 504, Body: "<html>", Acts: First}, 504, "<html>", true},
		"asleep":                 {Asleep(1), 502, "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\n", false},
		"dropped before acting":  {Fault{Kind: Drop}, 0, "", false},
		"dropped after acting":   {Fault{Kind: Drop, Acts: First}, 0, "", true},
		"cut":                    {Fault{Kind: Cut}, 0, "", true},
		"garbled":                {Fault{Kind: Garble}, 201, `{"success":true,"message":"Backend connected successfully","data":{"id":`, true},
		"passed":                 {Fault{Kind: Pass}, 201, `{"success":true,"message":"Backend connected successfully","data":{"id":"BCK","backend_type":"sia","type":"object_storage","mount_paths":[]}}`, true},
		"passed, acting at once": {Fault{Kind: Pass, Acts: First}, 201, `{"success":true,"message":"Backend connected successfully","data":{"id":"BCK","backend_type":"sia","type":"object_storage","mount_paths":[]}}`, true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, h := start(t, Options{})
			s.Plan(test.fault)
			status, body, err := try(h, "POST", connectSia, `{}`)
			if test.status == 0 {
				if err == nil {
					t.Errorf("got %d %s", status, body)
				}
			} else if err != nil || status != test.status || !strings.HasPrefix(masked(body), test.body) {
				t.Errorf("got %d %s, %v", status, body, err)
			}
			acted := 0
			if test.acted {
				acted = 1
			}
			if got := len(s.Backends()); got != acted {
				t.Errorf("%d backends, want %d", got, acted)
			}
			if status, body := send(t, h, "POST", connectSia, `{}`); status != 201 {
				t.Errorf("then %d %s", status, body)
			}
			if r := s.Requests(); len(r) != 2 || !r[0].Faulted || r[1].Faulted || r[0].Status != test.status || string(r[0].Body) != `{}` {
				t.Errorf("recorded %+v", r)
			}
		})
	}
}

func TestGarbledIsNoJSON(t *testing.T) {
	t.Parallel()
	for _, dialect := range []Dialect{Page, Later} {
		s, h := start(t, Options{Dialect: dialect})
		id := s.Add("sia", nil)
		s.Plan(Fault{Kind: Garble, Times: -1})
		for _, call := range [][2]string{{"GET", "/api/v1/backends"}, {"DELETE", "/api/v1/backends/" + id}} {
			status, body := send(t, h, call[0], call[1], "")
			if status != 200 || body == "" || strings.HasSuffix(body, "}") {
				t.Errorf("%s: %d %s", call[0], status, body)
			}
		}
		if left := s.Backends(); len(left) != 0 {
			t.Errorf("left %v", left)
		}
	}
}

func TestCutOfNothingBreaksTheConnection(t *testing.T) {
	t.Parallel()
	s, h := start(t, Options{Dialect: Later})
	id := s.Add("sia", nil)
	s.Plan(Fault{Kind: Cut})
	if status, _, err := try(h, "DELETE", "/api/v1/backends/"+id, ""); err == nil {
		t.Errorf("got %d", status)
	}
	if left := s.Backends(); len(left) != 0 {
		t.Errorf("left %v", left)
	}
}

func TestFaultsPickTheirRequests(t *testing.T) {
	t.Parallel()
	s, h := start(t, Options{Prefix: "/kit"})
	id := s.Add("sia", nil)
	s.Plan(
		Fault{Method: "GET", Path: "/kit/api/v1/backends/*", Times: 2, Status: 501},
		Fault{Path: "/kit/api/v1/mounts/", Times: -1, Status: 502},
		Fault{Path: "/kit/api/v1/backends", Skip: 1, Status: 503},
	)
	for i, step := range []struct {
		method, path string
		status       int
	}{
		{"GET", "/kit/api/v1/backends", 200}, // skipped
		{"GET", "/kit/api/v1/backends", 503},
		{"GET", "/kit/api/v1/backends", 200},
		{"GET", "/kit/api/v1/backends/" + id, 501},
		{"GET", "/kit/api/v1/backends/" + id + "/test", 200},
		{"PUT", "/kit/api/v1/backends/" + id, 400},
		{"GET", "/kit/api/v1/backends/" + id, 501},
		{"GET", "/kit/api/v1/backends/" + id, 200},
		{"GET", "/kit/api/v1/mounts", 200},
		{"GET", "/kit/api/v1/mounts/m", 502},
		{"DELETE", "/kit/api/v1/mounts/m", 502},
	} {
		if status, body := send(t, h, step.method, step.path, ""); status != step.status {
			t.Errorf("%d: %s %s: %d %s", i, step.method, step.path, status, body)
		}
	}
	s.Plan()
	if status, _ := send(t, h, "GET", "/kit/api/v1/mounts/m", ""); status != 404 {
		t.Errorf("without a plan: %d", status)
	}
}

func TestFaultHeader(t *testing.T) {
	t.Parallel()
	for _, kind := range []Kind{Replace, Garble, Pass} {
		s, h := start(t, Options{})
		s.Plan(Fault{Kind: kind, Status: 503, Header: http.Header{"Retry-After": {"7"}, "Date": nil}})
		resp, err := h.Client().Get(h.URL + "/api/v1/backends")
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		if resp.Header.Get("Retry-After") != "7" || resp.Header.Get("Date") != "" {
			t.Errorf("kind %d: %v", kind, resp.Header)
		}
	}
}

func TestHoldBeforeActing(t *testing.T) {
	t.Parallel()
	s, h := start(t, Options{})
	held, release := make(chan struct{}), make(chan struct{})
	s.Plan(Fault{Kind: Pass, Hold: func(ctx context.Context) {
		close(held)
		Until(release)(ctx)
	}})
	answered := make(chan int)
	go func() {
		status, _, _ := try(h, "POST", connectSia, `{}`)
		answered <- status
	}()
	<-held
	if got := len(s.Backends()); got != 0 {
		t.Errorf("%d backends while held", got)
	}
	close(release)
	if status := <-answered; status != 201 || len(s.Backends()) != 1 {
		t.Errorf("status %d, %d backends", status, len(s.Backends()))
	}
}

// TestClientGivesUp tells the two slow services apart: one had acted.
func TestClientGivesUp(t *testing.T) {
	t.Parallel()
	for acts, want := range map[Acts]int{Never: 0, First: 1} {
		s, h := start(t, Options{})
		ctx, giveUp := context.WithCancel(t.Context())
		over := make(chan struct{})
		s.Plan(Fault{Kind: Pass, Acts: acts, Hold: func(ctx context.Context) {
			giveUp()
			<-ctx.Done()
			close(over)
		}})
		req, err := http.NewRequestWithContext(ctx, "POST", h.URL+connectSia, strings.NewReader(`{}`))
		if err != nil {
			t.Fatal(err)
		}
		if resp, err := h.Client().Do(req); err == nil {
			_ = resp.Body.Close()
			t.Errorf("status %d", resp.StatusCode)
		}
		<-over
		h.Close() // waits for the handler
		if got := len(s.Backends()); got != want {
			t.Errorf("acts %d: %d backends, want %d", acts, got, want)
		}
	}
}

// TestLateCommit runs in a bubble, without a server, because only there a test
// can be told that the service has acted on what nobody waits for.
func TestLateCommit(t *testing.T) {
	t.Parallel()
	for _, kind := range []Kind{Drop, Replace} {
		synctest.Test(t, func(t *testing.T) {
			s := New(Options{})
			release := make(chan struct{})
			s.Plan(Fault{Kind: kind, Acts: Late, Hold: Until(release)})
			func() {
				defer func() {
					if dropped := recover() == http.ErrAbortHandler; dropped != (kind == Drop) {
						t.Errorf("kind %d: dropped is %t", kind, dropped)
					}
				}()
				s.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("POST", connectSia, strings.NewReader(`{}`)))
			}()
			synctest.Wait()
			if got := len(s.Backends()); got != 0 {
				t.Errorf("kind %d: %d backends before", kind, got)
			}
			close(release)
			synctest.Wait()
			if got := len(s.Backends()); got != 1 {
				t.Errorf("kind %d: %d backends after", kind, got)
			}
		})
	}
}

func TestPlansThatMakeNoSense(t *testing.T) {
	t.Parallel()
	for _, f := range []Fault{{Path: "["}, {Kind: Cut, Acts: Late}, {Kind: Pass, Acts: Late}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%+v was planned", f)
				}
			}()
			New(Options{}).Plan(f)
		}()
	}
}

// TestParallel has many clients connect, read, rotate and disconnect while a
// fifth of all requests go wrong; afterwards the books balance.
func TestParallel(t *testing.T) {
	t.Parallel()
	s, h := start(t, Options{})
	s.Plan(
		Fault{Kind: Drop, Skip: 50, Times: 20},
		Fault{Kind: Cut, Method: "GET", Times: 20},
		Fault{Kind: Garble, Method: "GET", Times: 20},
		Asleep(20),
	)
	const clients, rounds = 20, 10
	h.Client().Transport.(*http.Transport).MaxIdleConnsPerHost = clients
	var wg sync.WaitGroup
	for c := range clients {
		wg.Go(func() { lifecycle(t, s, h, fmt.Sprintf("client-%d", c), rounds) })
	}
	wg.Wait()
	// The client sends a GET again by itself when the connection breaks.
	if got := len(s.Requests()); got < clients*rounds*3 {
		t.Errorf("%d requests", got)
	}
	for _, b := range s.Backends() {
		if !strings.HasPrefix(b.Config["api_url"].(string), "client-") || b.CreatedAt.Nanosecond() != 0 {
			t.Errorf("left %+v", b)
		}
	}
}

func lifecycle(t *testing.T, s *Server, h *httptest.Server, name string, rounds int) {
	for range rounds {
		id := s.Add("swift", map[string]any{"api_url": name, "key": "k"})
		for _, call := range [][3]string{
			{"GET", "/api/v1/backends", ""},
			{"PUT", "/api/v1/backends/" + id, `{"key":"` + name + `"}`},
			{"DELETE", "/api/v1/backends/" + id, ""},
		} {
			if status, body, err := try(h, call[0], call[1], call[2]); err == nil && status != 200 && status != 502 {
				t.Errorf("%s: %d %s", call[0], status, body)
			}
		}
		_ = s.Requests()
	}
}

// TestNothingIsShared changes what the server handed out.
func TestNothingIsShared(t *testing.T) {
	t.Parallel()
	s, _ := start(t, Options{})
	config := map[string]any{"key": "k"}
	s.Add("b2", config)
	config["key"] = "changed"
	s.Backends()[0].Config["key"] = "changed"
	s.SetProbe(func(_ string, config map[string]any) error {
		config["key"] = "changed"
		return nil
	})
	r := httptest.NewRequest("GET", "/api/v1/backends/"+s.Backends()[0].ID+"/test", nil)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	if body, err := io.ReadAll(w.Body); err != nil || w.Code != 200 {
		t.Errorf("%d %s %v", w.Code, body, err)
	}
	if got := s.Backends()[0].Config["key"]; got != "k" {
		t.Errorf("key is %v", got)
	}
}
