package wire

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
)

// IsConflict reports whether the API refused because of what is under way: with a 409, or
// in some versions with a 400 that speaks of mounts.
func (o Outcome) IsConflict() bool {
	if o.Failure != nil || !o.Answer.Words.API {
		return false
	}
	return o.Answer.Status == http.StatusConflict || o.Answer.Status == http.StatusBadRequest && o.SpeaksOf("mount")
}

// IsBusy reports whether a conflict passes by itself, as one because of mounts does not.
func (o Outcome) IsBusy() bool {
	return o.Answer.Header.Get("Retry-After") != "" || o.SpeaksOf("upload", "deliver", "retry", "try again")
}

var absolutePath = regexp.MustCompile(`/\S+`)

// SpeaksOf looks for words in what the API says, and not in the paths in it.
func (o Outcome) SpeaksOf(words ...string) bool {
	said := strings.ToLower(absolutePath.ReplaceAllString(o.Answer.Words.Text, ""))
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(said, w) })
}
