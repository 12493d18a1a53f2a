package wire

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	received := time.Date(2026, 8, 1, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		asked, date string
		want        time.Duration
	}{
		{"", "", 0},
		{"7", "", 7 * time.Second},
		{"0", "", 0},
		{"-1", "", 0},
		{"soon", "", 0},
		{"99999999999999999999", "", 0},
		{"Sat, 01 Aug 2026 12:00:09 GMT", "", 9 * time.Second},
		{"Sat, 01 Aug 2026 13:00:04 GMT", "Sat, 01 Aug 2026 13:00:00 GMT", 4 * time.Second},
		{"Sat, 01 Aug 2026 11:00:00 GMT", "", 0},
	} {
		a := &Answer{Header: http.Header{}, received: received}
		a.Header.Set("Retry-After", c.asked)
		a.Header.Set("Date", c.date)
		if got := retryAfter(a); got != c.want {
			t.Errorf("Retry-After %q at %q: %s, want %s", c.asked, c.date, got, c.want)
		}
	}
}

// FuzzHeaders reads what a service says of time.
func FuzzHeaders(f *testing.F) {
	f.Add("7", "")
	f.Add("Sat, 01 Aug 2026 12:00:09 GMT", "Sat, 01 Aug 2026 12:00:00 GMT")
	f.Add("-1", "yesterday")
	f.Fuzz(func(t *testing.T, after, date string) {
		a := &Answer{Header: http.Header{"Retry-After": {after}, "Date": {date}}, received: time.Unix(0, 0)}
		if d := retryAfter(a); d < 0 {
			t.Errorf("%s", d)
		}
	})
}

func TestReadWords(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]Words{
		`{"success":false,"error":"Invalid AWS credentials"}`:            {API: true, Denied: true, Text: "Invalid AWS credentials"},
		`{"success":false,"error":"Off","code":"REMOTE_DISABLED"}`:       {Code: "REMOTE_DISABLED", API: true, Denied: true, Text: "Off (REMOTE_DISABLED)"},
		`{"error":"BACKEND_NOT_FOUND","message":"No such backend"}`:      {Code: "BACKEND_NOT_FOUND", API: true, Text: "No such backend (BACKEND_NOT_FOUND)"},
		`{"error":"Not Found","message":"No such backend"}`:              {API: true, Text: "Not Found"},
		`{"error":{"code":"X","message":"Y"}}`:                           {Code: "X", API: true, Text: "Y (X)"},
		`{"error":{"code":"X"}}`:                                         {Code: "X", API: true, Text: "X"},
		`{"statusCode":404,"message":"Gone"}`:                            {API: true, Bare: true, Text: "Gone"},
		`{"statusCode":400,"message":["a","b"]}`:                         {API: true, Bare: true, Text: "a; b"},
		`{"code":"MOUNT_START_FAILED"}`:                                  {Code: "MOUNT_START_FAILED", API: true, Text: "MOUNT_START_FAILED"},
		`{"success":true,"message":"Backend disconnected successfully"}`: {Text: "Backend disconnected successfully"},
		`{"message":"no Route matched with those values"}`:               {Text: "no Route matched with those values"},
		`{"error":null}`: {API: true},
		`[]`:             {},
		`<html>`:         {},
		``:               {},
	} {
		if got := readWords([]byte(body)); got != want {
			t.Errorf("%s: %+v, want %+v", body, got, want)
		}
	}
}

func TestIDs(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]bool{
		"bck_0123456789abcdef": true, "0123456789abcdef": true, "bnd_0123456789abcdef0123456789abcdef": true, "a.b~c-d": true,
		"": false, ".": false, "..": false, "a/b": false, "a b": false, "a?b": false, "ä": false, strings.Repeat("a", 257): false,
	} {
		if IsID(id) != want {
			t.Errorf("%q: %t", id, !want)
		}
	}
}

// FuzzWords reads words from anything: only JSON has any, and none breaks a line.
func FuzzWords(f *testing.F) {
	for _, s := range []string{
		`{"success":false,"error":"Field 'use_msi' must be false","code":"BAD"}`,
		`{"statusCode":422,"message":["account: too short"]}`,
		`{"error":{"code":"X","message":"Y"}}`,
		`<html><body>502</body></html>`,
		`[`, `null`, `{}`, `"`, ``, `{"data":null}`, "\xff\xfe", `{"error":"\ud800"}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		valid := json.Valid(body)
		if err := DecodeDone(body); err == nil && !valid && len(strings.TrimSpace(string(body))) > 0 {
			t.Error("done")
		}
		w := readWords(body)
		if !valid && w != (Words{}) {
			t.Errorf("words %+v", w)
		}
		if line := (&Client{}).Quote(Call{}, w.Text); len([]rune(line)) > 510 || strings.ContainsAny(line, "\r\n\t\x00") {
			t.Errorf("a line %q", line)
		}
	})
}
