package wire

import "net/http"

// A Verdict says what an outcome means for sending the call again.
type Verdict uint8

const (
	// Done means success, as asked for.
	Done Verdict = iota
	// Refused is Hoody's last word.
	Refused
	// Again means that the call is known not to have happened.
	Again
	// Unknown means that the call may have happened or not.
	Unknown
	// Silent means that the call may yet happen: the time for one try ended before there
	// was an answer.
	Silent
)

// judge returns what a try means for sending the call again. Only a POST cannot be
// taken back, so for a POST nothing but the API's own answer counts as proof that
// nothing happened.
func judge(method string, a *Answer, f *Failure) Verdict {
	post := method == http.MethodPost
	switch {
	case f != nil && !f.sent && !f.final:
		return Again
	case f != nil && f.silent:
		return Silent
	case f != nil && f.final && !(f.sent && post):
		return Refused
	case f != nil:
		return Unknown
	case a.Status/100 == 2 && !a.Words.Denied:
		return Done
	case a.hopeless():
		return Refused
	case a.asksAgain():
		return Again
	case post && (!a.speaks() || betweenUs[a.Status] || a.Status/100 == 3):
		return Unknown
	case post, a.Status < 500 && a.Cut == "" && !betweenUs[a.Status], a.refusesCredentials(method):
		return Refused
	default:
		return Unknown
	}
}

// betweenUs has the statuses of those that stand between a client and a service, and
// of those that gave up waiting for it: they do not know what the service did.
var betweenUs = map[int]bool{
	http.StatusRequestTimeout: true, http.StatusTooEarly: true, 499: true,
	http.StatusBadGateway: true, http.StatusGatewayTimeout: true,
}
