package embedded

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

var (
	// errEnded says that a child ended before it answered.
	errEnded = errors.New("the verifying process ended")
	// errClosed says that the engine was closed.
	errClosed = errors.New("the engine is closed")
)

// A pool keeps a few children warm, each of which serves one verification after
// another.
type pool struct {
	executable string
	// env is added to the environment of the children, for tests.
	env []string
	// limit bounds one verification, start of a child included.
	limit time.Duration
	// places holds a token for every child that may serve at the same time.
	places chan struct{}
	ids    atomic.Uint64

	mu     sync.Mutex
	idle   []*verifier
	closed bool
}

func newPool(executable string, children int, limit time.Duration) *pool {
	return &pool{
		executable: executable,
		limit:      limit,
		places:     make(chan struct{}, children),
	}
}

// verify has a child serve the request once one is free. It returns the
// caller's context error, context.DeadlineExceeded after the limit, errEnded
// when the child crashed, or why none could be started.
func (p *pool) verify(ctx context.Context, r request, m mask) (answer, error) {
	select {
	case p.places <- struct{}{}:
		defer func() { <-p.places }()
	case <-ctx.Done():
		return answer{}, ctx.Err()
	}
	limited, cancel := context.WithTimeout(ctx, p.limit)
	defer cancel()
	v, err := p.take()
	if err != nil {
		return answer{}, err
	}
	// The child stops a little earlier by itself, for it can say more than
	// that the time was up.
	deadline, _ := limited.Deadline()
	r.ID, r.Deadline = p.ids.Add(1), deadline.Add(-p.limit/10)
	v.log.serve(ctx, m)
	a, err := v.ask(limited, r)
	if err != nil || a.Doubt {
		v.kill()
		return a, err
	}
	p.put(v)
	return a, nil
}

// take finds an idle child, or starts one.
func (p *pool) take() (*verifier, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return nil, errClosed
	}
	for len(p.idle) > 0 {
		last := len(p.idle) - 1
		v := p.idle[last]
		p.idle = p.idle[:last]
		if v.isAlive() {
			return v, nil
		}
	}
	program, err := executable(p.executable)
	if err != nil {
		return nil, err
	}
	return startVerifier(program, p.env)
}

func (p *pool) put(v *verifier) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		v.kill()
		return
	}
	p.idle = append(p.idle, v)
}

// close ends the idle children and waits for them. A child that is serving ends
// after its answer.
func (p *pool) close() {
	p.mu.Lock()
	idle := p.idle
	p.idle, p.closed = nil, true
	p.mu.Unlock()
	for _, v := range idle {
		v.kill()
	}
	for _, v := range idle {
		<-v.ended
	}
}
