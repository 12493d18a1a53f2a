package api

import (
	"context"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// lateness is how long after a lost answer a service may still act on the
// request: a backend that comes later is not looked for.
const lateness = 5 * time.Second

// A moment is when a list was asked for, with the service's time.
type moment struct {
	// date is the service's clock at received, or zero where it told none.
	date, asked, received time.Time
}

// momentOf reads the service's time in an answer.
func momentOf(a *answer) moment {
	m := moment{asked: a.asked, received: a.received}
	m.date, _ = http.ParseTime(a.header.Get("Date"))
	return m
}

// imprecise says that the list took so long that its date, which may be from
// its beginning or its end, tells too little.
func (m moment) imprecise() bool { return m.received.Sub(m.asked) > time.Second }

// earliest and latest convert a time of this process to the service's clock, as
// far as its date tells: it was written between asked and received, and its
// fraction of a second was cut off.
func (m moment) earliest(t time.Time) time.Time { return m.date.Add(t.Sub(m.received)) }
func (m moment) latest(t time.Time) time.Time   { return m.date.Add(t.Sub(m.asked) + time.Second) }

// A view is a list of all backends at a moment.
type view struct {
	moment
	remotes []engine.Remote
}

// A send is a create request whose answer was lost: from when it was sent until
// it was known to be lost.
type send struct{ sent, lost time.Time }

// from is the earliest creation time, in the service's whole seconds, of what
// the send may have made. The second taken off is for a proxy's clock; one more
// would take in backends that other clients made before.
func (s send) from(m moment) time.Time {
	return m.earliest(s.sent).Add(-time.Second).Truncate(time.Second)
}

// during tells whether a time lies within one of the sends, or as much after it.
func during(sends []send, m moment, created time.Time, after time.Duration) bool {
	return slices.ContainsFunc(sends, func(s send) bool {
		return !created.Before(s.from(m)) && !created.After(m.latest(s.lost).Add(after))
	})
}

// A create is a backend that this process connects.
type create struct {
	spec engine.Spec

	// The rest is guarded by the ledger's mu.

	sends []send
	// finding is what a look found for the last lost send, or nil before it.
	finding *finding
}

// A finding is what a list tells about a create of unknown outcome.
type finding struct {
	// adopted is the one backend that only this create can have made, or nil.
	adopted *engine.Remote
	// candidates are all that it may have made.
	candidates []engine.Remote
	// why says why none of the candidates could be adopted.
	why string
}

// A ledger knows which backends this process saw, made, and may have made.
type ledger struct {
	mu sync.Mutex
	// seen is when a read of this process first showed an id. A backend that was
	// there before a create was sent was not made by it.
	seen map[string]time.Time
	// owned are the ids that creates of this process were given or adopted.
	owned map[string]bool
	kin   map[string]*kin
}

// A kin is the backend types that the service may call by one another's names.
type kin struct {
	// gate is held in part by each create while its request is on its way, and
	// as a whole while somebody looks for lost ones: then what is in the list
	// and not in the ledger is no other create's of this process.
	gate *semaphore.Weighted
	// lost are the creates that lost an answer. One that adopted a backend stays:
	// should that have been a stranger's, its own may come late.
	lost []*create
}

const wholeGate = math.MaxInt32

func newLedger() *ledger {
	return &ledger{seen: map[string]time.Time{}, owned: map[string]bool{}, kin: map[string]*kin{}}
}

func (l *ledger) kinOf(b *catalog.Backend) *kin {
	name := b.Name
	for _, s := range b.Synonyms {
		name = min(name, s)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	k := l.kin[name]
	if k == nil {
		k = &kin{gate: semaphore.NewWeighted(wholeGate)}
		l.kin[name] = k
	}
	return k
}

// saw notes that an id existed at a time.
func (l *ledger) saw(at time.Time, id string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.note(at, id)
}

func (l *ledger) sawAll(v view) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, r := range v.remotes {
		l.note(v.received, r.ID)
	}
}

func (l *ledger) note(at time.Time, id string) {
	if first, ok := l.seen[id]; !ok || at.Before(first) {
		l.seen[id] = at
	}
}

// knew tells whether an id was seen before a time.
func (l *ledger) knew(id string, before time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	first, seen := l.seen[id]
	return l.owned[id] || seen && first.Before(before)
}

// owns tells whether a create of this process was given an id.
func (l *ledger) owns(id string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.owned[id]
}

// own notes that a create was given an id.
func (l *ledger) own(id string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.owned[id] = true
}

// lose notes that a create's answer was lost.
func (l *ledger) lose(k *kin, c *create, s send) {
	l.mu.Lock()
	defer l.mu.Unlock()
	c.sends, c.finding = append(c.sends, s), nil
	if !slices.Contains(k.lost, c) {
		k.lost = append(k.lost, c)
	}
}

// resolve finds, for every create that waits for it, what it may have made.
// Nobody of the kin may be creating meanwhile.
func (l *ledger) resolve(k *kin, v view) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, c := range k.lost {
		if c.finding != nil {
			continue
		}
		c.finding = l.find(k, c, v)
		if a := c.finding.adopted; a != nil {
			l.owned[a.ID] = true
		}
	}
}

func (l *ledger) find(k *kin, c *create, v view) *finding {
	f := &finding{}
	timeless := v.imprecise()
	for _, r := range v.remotes {
		if !l.possible(c, r) {
			continue
		}
		created, ok := v.created(r)
		timeless = timeless || !ok
		if !ok || during(c.sends, v.moment, created, 0) {
			f.candidates = append(f.candidates, r)
		}
	}
	switch {
	case len(f.candidates) == 0:
	case timeless:
		f.why = "the service does not tell well enough when it was made"
	case len(f.candidates) > 1:
		f.why = "more than one came up in that time"
	case l.rival(k, c, v, f.candidates[0]):
		f.why = "another create of this run lost its answer too and may have made it"
	default:
		f.adopted = &f.candidates[0]
	}
	return f
}

// created is when the service made a backend, if it and its clock are known.
func (v view) created(r engine.Remote) (time.Time, bool) {
	created, err := time.Parse(time.RFC3339, r.CreatedAt)
	return created, err == nil && !v.date.IsZero()
}

// rival tells whether another create may have made a backend, be it late.
func (l *ledger) rival(k *kin, c *create, v view, r engine.Remote) bool {
	created, _ := v.created(r)
	return slices.ContainsFunc(k.lost, func(o *create) bool {
		return o != c && l.possible(o, r) && during(o.sends, v.moment, created, lateness)
	})
}

// leftovers are the backends that a create may have made besides what is known.
func (l *ledger) leftovers(c *create, v view) []engine.Remote {
	l.mu.Lock()
	defer l.mu.Unlock()
	var left []engine.Remote
	for _, r := range v.remotes {
		created, ok := v.created(r)
		if l.possible(c, r) && (!ok || !created.Before(c.sends[0].from(v.moment))) {
			left = append(left, r)
		}
	}
	return left
}

// possible tells whether a create that lost an answer may have made a backend,
// its time aside.
func (l *ledger) possible(c *create, r engine.Remote) bool {
	first, seen := l.seen[r.ID]
	return c.spec.Backend.IsType(r.BackendType) &&
		!l.owned[r.ID] &&
		!(seen && first.Before(c.sends[0].sent)) &&
		len(r.MountPaths) == 0 &&
		!contradicts(c.spec, r)
}

// contradicts tells whether a backend points at something else than what a
// configuration says. What either side leaves open contradicts nothing.
func contradicts(s engine.Spec, r engine.Remote) bool {
	server := hostOf(r.Server)
	if strings.HasSuffix(r.Server, ":generic") {
		server = ""
	}
	return differs(s, catalog.Server, server, func(configured string) bool {
		host := hostOf(configured)
		return host == "" || host == server || strings.HasSuffix(host, "."+server) || strings.HasSuffix(server, "."+host)
	}) || differs(s, catalog.User, r.User, func(configured string) bool { return configured == r.User })
}

func differs(s engine.Spec, property catalog.Tells, listed string, same func(string) bool) bool {
	if listed == "" {
		return false
	}
	var configured bool
	for i := range s.Backend.Fields {
		f := &s.Backend.Fields[i]
		value, _ := s.Values[f.Name].(string)
		if f.Tells != property || value == "" {
			continue
		}
		if same(value) {
			return false
		}
		configured = true
	}
	return configured
}

// hostOf is the host in a URL, in an address with or without a port, or in a
// Storj satellite's id@host:port.
func hostOf(address string) string {
	if !strings.Contains(address, "://") {
		address = "//" + address
	}
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
}

// look finds out what a create whose answer was lost has made. Lost creates of
// one kin share a look.
func (e *Engine) look(ctx context.Context, k *kin, c *create) (*finding, error) {
	if err := k.gate.Acquire(ctx, wholeGate); err != nil {
		return e.ledger.abandon(c, e.client.interrupted(ctx))
	}
	defer k.gate.Release(wholeGate)
	if f := e.ledger.findingOf(c); f != nil {
		return f, nil
	}
	v, err := e.survey(ctx)
	if err != nil {
		return e.ledger.abandon(c, err)
	}
	e.ledger.resolve(k, v)
	return e.ledger.findingOf(c), nil
}

// survey lists all backends, again where the list was too slow to tell the time:
// a service that has just woken up is slow once.
func (e *Engine) survey(ctx context.Context) (view, error) {
	v, _, err := e.fetch(ctx)
	for again := 0; again < 2 && err == nil && v.imprecise(); again++ {
		v, _, err = e.fetch(ctx)
	}
	return v, err
}

func (l *ledger) findingOf(c *create) *finding {
	l.mu.Lock()
	defer l.mu.Unlock()
	return c.finding
}

// abandon gives up waiting for a look, unless there just was one: from now on
// nothing may be adopted for the create.
func (l *ledger) abandon(c *create, err error) (*finding, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if c.finding != nil {
		return c.finding, nil
	}
	c.finding = &finding{}
	return nil, err
}

// lookAgain finds what a create may have made besides, once the service had
// time to act late.
func (e *Engine) lookAgain(ctx context.Context, k *kin, c *create) ([]engine.Remote, error) {
	last := c.sends[len(c.sends)-1].lost
	if !sleep(ctx, time.Until(last.Add(lateness))) {
		return nil, e.client.interrupted(ctx)
	}
	if err := k.gate.Acquire(ctx, wholeGate); err != nil {
		return nil, e.client.interrupted(ctx)
	}
	defer k.gate.Release(wholeGate)
	v, err := e.survey(ctx)
	if err != nil {
		return nil, err
	}
	e.ledger.resolve(k, v)
	return e.ledger.leftovers(c, v), nil
}
