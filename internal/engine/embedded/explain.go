package embedded

import (
	"fmt"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/embedded/services"
	"github.com/hoody/terraform-provider-hoody/internal/redact"
)

// clockTolerance is how far two clocks may differ before that explains a refusal: the
// strictest of the services allows five minutes.
const clockTolerance = 5 * time.Minute

// longestWords is how much of a service's own words an error shows, in bytes.
const longestWords = 240

// heard is what is known of a verification that failed.
type heard struct {
	spec    engine.Spec
	service *services.Service
	// text is everything that was said.
	text string
	last services.Exchange
	// step is what failed, and object what it was done to.
	step   step
	object string
}

// explain turns what rclone or the service said into an error. It blames a field only
// if that is certain.
func explain(s engine.Spec, a answer, m redact.Mask) *engine.Error {
	h := heard{
		spec: s, service: services.ByName(s.Backend.Name),
		text: a.Refusal, last: a.Last, step: a.Step, object: a.Object,
	}
	if a.Last.Failure != "" && !strings.Contains(a.Refusal, a.Last.Failure) {
		h.text = a.Last.Failure + "\n" + a.Refusal
	}
	found := h.diagnose()
	if h.step != listing && !isCertain(found) {
		found = h.beyondListing(found)
	}
	message := strings.Replace(found.What, "%s", h.listed(), 1)
	if words := m.Hide(h.words()); words != "" && !found.Plain {
		message += ": " + words
	}
	advice := h.advice(found) + "."
	if a.Left {
		advice += " " + leftBehind(a)
	}
	return &engine.Error{
		Field:    h.blamed(found),
		Message:  strings.TrimRight(message, ".") + ".",
		Advice:   advice,
		Waivable: found.Waivable,
	}
}

// leftBehind says what a verification may have failed to remove.
func leftBehind(a answer) string {
	return "What it wrote may be there still: look for " + a.Object + ", and remove it."
}

// diagnose finds the first symptom that applies. First come those that make all others
// meaningless, then what the service itself says, then the way to it.
func (h heard) diagnose() services.Symptom {
	// An object may well be a web page.
	if h.isWebPage() && h.step == listing {
		return services.WebPage
	}
	if field := h.service.Unsecured(h.last, h.effective); field != "" && h.step == listing {
		s := services.Unsecured
		s.Field = field
		return s
	}
	if h.service.NeverBare && h.last.IsBare() && h.step == listing {
		return services.Bare
	}
	if skew := clockSkew(h.last, time.Now()); h.service.SignsTime && skew.Abs() > clockTolerance && isRefused(h.last) {
		return services.Symptom{
			What: fmt.Sprintf("The clock of this machine is %s %s the storage's",
				skew.Abs().Round(time.Second), direction(skew)),
			Next: "Set the clock: the storage refuses signatures from another time",
		}
	}
	for _, table := range [][]services.Symptom{
		h.service.Symptoms, refusedByProxy(h.last), services.OnTheWay, services.LastResort,
	} {
		for _, s := range table {
			if h.has(s) {
				return s
			}
		}
	}
	if h.last.Status == http.StatusNoContent && h.step == listing {
		return services.Bare
	}
	return services.Symptom{
		What: "The configuration could not be verified",
		Next: "Check the fields that sign in, and the address",
	}
}

// tunnelRefusals are the statuses with which a proxy refuses to connect to a host, and
// tunnelFailures those with which it says that it cannot. Package net/http passes on
// nothing of them but the status text.
var (
	tunnelRefusals = []int{http.StatusForbidden, http.StatusMethodNotAllowed}
	tunnelFailures = []int{
		http.StatusNotFound, http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable,
		http.StatusGatewayTimeout,
	}
)

// isOneOf reports whether a failure is the text of one of these statuses.
func isOneOf(statuses []int, failure string) bool {
	return slices.ContainsFunc(statuses, func(status int) bool { return http.StatusText(status) == failure })
}

// refusedByProxy explains what a proxy answers instead of connecting to a host.
func refusedByProxy(last services.Exchange) []services.Symptom {
	host := strings.TrimSuffix(last.Host, ":443")
	switch {
	case isOneOf(tunnelRefusals, last.Failure):
		return []services.Symptom{{
			Plain: true,
			What:  "The proxy refuses to connect to " + host,
			Next: "Have the proxy of HTTPS_PROXY allow this host, or name the host in NO_PROXY if this machine reaches it " +
				"without the proxy",
		}}
	case isOneOf(tunnelFailures, last.Failure):
		return []services.Symptom{{
			Plain: true,
			What:  "The proxy does not reach " + host + ": " + last.Failure,
			Next: "Check the spelling of the host, where it is configured, and the proxy of HTTPS_PROXY; or name the host " +
				"in NO_PROXY if this machine reaches it without the proxy",
		}}
	default:
		return nil
	}
}

func (h heard) has(s services.Symptom) bool {
	if s.Status != 0 && s.Status != h.last.Status && s.Status != h.last.Status/100 {
		return false
	}
	if s.Refused != 0 && s.Refused != h.last.Refused {
		return false
	}
	if s.Root && h.spec.VerifyPath != "" {
		return false
	}
	if s.If != "" && !h.isSet(s.If) {
		return false
	}
	if slices.ContainsFunc(s.Unless, h.isSet) || s.Repeats && !h.repeatsBucket() {
		return false
	}
	for _, text := range s.Texts {
		if says(h.text, text) {
			return true
		}
	}
	return len(s.Texts) == 0
}

// says reports whether a text contains some words. A number at either end of them must
// be whole there: the digits of a code may also be part of a port.
func says(text, words string) bool {
	for at := 0; ; at++ {
		i := strings.Index(text[at:], words)
		if i < 0 {
			return false
		}
		at += i
		if end := at + len(words); !splitsNumber(text, at) && !splitsNumber(text, end) {
			return true
		}
	}
}

// splitsNumber reports whether a text has digits on both sides of an index.
func splitsNumber(text string, at int) bool {
	isDigit := func(i int) bool { return i >= 0 && i < len(text) && '0' <= text[i] && text[i] <= '9' }
	return isDigit(at-1) && isDigit(at)
}

func (h heard) isSet(field string) bool { return services.IsSet(h.spec.Values, field) }

func (h heard) blamed(s services.Symptom) string {
	if s.Address {
		return h.addressField()
	}
	for _, field := range s.OneOf {
		if h.isSet(field) {
			return field
		}
	}
	return s.Field
}

// addressField returns the field whose host the text mentions. If it mentions none, it
// is the backend's address, if one is configured.
func (h heard) addressField() string {
	fields := h.service.Addresses
	for _, field := range fields {
		if speaksOf(h.text, h.effective(field)) {
			return field
		}
	}
	if len(fields) > 0 && h.isSet(fields[0]) && !strings.Contains(h.text, "dial ") {
		return fields[0]
	}
	return ""
}

// speaksOf reports whether a text mentions the host of an address, and not with
// another port.
func speaksOf(text, address string) bool {
	at := engine.ParseAddress(address)
	host, port := at.Hostname(), at.Port()
	// Errors also quote the request that needed the connection.
	if i := strings.LastIndex(text, "dial tcp "); i >= 0 && net.ParseIP(host) != nil {
		text = text[i:]
	}
	for rest := text; host != ""; {
		_, after, found := strings.Cut(rest, host)
		if !found {
			return false
		}
		other, hasPort := strings.CutPrefix(after, ":")
		said := other[:len(other)-len(strings.TrimLeft(other, "0123456789"))]
		if !hasPort || said == "" || port == "" || said == port {
			return true
		}
		rest = after
	}
	return false
}

// effective returns the configured value of a field, or its documented default.
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

func (h heard) advice(s services.Symptom) string {
	if !s.Listing {
		return s.Next
	}
	if h.spec.VerifyPath == "" {
		return "If the credentials are meant for one bucket or folder only, set verify_path to it"
	}
	return "Allow the credentials to list " + h.spec.VerifyPath + ", or set verify_path to what they may list"
}

// listed returns what was to be listed.
func (h heard) listed() string {
	if h.spec.VerifyPath == "" {
		return "the root of the storage"
	}
	return h.spec.VerifyPath
}

func isRefused(e services.Exchange) bool {
	return e.Status == http.StatusUnauthorized || e.Status == http.StatusForbidden
}

// direction returns where this machine's clock is if the storage's is ahead by so
// much.
func direction(skew time.Duration) string {
	if skew > 0 {
		return "behind"
	}
	return "ahead of"
}

// isWebPage reports whether something other than the service answered.
func (h heard) isWebPage() bool {
	refused := h.last.Status/100 == 4 &&
		h.last.Status != http.StatusProxyAuthRequired && h.last.Status != http.StatusTooManyRequests
	return h.last.IsWebPage() && !h.service.WebPages ||
		refused && h.service.NeverHTML && strings.Contains(h.last.ContentType, "html")
}

// repeatsBucket reports whether the bucket to verify is already the end of the
// address's path, or the beginning of its host.
func (h heard) repeatsBucket() bool {
	bucket, _, _ := strings.Cut(h.spec.VerifyPath, "/")
	if bucket == "" || len(h.service.Addresses) == 0 {
		return false
	}
	address := h.effective(h.service.Addresses[0])
	return strings.HasSuffix(strings.TrimSuffix(address, "/"), "/"+bucket) ||
		strings.HasPrefix(engine.ParseAddress(address).Hostname(), bucket+".")
}

// clockSkew returns how far the service's clock is ahead of now, or 0.
func clockSkew(e services.Exchange, now time.Time) time.Duration {
	theirs, err := http.ParseTime(e.Date)
	if err != nil {
		return 0
	}
	return theirs.Sub(now)
}

// beforeWords stand in front of the service's own words in the errors of some SDKs;
// afterWords end them.
var (
	beforeWords = []string{
		"api error ", "ERROR CODE: ", "Message: ", "googleapi: ", "failed to authenticate: ", "check_auth: ", "uplink: ",
		"failed to list sub-folders: ", "request send failed, ", "couldn't connect SSH: ",
		"], content: ",
	}
	afterWords = []string{"\n", ", Request ID"}
)

// words returns one line of what was said that is of use to a person, or "".
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
	if strings.HasSuffix(text, services.Nowhere) {
		return h.spec.VerifyPath
	}
	return truncate(withoutRequest(text), longestWords)
}

// quoted matches a request that net/http quotes in an error, and the line of Azure's
// SDK that is nothing but a request. Its address may have a key.
var quoted = regexp.MustCompile(`\b(Get|Head|Post|Put|Patch|Delete) "[^"]*": |^[A-Z]+ https?://\S+$`)

// withoutRequest removes the request that an error quotes.
func withoutRequest(text string) string { return quoted.ReplaceAllString(text, "") }
