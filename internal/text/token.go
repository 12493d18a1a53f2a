package text

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"time"
)

// An OAuthToken is what the document that rclone authorize prints has: what signs in
// now, what gets the next token, and until when the first is good.
type OAuthToken struct {
	Access  string `json:"access_token"`
	Refresh string `json:"refresh_token"`
	// Expiry is the zero time for a token that does not expire.
	Expiry time.Time `json:"expiry"`
}

// ReadToken reads the document of an OAuth token, and reports whether it is one.
func ReadToken(document string) (token OAuthToken, ok bool) {
	err := json.Unmarshal([]byte(document), &token)
	return token, err == nil && token.Access != ""
}

// IsOver reports whether the access token has expired at a time.
func (t OAuthToken) IsOver(at time.Time) bool { return !t.Expiry.IsZero() && !at.Before(t.Expiry) }

// spared replaces a refresh token, because some clients require one.
const spared = `"kept-from-this-use"`

// WithoutRefresh returns the document with something else in place of the refresh
// token, so that nobody can use that up.
func WithoutRefresh(document string) (string, error) {
	var all map[string]json.RawMessage
	if err := json.Unmarshal([]byte(document), &all); err != nil {
		return "", err
	}
	for name := range all {
		if strings.EqualFold(name, "refresh_token") {
			all[name] = json.RawMessage(spared)
		}
	}
	left, err := json.Marshal(all)
	return string(left), err
}

// tokenAdvice says where to find such a document.
const tokenAdvice = "Give the whole document that rclone authorize prints between its arrows, with access_token, " +
	"refresh_token and expiry."

// canonicalToken returns the document of an OAuth token, as canonicalJSON does. It
// recognises the mistakes that people make with what rclone authorize prints. No error
// shows any of the text.
func canonicalToken(s string) (string, error) {
	switch trimmed := strings.TrimSpace(s); {
	case s == "":
		return "", nil
	case strings.Contains(s, "--->") || strings.Contains(s, "<---"):
		return "", &Error{
			Message: "The value is all that rclone authorize printed, and not only the token",
			Advice:  "Leave out the lines with the arrows: the token is between them, from { to }.",
		}
	case isBlob(trimmed):
		return "", &Error{
			Message: "The value is a configuration of rclone in base64, which has the token inside",
			Advice: "Run rclone authorize with the name of the storage alone, or with the id and the secret of a client after " +
				"it: it then prints the token.",
		}
	case strings.HasPrefix(trimmed, "token") && strings.Contains(trimmed, "{"):
		return "", &Error{
			Message: "The value is a line of rclone's configuration, and not only the token",
			Advice:  "Leave out what is before the {, the name of the setting.",
		}
	case isBare(trimmed):
		return "", &Error{Message: "The value is an access token alone, which soon expires", Advice: tokenAdvice}
	}
	canonical, err := canonicalJSON(s)
	if err != nil {
		return "", err
	}
	return canonical, tokenProblem(canonical)
}

// isBare reports whether a text is one word, and not the path of a file.
func isBare(s string) bool {
	isPath := strings.HasSuffix(s, ".json") || s != "" && strings.ContainsAny(s[:1], "/~.")
	return s != "" && !isPath && !strings.ContainsAny(s, " \t\r\n\u2028{}[]\":")
}

// tokenProblem returns why a JSON object is not an OAuth token.
func tokenProblem(document string) error {
	if _, ok := ReadToken(document); ok {
		return nil
	}
	var is struct {
		Installed, Web any
		PrivateKey     string `json:"private_key"`
		Access         string `json:"access_token"`
	}
	_ = json.Unmarshal([]byte(document), &is) // a value of another type counts as not set
	switch {
	case is.Access != "":
		return &Error{
			Message: "The document has an expiry that is no time",
			Advice:  "Give it as rclone authorize prints it, such as 2026-11-30T12:00:00Z, or leave expiry out.",
		}
	case is.Installed != nil || is.Web != nil:
		return &Error{
			Message: "The document is an OAuth client, and not a token",
			Advice:  "Its client_id and client_secret have fields of their own. " + tokenAdvice,
		}
	case is.PrivateKey != "":
		return &Error{
			Message: "The document is the key of a service account, and not a token",
			Advice:  "It goes into the field for such keys, where there is one. " + tokenAdvice,
		}
	default:
		return &Error{Message: "The document has no access_token", Advice: tokenAdvice}
	}
}

// isBlob reports whether a text is what rclone authorize prints when it was given a
// whole configuration.
func isBlob(s string) bool {
	document, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(s, "="))
	var inside struct{ Token string }
	return err == nil && json.Unmarshal(document, &inside) == nil && inside.Token != ""
}
