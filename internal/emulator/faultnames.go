package emulator

import (
	"context"
	"net/http"
	"time"
)

// Asleep is a container that sleeps: its proxy answers that many requests, to
// anything, and Hoody answers the next one.
func Asleep(times int) Fault {
	return Fault{
		Times:  times,
		Status: http.StatusBadGateway,
		Body:   "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\n",
	}
}

// Busy is Hoody's own 409, which says that nothing was done and when to ask again.
func Busy(seconds string) Fault {
	return Fault{
		Status: http.StatusConflict,
		Header: http.Header{"Retry-After": {seconds}},
		Body:   `{"success":false,"error":"Another operation is in progress","code":"MOUNT_BUSY"}`,
	}
}

// Slow is a service that does what was asked, and answers only after that time,
// whether or not anybody still waits.
func Slow(d time.Duration) Fault {
	return Fault{Kind: Pass, Acts: Anyway, Hold: For(d)}
}

// Interrupted calls stop, such as a context's cancel, when the request has come, and
// then serves it: as if somebody pressed Ctrl-C while it is under way.
func Interrupted(stop func()) Fault {
	return Fault{Kind: Pass, Acts: Anyway, Hold: func(context.Context) { stop() }}
}

// Gateways returns the answers of what stands between the client and Hoody, by name.
// Each may come before or after Hoody acted: set Acts.
func Gateways() map[string]Fault {
	elsewhere := http.Header{"Location": {"https://login.example.com/"}}
	return map[string]Fault{
		"503 with Retry-After, empty": {Status: http.StatusServiceUnavailable, Header: http.Header{"Retry-After": {"1"}}},
		"503 with Retry-After, JSON": {
			Status: http.StatusServiceUnavailable, Header: http.Header{"Retry-After": {"1"}},
			Body: `{"statusCode":503,"message":"Service Unavailable"}`,
		},
		"502 with JSON": {Status: http.StatusBadGateway, Body: `{"statusCode":502,"message":"Bad Gateway"}`},
		"504 with JSON": {Status: http.StatusGatewayTimeout, Body: `{"statusCode":504,"message":"Gateway Timeout"}`},
		"302":           {Status: http.StatusFound, Header: elsewhere},
		"303":           {Status: http.StatusSeeOther, Header: elsewhere},
		"408":           {Status: http.StatusRequestTimeout},
		"499":           {Status: 499, Body: "<html><body>Client Closed Request</body></html>"},
	}
}

// NoRoute returns gateways that have no route to Hoody and answer 404 to everything,
// by name.
func NoRoute() map[string]Fault {
	faults := map[string]Fault{}
	for name, body := range map[string]string{
		"empty":             "",
		"a status code":     `{"statusCode":404,"message":"Not Found"}`,
		"no such container": `{"success":false,"error":"Container not found"}`,
		"a page":            "<html><body><h1>404 Not Found</h1></body></html>",
	} {
		faults[name] = Fault{Status: http.StatusNotFound, Times: -1, Body: body}
	}
	return faults
}

// For returns a Hold of that length.
func For(d time.Duration) func(context.Context) {
	return func(ctx context.Context) { Until(time.After(d))(ctx) }
}

// Until returns a Hold that ends when the channel delivers or is closed, or when the
// context ends.
func Until[T any](released <-chan T) func(context.Context) {
	return func(ctx context.Context) {
		select {
		case <-released:
		case <-ctx.Done():
		}
	}
}
