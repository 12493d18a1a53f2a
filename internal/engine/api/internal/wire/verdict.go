package wire

import "net/http"

// A Verdict says what an outcome means for sending the call again.
type Verdict uint8

const (
	// Done is the success that was asked for.
	Done Verdict = iota
	// Refused is Hoody's last word.
	Refused
	// Again is known not to have happened.
	Again
	// Unknown may have happened or not.
	Unknown
	// Silent may happen yet: the time for one try ended before there was an answer.
	Silent
)

// judge says what came of a try. What only a POST cannot take back is told apart
// for it: there, no answer but the API's own word says that nothing happened.
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

// betweenUs are the statuses of those who stand between a client and a service, and
// of those who gave up waiting for it: they know nothing of what it did.
var betweenUs = map[int]bool{
	http.StatusRequestTimeout: true, http.StatusTooEarly: true, 499: true,
	http.StatusBadGateway: true, http.StatusGatewayTimeout: true,
}
