package embedded

import (
	"bufio"
	"context"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/rclone/rclone/fs"

	"github.com/hoody/terraform-provider-hoody/internal/engine/embedded/services"
)

// A journal is rclone's log in a child. With rclone's "dump headers" it learns of
// every answer; the dumps themselves are not written anywhere. Everything above debug
// level goes to standard error, as from any rclone.
type journal struct {
	slog.Handler
	mu   sync.Mutex
	last services.Exchange
	// asked is the host of the last request, and method its method. leave ends a
	// verification that is redirected to another host: see stay.
	asked, method string
	leave         context.CancelCauseFunc
}

// openJournal makes a journal and makes rclone write into it.
func openJournal(stderr io.Writer) *journal {
	j := &journal{Handler: slog.NewTextHandler(stderr, nil)}
	fs.SetLogger(j)
	ci := fs.GetConfig(context.Background())
	ci.LogLevel = fs.LogLevelDebug
	ci.Dump = fs.DumpHeaders
	return j
}

// Enabled lets every record reach Handle.
func (j *journal) Enabled(context.Context, slog.Level) bool { return true }

// Handle takes one record of the log. rclone's fs/fshttp writes the head of a request,
// the head of its answer, and the error of a request that failed, each as one record.
func (j *journal) Handle(ctx context.Context, r slog.Record) error {
	if r.Level >= slog.LevelInfo {
		return j.Handler.Handle(ctx, r)
	}
	if failure, ok := strings.CutPrefix(r.Message, "Error: "); ok {
		j.note(services.Exchange{Failure: failure, Host: j.host()})
	} else if strings.HasPrefix(r.Message, "HTTP/") {
		j.note(j.answered(r.Message))
	} else {
		j.ask(r.Message)
	}
	return nil
}

// answered reads the head of an answer.
func (j *journal) answered(head string) services.Exchange {
	resp, err := http.ReadResponse(bufio.NewReader(strings.NewReader(head)), nil)
	if err != nil {
		return services.Exchange{}
	}
	_ = resp.Body.Close()
	return services.Exchange{
		Secured:     j.judge(resp.Header),
		Status:      resp.StatusCode,
		ContentType: resp.Header.Get("Content-Type"),
		Length:      max(resp.ContentLength, 0),
		Date:        resp.Header.Get("Date"),
	}
}

func (j *journal) note(e services.Exchange) {
	j.mu.Lock()
	defer j.mu.Unlock()
	e.Refused = j.last.Refused
	if e.Secured == "" {
		e.Secured = j.last.Secured
	}
	if e.Status >= http.StatusBadRequest {
		e.Refused = e.Status
	}
	j.last = e
}

// host returns the host that was asked last.
func (j *journal) host() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.asked
}

// take returns the last exchange and forgets it.
func (j *journal) take() services.Exchange {
	j.mu.Lock()
	defer j.mu.Unlock()
	e := j.last
	j.last = services.Exchange{}
	return e
}

// afterwards are the methods that ask about what is there, or change something about
// it.
var afterwards = []string{http.MethodGet, http.MethodHead, http.MethodPatch, "PROPFIND", "PROPPATCH"}

// refusedToWrite reports whether the last request would have written something, and
// was refused.
func (j *journal) refusedToWrite() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.last.Status/100 == 4 && !slices.Contains(afterwards, j.method)
}

// peek returns the last exchange.
func (j *journal) peek() services.Exchange {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.last
}
