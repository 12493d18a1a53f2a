package embedded

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/redact"
)

// clockTolerance is the difference of two clocks from which it explains a
// refusal: the strictest of the services takes five minutes.
const clockTolerance = 5 * time.Minute

// longestWords is how much of a service's own words an error shows, in bytes.
const longestWords = 240

// A symptom is how rclone, a service or the network says what is wrong. One
// that has neither texts nor a status always applies.
type symptom struct {
	// texts are parts of what was said, any of which is enough.
	texts []string
	// status is that of the last answer, or its first digit.
	status int
	// root says that it must have been the root that was listed.
	root bool
	// unless is a field whose configuration leaves another explanation.
	unless string
	// field is the documented field to blame, whether it is configured or not.
	field string
	// oneOf blames the first of these fields that is configured.
	oneOf []string
	// address blames the field that the address came from.
	address bool
	// plain says that the words of rclone or its SDK would add nothing.
	plain bool
	// listing says that the credentials may be right, but not for the listing.
	listing bool
	// what is wrong, and what to do next. Both are sentences without an end.
	what, next string
}

// heard is a verification that failed, as much as is known of it.
type heard struct {
	spec engine.Spec
	// text is all that was said.
	text string
	last exchange
}

// explain makes an error of what rclone or the service said. It blames a field
// only where that is certain.
func explain(s engine.Spec, a answer, m redact.Mask) *engine.Error {
	h := heard{spec: s, text: a.Refusal, last: a.Last}
	if a.Last.Failure != "" && !strings.Contains(a.Refusal, a.Last.Failure) {
		h.text = a.Last.Failure + "\n" + a.Refusal
	}
	found := h.diagnose()
	message := found.what
	if words := m.Hide(h.words()); words != "" && !found.plain {
		message += ": " + words
	}
	return &engine.Error{
		Field:   h.blamed(found),
		Message: strings.TrimRight(message, ".") + ".",
		Advice:  h.advice(found) + ".",
	}
}

// diagnose finds the first symptom that applies: what makes every other one
// meaningless, then what the service itself says, then the way to it.
func (h heard) diagnose() symptom {
	if isWebPage(h.last) {
		return webPage
	}
	if skew := clockSkew(h.last, time.Now()); signsTime[h.spec.Backend.Name] && skew.Abs() > clockTolerance && isRefused(h.last) {
		return symptom{
			what: fmt.Sprintf("The clock of this machine differs from the service's by %s", skew.Abs().Round(time.Second)),
			next: "Set the clock: the service refuses signatures from another time",
		}
	}
	for _, table := range [][]symptom{symptoms[h.spec.Backend.Name], wayThere, lastResort} {
		for _, s := range table {
			if h.has(s) {
				return s
			}
		}
	}
	return symptom{
		what: "The configuration could not be verified",
		next: "Run again with TF_LOG_PROVIDER=DEBUG to see more",
	}
}

func (h heard) has(s symptom) bool {
	if s.status != 0 && s.status != h.last.Status && s.status != h.last.Status/100 {
		return false
	}
	if s.root && h.spec.VerifyPath != "" {
		return false
	}
	if s.unless != "" && h.isConfigured(s.unless) {
		return false
	}
	for _, text := range s.texts {
		if strings.Contains(h.text, text) {
			return true
		}
	}
	return len(s.texts) == 0
}

func (h heard) isConfigured(field string) bool {
	v, ok := h.spec.Values[field]
	return ok && v != "" && v != false
}

func (h heard) blamed(s symptom) string {
	if s.address {
		return h.addressField()
	}
	for _, field := range s.oneOf {
		if h.isConfigured(field) {
			return field
		}
	}
	return s.field
}

// addressField is the field whose host was spoken of. When none was, it is the
// backend's address, if one is configured.
func (h heard) addressField() string {
	fields := addressFields[h.spec.Backend.Name]
	for _, field := range fields {
		if host := hostOf(h.effective(field)); host != "" && strings.Contains(h.text, host) {
			return field
		}
	}
	if len(fields) > 0 && h.isConfigured(fields[0]) && !strings.Contains(h.text, "dial ") {
		return fields[0]
	}
	return ""
}

// effective is the configured value of a text, or its documented default.
func (h heard) effective(field string) string {
	if v, ok := h.spec.Values[field].(string); ok {
		return v
	}
	if f := h.spec.Backend.Field(field); f != nil {
		v, _ := f.DefaultValue().(string)
		return v
	}
	return ""
}

func (h heard) advice(s symptom) string {
	if !s.listing {
		return s.next
	}
	if h.spec.VerifyPath == "" {
		return "If the credentials are meant for one bucket or folder only, set verify_path to it"
	}
	return "Allow the credentials to list " + h.spec.VerifyPath + ", or set verify_path to what they may list"
}

// hostOf is the host name in a URL, in host:port/path, or in node@host:port.
func hostOf(address string) string {
	if !strings.Contains(address, "://") {
		address = "any://" + address
	}
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// isWebPage tells whether the answer that should have been a success was a web
// page. Services tell their refusals in HTML too.
func isWebPage(e exchange) bool {
	return e.Status == http.StatusOK && strings.Contains(e.ContentType, "html")
}

func isRefused(e exchange) bool {
	return e.Status == http.StatusUnauthorized || e.Status == http.StatusForbidden
}

// clockSkew is how far the service's clock is ahead of now, or 0.
func clockSkew(e exchange, now time.Time) time.Duration {
	theirs, err := http.ParseTime(e.Date)
	if err != nil {
		return 0
	}
	return theirs.Sub(now)
}

// beforeWords stand in front of the service's own words in the error of some
// SDK; afterWords end them.
var (
	beforeWords = []string{
		"api error ", "ERROR CODE: ", "Message: ", "googleapi: ", "failed to authenticate: ", "check_auth: ", "uplink: ",
		"failed to list sub-folders: ", "request send failed, ",
	}
	afterWords = []string{"\n", ", Request ID"}
)

// words is one line of what was said that a person can use, or nothing.
func (h heard) words() string {
	text := h.text
	for _, before := range beforeWords {
		if _, after, ok := strings.Cut(text, before); ok {
			text = after
			break
		}
	}
	for _, after := range afterWords {
		text, _, _ = strings.Cut(strings.TrimSpace(text), after)
	}
	if text == errDirectory {
		return h.spec.VerifyPath
	}
	return truncate(withoutRequest(text), longestWords)
}

// withoutRequest takes the request off the error that net/http makes of one.
func withoutRequest(text string) string {
	for _, method := range []string{"Get", "Head", "Post"} {
		if strings.HasPrefix(text, method+` "`) {
			if _, after, ok := strings.Cut(text, `": `); ok {
				return after
			}
		}
	}
	return text
}
