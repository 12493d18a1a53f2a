package embedded

import (
	"bytes"
	"context"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/hoody/terraform-provider-hoody/internal/redact"
)

// subsystem is the name under which the provider's log has what children write.
const subsystem = "embedded"

// longestLine is how much is kept of a line that does not end, in bytes.
const longestLine = 8 << 10

// A childLog copies the standard error of a child to the provider's log, line by line.
// A line that comes late may belong to an earlier request, so every line hides the
// secrets of all requests that the child has served.
type childLog struct {
	mu   sync.Mutex
	ctx  context.Context
	mask redact.Mask
	line []byte
	// full says that the rest of the line is dropped: if the line were cut in the middle
	// of a secret, no mask would know the second half.
	full bool
	// fatal is the line with which Go ends a process, safe to show.
	fatal string
}

// serve says which log gets the lines that follow.
func (l *childLog) serve(ctx context.Context, m redact.Mask) {
	ctx = tflog.NewSubsystem(ctx, subsystem)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ctx, l.mask = ctx, l.mask.Join(m)
}

// Write never fails, so that its log cannot stop a child.
func (l *childLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for piece := range bytes.Lines(p) {
		text, isWhole := bytes.CutSuffix(piece, []byte("\n"))
		l.take(text)
		if isWhole {
			l.emit()
			l.full = false
		}
	}
	return len(p), nil
}

// take adds to the line, and writes the line out when it gets too long.
func (l *childLog) take(text []byte) {
	if l.full {
		return
	}
	room := longestLine - len(l.line)
	l.line = append(l.line, text[:min(room, len(text))]...)
	if len(text) > room {
		l.emit()
		l.full = true
	}
}

// lastWords returns the line with which Go ended the process, or "".
func (l *childLog) lastWords() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.fatal
}

func (l *childLog) emit() {
	if l.ctx != nil && len(l.line) > 0 {
		line := redact.Line(l.mask.Hide(string(l.line)), longestLine)
		if l.fatal == "" && (strings.HasPrefix(line, "panic: ") || strings.HasPrefix(line, "fatal error: ")) {
			l.fatal = redact.Line(line, longestWords)
		}
		tflog.SubsystemDebug(l.ctx, subsystem, line)
	}
	l.line = l.line[:0]
}
