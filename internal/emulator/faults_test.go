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
	"time"
)

func post(path, body string) *http.Request {
	r := httptest.NewRequest("POST", path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	return r
}

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
		"slow":                   {Slow(1), 201, `{"success":true,"message":"Backend connected successfully","data":{"id":"BCK",`, true},
		"busy":                   {Busy("3"), 409, `{"success":false,"error":"Another operation is in progress","code":"MOUNT_BUSY"}`, false},
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
	for _, dialect := range []Dialect{Page, October} {
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
	s, h := start(t, Options{Dialect: October})
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

// TestClientGivesUp tells three slow services apart: two act all the same.
func TestClientGivesUp(t *testing.T) {
	t.Parallel()
	for acts, want := range map[Acts]int{Never: 0, First: 1, Anyway: 1} {
		s, h := start(t, Options{})
		ctx, giveUp := context.WithCancel(t.Context())
		gone, over := make(chan struct{}), make(chan struct{})
		s.Plan(Fault{Kind: Pass, Acts: acts, Hold: func(ctx context.Context) {
			giveUp()
			<-gone
			if acts != Anyway {
				<-ctx.Done()
			}
			close(over)
		}})
		req, err := http.NewRequestWithContext(ctx, "POST", h.URL+connectSia, strings.NewReader(`{}`))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/json")
		if resp, err := h.Client().Do(req); err == nil {
			_ = resp.Body.Close()
			t.Errorf("status %d", resp.StatusCode)
		}
		close(gone)
		<-over
		h.Close() // waits for the handler
		if got := len(s.Backends()); got != want {
			t.Errorf("acts %d: %d backends, want %d", acts, got, want)
		}
	}
}

// A slow service acts at its own time, however early its client gave up.
func TestSlowActsWhenItsTimeHasCome(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := New(Options{})
		s.Plan(Slow(40 * time.Second))
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		defer cancel()
		go func() {
			defer func() { _ = recover() }()
			s.ServeHTTP(httptest.NewRecorder(), post(connectSia, `{}`).WithContext(ctx))
		}()
		time.Sleep(39 * time.Second)
		synctest.Wait()
		if got := len(s.Backends()); got != 0 || ctx.Err() == nil {
			t.Errorf("%d backends before", got)
		}
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if got := len(s.Backends()); got != 1 {
			t.Errorf("%d backends after", got)
		}
		if r := s.Requests(); r[0].Status != 0 {
			t.Errorf("answered %d to nobody", r[0].Status)
		}
	})
}

func TestInterruptedIsServed(t *testing.T) {
	t.Parallel()
	s, h := start(t, Options{})
	stopped := false
	s.Plan(Interrupted(func() { stopped = true }))
	if status, _ := send(t, h, "POST", connectSia, `{}`); status != 201 || !stopped {
		t.Errorf("status %d, stopped %t", status, stopped)
	}
}

func TestGatewaysBeforeAndAfterTheServiceActed(t *testing.T) {
	t.Parallel()
	status := map[string]int{
		"503 with Retry-After, empty": 503, "503 with Retry-After, JSON": 503, "502 with JSON": 502, "504 with JSON": 504,
		"302": 302, "303": 303, "408": 408, "499": 499,
	}
	for name, f := range Gateways() {
		for acts, want := range map[Acts]int{Never: 0, First: 1} {
			s, h := start(t, Options{})
			h.Client().CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
			f.Acts = acts
			s.Plan(f)
			if got, body := send(t, h, "POST", connectSia, `{}`); got != status[name] || strings.Contains(body, "success") {
				t.Errorf("%s: %d %s", name, got, body)
			}
			if got := len(s.Backends()); got != want {
				t.Errorf("%s: %d backends, want %d", name, got, want)
			}
		}
	}
}

func TestNoRoute(t *testing.T) {
	t.Parallel()
	for name, f := range NoRoute() {
		s, h := start(t, Options{})
		id := s.Add("sia", nil)
		s.Plan(f)
		for _, call := range [][2]string{{"GET", "/api/v1/backends"}, {"GET", "/api/v1/backends/" + id}, {"DELETE", "/api/v1/backends/" + id}} {
			if status, body := send(t, h, call[0], call[1], ""); status != 404 || body != f.Body {
				t.Errorf("%s: %d %s", name, status, body)
			}
		}
		if len(s.Backends()) != 1 {
			t.Errorf("%s: the backend is gone", name)
		}
	}
}

// What a Repeat let pass answers what it takes: the second create is answered
// with the first one's id, a GET with another's object, a list as it was.
func TestRepeat(t *testing.T) {
	t.Parallel()
	s, h := start(t, Options{})
	s.Plan(Fault{Method: "POST", Path: "/api/v1/backends/*", Skip: 1, Kind: Repeat, Acts: First})
	_, first := send(t, h, "POST", connectSia, `{}`)
	status, second := send(t, h, "POST", connectSia, `{}`)
	if got := s.Backends(); status != 201 || second != first || len(got) != 2 {
		t.Errorf("%d %s after %s: %v", status, second, first, got)
	}
	one, other := s.Backends()[0].ID, s.Backends()[1].ID
	s.Plan(
		Fault{Method: "GET", Path: "/api/v1/backends/*", Skip: 1, Kind: Repeat},
		Fault{Method: "GET", Path: "/api/v1/backends", Skip: 1, Kind: Repeat},
	)
	_, seen := send(t, h, "GET", "/api/v1/backends/"+one, "")
	if _, body := send(t, h, "GET", "/api/v1/backends/"+other, ""); body != seen || !strings.Contains(body, one) {
		t.Errorf("%s after %s", body, seen)
	}
	_, list := send(t, h, "GET", "/api/v1/backends", "")
	s.Remove(one)
	if _, body := send(t, h, "GET", "/api/v1/backends", ""); body != list || !strings.Contains(body, one) {
		t.Errorf("%s after %s", body, list)
	}
	if _, body := send(t, h, "GET", "/api/v1/backends", ""); strings.Contains(body, one) {
		t.Errorf("in the end %s", body)
	}
}

// TestLateCommit runs in a bubble, without a server, because only there a test
// can be told that Hoody has acted on what nobody waits for.
func TestLateCommit(t *testing.T) {
	t.Parallel()
	for _, kind := range []Kind{Drop, Replace} {
		synctest.Test(t, func(t *testing.T) {
			s := New(Options{})
			release := make(chan struct{})
			s.Plan(Fault{Kind: kind, Acts: Late, Hold: Until(release)})
			func() {
				defer func() {
					if dropped := recover() == any(http.ErrAbortHandler); dropped != (kind == Drop) {
						t.Errorf("kind %d: dropped is %t", kind, dropped)
					}
				}()
				s.ServeHTTP(httptest.NewRecorder(), post(connectSia, `{}`))
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
	for _, f := range []Fault{{Path: "["}, {Kind: Cut, Acts: Late}, {Kind: Pass, Acts: Late}, {Kind: Repeat}} {
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
