package wire

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
)

// IsConflict reports whether the API refused because something else is in the way or
// under way: with a 409 or, in some versions, with a 400 about mounts.
func (o Outcome) IsConflict() bool {
	if o.Failure != nil || !o.Answer.Words.API {
		return false
	}
	return o.Answer.Status == http.StatusConflict || o.Answer.Status == http.StatusBadRequest && o.SpeaksOf("mount")
}

// IsBusy reports whether a conflict passes by itself. A conflict because of mounts
// does not.
func (o Outcome) IsBusy() bool {
	return o.Answer.Header.Get("Retry-After") != "" || o.SpeaksOf("upload", "deliver", "retry", "try again")
}

var absolutePath = regexp.MustCompile(`/\S+`)

// SpeaksOf reports whether the API's message has one of the words, outside of the
// paths in it.
func (o Outcome) SpeaksOf(words ...string) bool {
	said := strings.ToLower(absolutePath.ReplaceAllString(o.Answer.Words.Text, ""))
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(said, w) })
}
