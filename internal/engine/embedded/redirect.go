package embedded

import (
	"bufio"
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/engine/embedded/services"
)

// An elsewhere is a redirect to another host, which is not followed.
type elsewhere struct{ host string }

func (e elsewhere) Error() string {
	return "the storage redirects to another host, " + e.host + ", which was not followed: the token would go along"
}

// stay ends a verification at the first answer that redirects to another host, if the
// backend's token would go there. It ends the context before the next request is sent,
// since the journal sees an answer before the client does.
func (j *journal) stay(ctx context.Context, s *services.Service) (context.Context, context.CancelCauseFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	j.mu.Lock()
	defer j.mu.Unlock()
	j.asked, j.leave = "", nil
	if s.Bearer {
		j.leave = cancel
	}
	return ctx, cancel
}

// ask notes the host and the method of a request.
func (j *journal) ask(head string) {
	req, err := http.ReadRequest(bufio.NewReader(strings.NewReader(head)))
	if err != nil {
		return
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.asked, j.method = req.Host, req.Method
}

// judge ends the verification if an answer leads away from the host that was asked. It
// returns the host if the answer leads to https.
func (j *journal) judge(head http.Header) (secured string) {
	to, err := url.Parse(head.Get("Location"))
	j.mu.Lock()
	defer j.mu.Unlock()
	if err == nil && to.Host != "" && j.leave != nil && !strings.EqualFold(strings.TrimSuffix(to.Host, ":443"), j.asked) {
		j.leave(elsewhere{to.Host})
	}
	if err == nil && to.Scheme == "https" {
		return to.Hostname()
	}
	return ""
}
