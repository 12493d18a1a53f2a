package embedded

import (
	"bytes"
	"context"
	"sync"

	"github.com/hashicorp/terraform-plugin-log/tflog"
)

// subsystem is the name under which the log shows what children write.
const subsystem = "embedded"

// longestLine is how much of a line without an end is kept, in bytes.
const longestLine = 8 << 10

// A childLog takes the standard error of a child into the provider's log, line
// by line. A line that comes late may belong to an earlier request, so the
// secrets of all requests that the child has served are masked in all lines.
type childLog struct {
	mu   sync.Mutex
	ctx  context.Context
	mask mask
	line []byte
}

// serve says whose log the following lines belong to.
func (l *childLog) serve(ctx context.Context, m mask) {
	ctx = tflog.NewSubsystem(ctx, subsystem)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ctx, l.mask = ctx, l.mask.with(m)
}

// Write never fails: a child must not be stopped by its log.
func (l *childLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.line = append(l.line, p...)
	for {
		line, rest, ok := bytes.Cut(l.line, []byte("\n"))
		if !ok {
			break
		}
		l.emit(line)
		l.line = append(l.line[:0], rest...)
	}
	if len(l.line) > longestLine {
		l.emit(l.line)
		l.line = l.line[:0]
	}
	return len(p), nil
}

func (l *childLog) emit(line []byte) {
	if l.ctx != nil && len(line) > 0 {
		tflog.SubsystemDebug(l.ctx, subsystem, l.mask.hide(string(line)))
	}
}
