package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// Mount mounts a backend, and waits until that is active or has failed. As with
// backends, a create whose answer was lost is looked for before it is repeated.
func (e *Engine) Mount(ctx context.Context, s engine.MountSpec) (engine.Mount, error) {
	body, err := encodeMount(s)
	if err != nil {
		return engine.Mount{}, &engine.Error{Message: "The mount cannot be written as JSON.", Cause: err}
	}
	ctx, cancel := e.client.bounded(logging(ctx))
	defer cancel()
	defer e.drop()
	c := &mountCreate{spec: s}
	c.post = call{
		method: http.MethodPost,
		path:   mountsPath,
		body:   body,
		accept: func(body []byte) (err error) {
			c.made, err = decodeMount(body)
			return err
		},
		blame:  blameMount,
		advice: "Correct the mount's configuration; nothing was mounted.",
	}
	m, err := e.createMount(ctx, c)
	if err == nil {
		m, err = e.started(ctx, m)
	}
	// Where a mount has its path, no second one can be.
	if len(c.sends) > 0 && (m.ID == "" || s.Path == "") {
		return e.settleMount(ctx, c, m, err)
	}
	return m, err
}

// encodeMount writes a mount as it is sent, and shown to a person.
func encodeMount(s engine.MountSpec) ([]byte, error) {
	var b bytes.Buffer
	j := json.NewEncoder(&b)
	j.SetEscapeHTML(false)
	if err := j.Encode(s); err != nil {
		return nil, fmt.Errorf("writing the mount: %w", err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte{'\n'}), nil
}

// A mountCreate is a mount that this process makes.
type mountCreate struct {
	spec engine.MountSpec
	post call
	made engine.Mount
	// sends are the requests whose answers were lost, guarded by mounting.mu.
	sends []send
}

// createMount sends a create until it is known what came of it. Its error is a
// *doubt where a mount may be there. A mount that comes with an error is there.
func (e *Engine) createMount(ctx context.Context, c *mountCreate) (engine.Mount, error) {
	started, p := time.Now(), patience{left: e.client.retries}
	for tries := 1; ; tries++ {
		o, err := e.sendMount(ctx, c)
		if err != nil {
			return engine.Mount{}, err
		}
		if o.verdict == done {
			logCall(ctx, c.post, o, tries, started)
			return c.made, nil
		}
		m, err := e.lookForMount(ctx, c, o)
		if err != nil || m.ID != "" {
			logCall(ctx, c.post, o, tries, started)
			return m, err
		}
		if o.verdict == refused || !p.wait(ctx, o) {
			logCall(ctx, c.post, o, tries, started)
			return engine.Mount{}, e.notMounted(ctx, c, o)
		}
	}
}

// sendMount sends a create once, and notes its outcome before anybody can look
// for what is not known.
func (e *Engine) sendMount(ctx context.Context, c *mountCreate) (outcome, error) {
	if err := e.mounting.gate.Acquire(ctx, 1); err != nil {
		return outcome{}, e.client.interrupted(ctx)
	}
	defer e.mounting.gate.Release(1)
	sent := time.Now()
	o := e.client.try(ctx, c.post)
	switch o.verdict {
	case done:
		e.mounting.ledger.own(c.made.ID)
	case lost:
		e.mounting.lose(c, send{sent, time.Now()})
	}
	return o, nil
}

// lose notes that a create's answer was lost.
func (m *mounting) lose(c *mountCreate, s send) {
	m.mu.Lock()
	defer m.mu.Unlock()
	c.sends = append(c.sends, s)
	if !slices.Contains(m.lost, c) {
		m.lost = append(m.lost, c)
	}
}

// notMounted says why a create made nothing.
func (e *Engine) notMounted(ctx context.Context, c *mountCreate, o outcome) *engine.Error {
	failed := e.client.problem(ctx, c.post, o)
	if ctx.Err() != nil || o.failure != nil {
		return failed
	}
	w := o.answer.words
	switch {
	case gone(o) && (w.text == "" || strings.Contains(strings.ToLower(w.text), "backend")):
		return &engine.Error{
			Field:   engine.MountBackend,
			Message: fmt.Sprintf("The service has no backend %s.", c.spec.BackendID),
			Advice:  "Refer to a backend's id, such as hoody_backend_s3.example.id; GET " + backendsPath + " lists them.",
		}
	case isTaken(o) && failed.Field == engine.MountPath:
		failed.Advice = "Choose another mount_path, import the mount that is there, or unmount it."
	case w.api && strings.Contains(w.text, "MOUNT_START_FAILED"):
		failed.Advice = "Check that the backend works (GET " + backendsPath + "/" + c.spec.BackendID + "/test), then apply again."
	}
	return failed
}

// isTaken tells the refusal of a path where something is mounted already.
func isTaken(o outcome) bool {
	return o.failure == nil && o.answer.status == http.StatusConflict && o.answer.words.api
}

// A doubt is the error of a create that may have made a mount: it must not be
// sent again, and a person must be told.
type doubt struct {
	// lost says how the answer was lost.
	lost string
	// candidates are the mounts that it may have made, none of which was adopted
	// because of why.
	candidates []engine.Mount
	why        string
	// unseen is why nobody could look, or nil.
	unseen error
}

func (d *doubt) Error() string { return d.lost }

// lookForMount finds the mount that a create made whose answer was lost, or that
// this process brought back where the create wants it. No mount and no error
// says that there is none.
func (e *Engine) lookForMount(ctx context.Context, c *mountCreate, o outcome) (engine.Mount, error) {
	mayClaim := isTaken(o) && c.spec.Path != "" && e.mounting.hasLoose()
	if !mayClaim && o.verdict != lost {
		return engine.Mount{}, nil
	}
	failed := e.client.problem(ctx, c.post, o)
	if err := e.mounting.gate.Acquire(ctx, wholeGate); err != nil {
		return engine.Mount{}, c.doubtful(failed, e.client.interrupted(ctx))
	}
	defer e.mounting.gate.Release(wholeGate)
	v, err := e.surveyMounts(ctx)
	if err != nil {
		return engine.Mount{}, c.doubtful(failed, err)
	}
	if taken, ok := at(c.spec.Path, v.all); mayClaim && ok && c.fits(taken) && e.mounting.claim(taken.ID) {
		return taken, e.sameCache(ctx, c, taken)
	}
	if o.verdict != lost {
		return engine.Mount{}, nil
	}
	return e.adoptMount(ctx, c, v, failed)
}

// doubtful is the doubt of who could not look. Nothing is in doubt where no
// answer was lost.
func (c *mountCreate) doubtful(failed *engine.Error, err error) error {
	if len(c.sends) == 0 {
		return failed
	}
	return &doubt{lost: failed.Message, unseen: err}
}

// sameCache gives a mount that was brought back the settings of its create. When
// it cannot, the mount is the create's all the same.
func (e *Engine) sameCache(ctx context.Context, c *mountCreate, m engine.Mount) error {
	if c.spec.Cache == (engine.Cache{}) {
		return nil
	}
	return e.change(ctx, m.ID, c.spec.Cache)
}

// adoptMount takes the one mount that can only be what the last request made.
// What an earlier one made would have been seen by the look that followed it, or
// came late: then it may as well be somebody else's.
func (e *Engine) adoptMount(ctx context.Context, c *mountCreate, v mountView, failed *engine.Error) (engine.Mount, error) {
	d := &doubt{lost: failed.Message}
	timeless := v.imprecise()
	for _, m := range v.all {
		made, timed := e.mounting.mayHaveMade(c, c.sends[len(c.sends)-1:], m, v, 0)
		if !made {
			continue
		}
		same, err := e.hasCache(ctx, m, c.spec.Cache)
		switch {
		case err != nil:
			return engine.Mount{}, &doubt{lost: failed.Message, unseen: err}
		case same:
			d.candidates = append(d.candidates, m)
			timeless = timeless || !timed
		}
	}
	switch {
	case len(d.candidates) == 0:
		return engine.Mount{}, nil
	case timeless:
		d.why = "the service does not tell well enough when it was made"
	case len(d.candidates) > 1:
		d.why = "more than one came up in that time"
	case e.noAdoption:
		d.why = "adopt_lost_creates is false"
	default:
		return e.adopted(d.candidates[0], failed), nil
	}
	return engine.Mount{}, d
}

func (e *Engine) adopted(m engine.Mount, failed *engine.Error) engine.Mount {
	e.mounting.ledger.own(m.ID)
	m.Notices = []engine.Notice{{
		Summary: "Mount " + m.ID + " was adopted",
		Detail: failed.Message + " The answer to its creation is lost, but " + m.ID + " at " + m.Path +
			" is the only mount like it that the service made while the request was under way, at " + m.CreatedAt.Format(time.RFC3339) +
			". Set adopt_lost_creates = false on the provider to get an error instead.",
	}}
	return m
}

// hasCache tells whether nothing of a mount's cache settings contradicts those
// that a create sets. To see them costs a request.
func (e *Engine) hasCache(ctx context.Context, m engine.Mount, set engine.Cache) (bool, error) {
	if set == (engine.Cache{}) {
		return true, nil
	}
	now, err := e.readMount(ctx, m.ID)
	if err != nil && !errors.Is(err, engine.ErrNotFound) {
		return false, err
	}
	return err == nil && !differ(set.Mode, now.Cache.Mode) && !differ(set.MaxAge, now.Cache.MaxAge) &&
		!differ(set.MaxSize, now.Cache.MaxSize) && !differ(set.DirCacheTime, now.Cache.DirCacheTime), nil
}

func differ[T comparable](a, b *T) bool { return a != nil && b != nil && *a != *b }

// A mountView is a list of all mounts at a moment.
type mountView struct {
	moment
	all []engine.Mount
}

// surveyMounts lists all mounts, again where the list was too slow to tell the
// time.
func (e *Engine) surveyMounts(ctx context.Context) (mountView, error) {
	var v mountView
	for tries := 0; tries < 3; tries++ {
		all, o, err := e.fetchMounts(ctx)
		if err != nil {
			return mountView{}, err
		}
		if v = (mountView{momentOf(o.answer), all}); !v.imprecise() {
			break
		}
	}
	return v, nil
}

// fits tells whether a mount is what a create asks for.
func (c *mountCreate) fits(m engine.Mount) bool {
	return m.BackendID == c.spec.BackendID && m.Label == c.spec.Label && m.Status != engine.MountStopping &&
		(c.spec.Path == "" || isAt(c.spec.Path, m.Path))
}

// isAt tells whether an absolute path can be what a service made of a mount path:
// the folder before a relative one is the service's choice.
func isAt(asked, absolute string) bool {
	asked, absolute = path.Clean(asked), path.Clean(absolute)
	return asked == absolute || !path.IsAbs(asked) && strings.HasSuffix(absolute, "/"+asked)
}

// depth is how much of its path a create asks for.
func (c *mountCreate) depth() int {
	if c.spec.Path == "" {
		return 0
	}
	return len(path.Clean(c.spec.Path))
}

// at finds the mount at a mount path where something is mounted: others whose
// paths end alike lie deeper.
func at(asked string, all []engine.Mount) (engine.Mount, bool) {
	var found engine.Mount
	for _, m := range all {
		if isAt(asked, m.Path) && (found.ID == "" || len(m.Path) < len(found.Path)) {
			found = m
		}
	}
	return found, found.ID != ""
}

// mayHaveMade tells whether one of a create's lost sends may have made a mount,
// be it so much later, and whether the time of its creation is known.
func (m *mounting) mayHaveMade(c *mountCreate, sends []send, one engine.Mount, v mountView, after time.Duration) (made, timed bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	timed = !one.CreatedAt.IsZero() && !v.date.IsZero()
	if !c.fits(one) || m.ledger.knew(one.ID, sends[0].sent) || timed && !during(sends, v.moment, one.CreatedAt, after) {
		return false, timed
	}
	// Of two lost creates, a mount is that one's which asks for more of its path.
	return !slices.ContainsFunc(m.lost, func(o *mountCreate) bool {
		return o.depth() > c.depth() && o.fits(one) &&
			(!timed || during(o.sends, v.moment, one.CreatedAt, lateness))
	}), timed
}

// settleMount looks once more for what a create with a lost answer may have left
// behind, once the service had time to act late, and sees to it that somebody is
// told.
func (e *Engine) settleMount(ctx context.Context, c *mountCreate, m engine.Mount, err error) (engine.Mount, error) {
	left, unseen := e.leftMounts(ctx, c)
	if m.ID == "" {
		return m, e.unsettledMount(err, left, unseen)
	}
	n := engine.Notice{Summary: "A second mount may exist besides " + m.ID}
	switch {
	case unseen != nil:
		n.Detail = "An answer to its creation was lost, and whether the service acted on that request late could not be checked: " +
			reason(unseen) + " Compare GET " + mountsPath + " with what you manage."
	case len(left) > 0:
		n.Detail = "An answer to its creation was lost, and since then the service made " + e.placesOf(left) +
			", perhaps from that request. If it is nobody else's, remove it with DELETE " + mountsPath + "/{id}."
	default:
		return m, err
	}
	m.Notices = append(m.Notices, n)
	return m, err
}

// leftMounts are the mounts that a create may have made besides what is known.
func (e *Engine) leftMounts(ctx context.Context, c *mountCreate) ([]engine.Mount, error) {
	last := c.sends[len(c.sends)-1].lost
	if !sleep(ctx, time.Until(last.Add(lateness))) {
		return nil, e.client.interrupted(ctx)
	}
	if err := e.mounting.gate.Acquire(ctx, wholeGate); err != nil {
		return nil, e.client.interrupted(ctx)
	}
	defer e.mounting.gate.Release(wholeGate)
	v, err := e.surveyMounts(ctx)
	if err != nil {
		return nil, err
	}
	var left []engine.Mount
	for _, m := range v.all {
		if made, _ := e.mounting.mayHaveMade(c, c.sends, m, v, v.received.Sub(last)); made {
			left = append(left, m)
		}
	}
	return left, nil
}

// unsettledMount is the error of a create that failed and of which something may
// be left. With nothing left it is the error that it was.
func (e *Engine) unsettledMount(err error, left []engine.Mount, unseen error) error {
	said := &engine.Error{Message: reason(err), Cause: unseen}
	if failed, ok := errors.AsType[*engine.Error](err); ok {
		said.Field = failed.Field
	}
	var why string
	d, doubted := errors.AsType[*doubt](err)
	if doubted {
		left, why = withCandidates(d.candidates, left), d.why
	}
	sentence := strings.TrimSuffix(said.Message, ".") + ". "
	switch {
	case len(left) > 0:
		said.Message = sentence + "A request whose answer was lost may have made " + e.placesOf(left) + "."
		if why != "" {
			said.Message += " It was not adopted because " + why + "."
		}
		said.Advice = "If it is nobody else's, import it by its id, or remove it (DELETE " + mountsPath + "/{id}), before you apply again."
	case unseen != nil:
		said.Message = sentence + "Whether a request whose answer was lost has made the mount could not be checked."
		if reason(unseen) != reason(err) {
			said.Message = strings.TrimSuffix(said.Message, ".") + ": " + reason(unseen)
		}
		said.Advice = "Look at GET " + mountsPath + " before you apply again."
	case doubted:
		said.Message = sentence + "Nothing was mounted."
		said.Advice = "Apply again."
	default:
		return err
	}
	return said
}

// withCandidates adds mounts to the candidates of a doubt, once.
func withCandidates(candidates, left []engine.Mount) []engine.Mount {
	all := slices.Clone(candidates)
	for _, m := range left {
		if !slices.ContainsFunc(all, func(o engine.Mount) bool { return o.ID == m.ID }) {
			all = append(all, m)
		}
	}
	return all
}

// placesOf names mounts for a person.
func (e *Engine) placesOf(mounts []engine.Mount) string {
	places := make([]string, len(mounts))
	for i, m := range mounts {
		places[i] = fmt.Sprintf("%s at %s", m.ID, e.client.quote(call{}, m.Path))
	}
	return strings.Join(places, ", ")
}

// started waits until a new mount is active. One that fails to be is there all
// the same.
func (e *Engine) started(ctx context.Context, m engine.Mount) (engine.Mount, error) {
	if m.Status == engine.MountActive && m.Path != "" && m.BackendID != "" {
		return m, nil
	}
	now, err := e.settled(ctx, m.ID)
	if errors.Is(err, engine.ErrNotFound) {
		return engine.Mount{}, &engine.Error{
			Message: fmt.Sprintf("The mount %s was made and is gone again.", m.ID),
			Advice:  "The service could not start it, or somebody unmounted it: look at the service, then apply again.",
		}
	}
	if now.ID != "" {
		now.Notices = m.Notices
		m = now
	}
	if m.Status == engine.MountStarting && errors.Is(err, context.DeadlineExceeded) {
		// As an error it would taint the mount, and the next apply begin anew.
		m.Notices = append(m.Notices, engine.Notice{
			Summary: "Mount " + m.ID + " is still starting",
			Detail:  "The next refresh waits for it again; the resource's timeouts give it longer.",
		})
		return m, nil
	}
	if err == nil && slices.Contains(failures, m.Status) {
		err = &engine.Error{
			Message: fmt.Sprintf("The status of the mount %s is %q.", m.ID, e.client.quote(call{}, m.Status)),
			Advice:  "Check that its backend works (GET " + backendsPath + "/" + m.BackendID + "/test), then apply again.",
		}
	}
	return m, err
}

// failures are statuses that no document lists, of what cannot become active.
var failures = []string{"failed", "error"}
