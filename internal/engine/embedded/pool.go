package embedded

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/redact"
)

const (
	// eagerChildren is how many are started without waiting for a busy one. They are
	// enough for services nearby, whose verification takes milliseconds.
	eagerChildren = 2
	// patience is how long a verification waits for a busy child before another is
	// started, which is worth it for services far away.
	patience = 50 * time.Millisecond
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
	// env is added to the children's environment, for tests.
	env []string
	// limit bounds one verification.
	limit time.Duration
	// maxMemory bounds one child, in bytes.
	maxMemory int64
	// authorities are certificates that children trust besides the system's.
	authorities []byte
	ids         atomic.Uint64
	// places holds a token for every child.
	places chan struct{}
	// idle holds the children that are not serving.
	idle chan *verifier

	mu     sync.Mutex
	closed bool
}

func newPool(executable string, children int, limit time.Duration) *pool {
	return &pool{
		executable: executable,
		limit:      limit,
		places:     make(chan struct{}, children),
		idle:       make(chan *verifier, children),
	}
}

// verify lets a child serve the request once one is free. It returns the caller's
// context error, context.DeadlineExceeded after the limit, errEnded if the child
// crashed, errTooLarge if it took more memory than it may, or why none could be
// started.
func (p *pool) verify(ctx context.Context, r request, m redact.Mask) (answer, error) {
	take := p.take
	if r.Alone {
		take = p.fresh
	}
	v, err := take(ctx)
	if err != nil {
		return answer{}, err
	}
	limited, cancel := context.WithTimeout(ctx, p.limit)
	defer cancel()
	// The child stops a little earlier by itself, because it can say more than that time
	// ran out.
	deadline, _ := limited.Deadline()
	r.ID, r.Deadline, r.MaxMemory = p.ids.Add(1), deadline.Add(-p.limit/10), p.maxMemory
	r.Authorities = p.authorities
	v.log.serve(ctx, m)
	a, err := v.ask(limited, r)
	if err != nil || a.Doubt || r.Alone {
		p.discard(v)
	} else {
		p.put(v)
	}
	if err == nil && a.TooLarge {
		err = errTooLarge
	}
	return a, err
}

// take finds an idle child or waits for one, or starts another while the pool has
// places.
func (p *pool) take(ctx context.Context) (*verifier, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	select {
	case v := <-p.idle:
		if v.isAlive() {
			return v, nil
		}
		p.discard(v)
	default:
	}
	var wait time.Duration
	if len(p.places) >= eagerChildren {
		wait = patience
	}
	outOfPatience := time.After(wait)
	var places chan<- struct{} // nil until it is time for another child
	for {
		select {
		case v := <-p.idle:
			if v.isAlive() {
				return v, nil
			}
			p.discard(v)
		case <-outOfPatience:
			places = p.places
		case places <- struct{}{}:
			return p.start()
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// fresh starts a child that has served nothing. If there is no place for it, fresh
// ends an idle one.
func (p *pool) fresh(ctx context.Context) (*verifier, error) {
	for {
		select {
		case p.places <- struct{}{}:
			return p.start()
		default:
		}
		select {
		case p.places <- struct{}{}:
			return p.start()
		case v := <-p.idle:
			p.discard(v)
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// start makes a child for a place that is already taken.
func (p *pool) start() (*verifier, error) {
	v, err := p.startUnlessClosed()
	if err != nil {
		<-p.places
	}
	return v, err
}

func (p *pool) startUnlessClosed() (*verifier, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return nil, errClosed
	}
	program, err := executable(p.executable)
	if err != nil {
		return nil, err
	}
	env := p.env
	if len(p.authorities) > 0 {
		env = append(slices.Clone(env), trusting())
	}
	return startVerifier(program, env)
}

// put lets a child serve again.
func (p *pool) put(v *verifier) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		p.discard(v)
		return
	}
	p.idle <- v
}

// discard ends a child and frees its place.
func (p *pool) discard(v *verifier) {
	v.kill()
	<-p.places
}

// close ends the idle children and waits for them. A child that is serving ends
// after its answer.
func (p *pool) close() {
	p.mu.Lock()
	p.closed = true
	p.mu.Unlock()
	for {
		select {
		case v := <-p.idle:
			p.discard(v)
			<-v.ended
		default:
			return
		}
	}
}
