package wire

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// An Answer is one HTTP response whose body has been read.
type Answer struct {
	Status   int
	Header   http.Header
	Body     []byte
	received time.Time
	// Cut says why Body is not complete, or is empty.
	Cut   string
	Words Words
}

// maxAnswer bounds how much of one answer is read, in bytes. A list of 50,000 backends
// fits.
const maxAnswer = 32 << 20

// answerOf reads an answer. If the answer breaks off, it returns what came together
// with the error.
func answerOf(res *http.Response) (*Answer, error) {
	a := &Answer{Status: res.StatusCode, Header: res.Header, received: time.Now()}
	var err error
	a.Body, err = io.ReadAll(io.LimitReader(res.Body, maxAnswer+1))
	switch {
	case err != nil:
		a.Cut = "ends too early, or is garbled"
	case len(a.Body) > maxAnswer:
		a.Body, a.Cut = a.Body[:maxAnswer], "is larger than 32 MiB"
	}
	a.Words = readWords(a.Body)
	return a, err
}

// Words are what Hoody says of a failure.
type Words struct {
	// API says that the answer is the API's JSON and not a proxy's.
	API bool
	// Bare says that there is only a status and a message, as gateways answer.
	Bare bool
	// Denied says that the answer calls itself unsuccessful.
	Denied bool
	// Code is for machines, such as BACKEND_NOT_FOUND.
	Code string
	Text string
}

// readWords finds the words in an answer of either dialect: {"success", "error"},
// {"error": {"code", "message"}}, {"statusCode", "message"}, {"code", "message"}.
// A lone "message" is what gateways answer, not the API.
func readWords(body []byte) Words {
	var a struct {
		Success    *bool           `json:"success"`
		Error      json.RawMessage `json:"error"`
		Message    json.RawMessage `json:"message"`
		Code       string          `json:"code"`
		StatusCode int             `json:"statusCode"`
	}
	if json.Unmarshal(body, &a) != nil {
		return Words{}
	}
	code, message := a.Code, text(a.Message)
	var nested struct {
		Code    string          `json:"code"`
		Message json.RawMessage `json:"message"`
	}
	if said := text(a.Error); said != "" {
		if message == "" || !isCode(said) {
			message = said
		} else {
			code = said
		}
	} else if json.Unmarshal(a.Error, &nested) == nil {
		code, message = nested.Code, text(nested.Message)
	}
	w := Words{Denied: a.Success != nil && !*a.Success, Code: code, Text: message}
	more := w.Denied || len(a.Error) > 0 || a.Code != ""
	w.API, w.Bare = more || a.StatusCode != 0, !more && a.StatusCode != 0
	switch {
	case w.Text == "":
		w.Text = code
	case code != "" && code != w.Text:
		w.Text += " (" + code + ")"
	}
	return w
}

// text returns a JSON string, or a JSON list of strings joined in one line.
func text(raw json.RawMessage) string {
	var one string
	if json.Unmarshal(raw, &one) == nil {
		return one
	}
	var many []string
	if json.Unmarshal(raw, &many) == nil {
		return strings.Join(many, "; ")
	}
	return ""
}

// isCode reports whether a text is a code for machines, such as BACKEND_NOT_FOUND, and
// not a sentence.
func isCode(s string) bool {
	return s != "" && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789") == ""
}

func (a *Answer) statusText() string {
	return strings.TrimSpace(fmt.Sprint(a.Status, " ", http.StatusText(a.Status)))
}

// speaks reports whether an answer comes from the API itself. A failing gateway may
// also answer with a bare status and message, so that does not count for a 5xx; a 404
// without a body does count.
func (a *Answer) speaks() bool {
	return a.Words.API && !(a.Words.Bare && a.Status >= 500) ||
		a.Status == http.StatusNotFound && len(a.Body) == 0 && a.Cut == ""
}

// hopeless reports whether no later try can change the refusal.
func (a *Answer) hopeless() bool {
	switch a.Words.Code {
	case "DEDICATED_VFS_LIMIT", "MOUNT_START_FAILED":
		return true
	}
	return a.Status == http.StatusNotImplemented && a.Words.API
}

// asksAgain reports whether an answer says that nothing was done and to try again. A
// conflict says so by naming a time.
func (a *Answer) asksAgain() bool {
	switch a.Status {
	case http.StatusTooManyRequests:
		return true
	case http.StatusServiceUnavailable:
		return a.Words.API && !a.Words.Bare
	case http.StatusConflict:
		return a.Words.API && !a.Words.Bare && a.Header.Get("Retry-After") != ""
	}
	return false
}

// refusesCredentials reports whether a 502 is the API's refusal of new credentials,
// and not from a proxy.
func (a *Answer) refusesCredentials(method string) bool {
	return method == http.MethodPut && a.Status == http.StatusBadGateway && a.Words.API
}

// retryAfter returns how long Hoody asks to wait, in seconds or until a date on its
// own clock (RFC 9110, 10.2.3); 0 if it does not ask.
func retryAfter(a *Answer) time.Duration {
	asked := a.Header.Get("Retry-After")
	if seconds, err := strconv.ParseUint(asked, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second
	}
	until, err := http.ParseTime(asked)
	if err != nil {
		return 0
	}
	now, err := http.ParseTime(a.Header.Get("Date"))
	if err != nil {
		now = a.received
	}
	return max(0, until.Sub(now))
}

// isPage reports whether an answer is a web page, which is never Hoody's.
func (a *Answer) isPage() bool { return bytes.HasPrefix(bytes.TrimSpace(a.Body), []byte("<")) }

// isXML reports whether an answer comes from a storage service, and is not a web page.
func (a *Answer) isXML() bool {
	return bytes.HasPrefix(bytes.TrimSpace(a.Body), []byte("<?xml")) && !bytes.Contains(a.Body, []byte("<html"))
}

func titleOf(page []byte) string {
	if m := title.FindSubmatch(page); m != nil {
		return html.UnescapeString(string(m[1]))
	}
	return ""
}

var title = regexp.MustCompile(`(?is)<title[^>]*>(.*?)</title>`)
