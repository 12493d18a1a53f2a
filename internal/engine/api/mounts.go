package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

const mountsPath = "/api/v1/mounts"

// mountPause is the time between two looks at a mount that starts or stops.
const mountPause = time.Second

// errNoMounts says that a service does not offer mounts at all.
var errNoMounts = errors.New("the service offers no mounts")

// onMount makes a call about one mount.
func onMount(method, id string) (call, error) {
	if !isID(id) {
		return call{}, &engine.Error{
			Message: fmt.Sprintf("%q is not the id of a mount.", id),
			Advice:  "Ids look like mount_0123456789abcdef…; GET " + mountsPath + " lists them.",
		}
	}
	return call{
		method: method,
		path:   mountsPath + "/" + id,
		accept: decodeDone,
		blame:  blameMount,
		advice: "Check the mount at the service.",
	}, nil
}

// mountFields are the documented names that a refusal of a mount may blame.
var mountFields = []string{
	engine.CacheMode, engine.CacheMaxAge, engine.CacheMaxSize, engine.CacheDirCacheTime,
	engine.MountPath, engine.MountBackend, engine.MountLabel,
}

// blameMount finds the field that a refusal is about, by its documented name or,
// since the documented refusals name none, by what they speak of.
func blameMount(message string) string {
	for _, field := range mountFields {
		if strings.Contains(message, field) {
			return field
		}
	}
	said := strings.ToLower(message)
	switch {
	case strings.Contains(said, "mount path"), strings.Contains(said, "mount directory"):
		return engine.MountPath
	case strings.Contains(said, "backend not found"), strings.Contains(said, "unknown backend"):
		return engine.MountBackend
	}
	return ""
}

// mounting keeps creates of mounts and looks for lost ones apart.
type mounting struct {
	// gate is held in part by each create while its request is on its way, and
	// as a whole while somebody looks for a lost one.
	gate *semaphore.Weighted
	mu   *sync.Mutex
	// loose are mounts that this process brought back under a backend: whoever
	// creates the same mount may have it, once.
	loose map[string]bool
}

func newMounting() mounting {
	return mounting{semaphore.NewWeighted(wholeGate), &sync.Mutex{}, map[string]bool{}}
}

func (m *mounting) release(id string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.loose[id] = true
}

func (m *mounting) claim(id string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	claimed := m.loose[id]
	delete(m.loose, id)
	return claimed
}

// Mount mounts a backend, and waits until that is active or has failed. As with
// backends, a create whose answer was lost is looked for before it is repeated.
func (e *Engine) Mount(ctx context.Context, s engine.MountSpec) (engine.Mount, error) {
	body, err := json.Marshal(s)
	if err != nil {
		return engine.Mount{}, &engine.Error{Message: "The mount cannot be written as JSON.", Cause: err}
	}
	ctx, cancel := e.client.bounded(logging(ctx))
	defer cancel()
	defer e.drop()
	c := &mountCreate{spec: s, started: time.Now()}
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
	if err != nil {
		return engine.Mount{}, err
	}
	m, err = e.started(ctx, m)
	if len(c.sends) > 0 && s.Path == "" {
		m.Notices = append(m.Notices, e.secondMount(ctx, c, m)...)
	}
	return m, err
}

// A mountCreate is a mount that this process makes.
type mountCreate struct {
	spec    engine.MountSpec
	post    call
	made    engine.Mount
	started time.Time
	// sends are the requests whose answers were lost.
	sends []send
}

// createMount sends a create until it is known what came of it.
func (e *Engine) createMount(ctx context.Context, c *mountCreate) (engine.Mount, error) {
	p := patience{left: e.client.retries}
	for tries := 1; ; tries++ {
		o, err := e.sendMount(ctx, c)
		if err != nil {
			return engine.Mount{}, err
		}
		again := o.verdict > refused
		m, err := e.outcomeOf(ctx, c, o)
		if err != nil && again && m.ID == "" && !errors.Is(err, errUncertain) && p.wait(ctx, o) {
			continue
		}
		logCall(ctx, c.post, o, tries, c.started)
		return m, err
	}
}

func (e *Engine) sendMount(ctx context.Context, c *mountCreate) (outcome, error) {
	if err := e.mounting.gate.Acquire(ctx, 1); err != nil {
		return outcome{}, e.client.interrupted(ctx)
	}
	defer e.mounting.gate.Release(1)
	sent := time.Now()
	o := e.client.try(ctx, c.post)
	switch o.verdict {
	case done:
		e.ledger.own(c.made.ID)
	case lost:
		c.sends = append(c.sends, send{sent, time.Now()})
	}
	return o, nil
}

// errUncertain says that a mount may have been made and must not be made again.
var errUncertain = errors.New("uncertain")

// outcomeOf is the mount that a create made, or why there is none.
func (e *Engine) outcomeOf(ctx context.Context, c *mountCreate, o outcome) (engine.Mount, error) {
	failed := e.client.problem(ctx, c.post, o)
	switch {
	case o.verdict == done:
		return c.made, nil
	case gone(o):
		return engine.Mount{}, &engine.Error{
			Field:   engine.MountBackend,
			Message: fmt.Sprintf("The service has no backend %s.", c.spec.BackendID),
			Advice:  "Refer to a backend's id, such as hoody_backend_s3.example.id; GET " + backendsPath + " lists them.",
		}
	case o.verdict == lost, isTaken(o):
		m, err := e.lookForMount(ctx, c, failed)
		if err != nil || m.ID != "" {
			return m, err
		}
	}
	if ctx.Err() != nil {
		return engine.Mount{}, e.client.interrupted(ctx)
	}
	return engine.Mount{}, failed
}

// isTaken tells the refusal of a path where something is mounted already.
func isTaken(o outcome) bool {
	return o.failure == nil && o.answer.status == http.StatusConflict && o.answer.words.api
}

// lookForMount finds the mount that a create made whose answer was lost, or that
// this process brought back where the create wants it. No mount and no error
// says that there is none.
func (e *Engine) lookForMount(ctx context.Context, c *mountCreate, failed *engine.Error) (engine.Mount, error) {
	if err := e.mounting.gate.Acquire(ctx, wholeGate); err != nil {
		return engine.Mount{}, uncertain(failed, e.client.interrupted(ctx))
	}
	defer e.mounting.gate.Release(wholeGate)
	all, o, err := e.fetchMounts(ctx)
	if err != nil {
		if len(c.sends) == 0 {
			return engine.Mount{}, nil
		}
		return engine.Mount{}, uncertain(failed, err)
	}
	var made []engine.Mount
	for _, m := range all {
		switch {
		case !c.fits(m):
		case e.mounting.claim(m.ID):
			return m, e.sameCache(ctx, c, m)
		case len(c.sends) > 0 && c.mayHaveMade(e.ledger, momentOf(o.answer), m):
			made = append(made, m)
		}
	}
	switch {
	case len(made) == 0:
		return engine.Mount{}, nil
	case len(made) > 1 || e.noAdoption:
		return engine.Mount{}, candidates(failed, made)
	}
	e.ledger.own(made[0].ID)
	made[0].Notices = []engine.Notice{{
		Summary: "Mount " + made[0].ID + " was adopted",
		Detail: failed.Message + " The answer to its creation is lost, but " + made[0].ID + " at " + made[0].Path +
			" is the only mount of this backend that the service made while the request was under way.",
	}}
	return made[0], nil
}

// fits tells whether a mount is what a create asks for.
func (c *mountCreate) fits(m engine.Mount) bool {
	return m.BackendID == c.spec.BackendID && m.Label == c.spec.Label && m.Status != engine.MountStopping &&
		(c.spec.Path == "" || isAt(c.spec.Path, m.Path))
}

// isAt tells whether an absolute path can be what a service made of a mount path:
// the folder before a relative one is the service's choice.
func isAt(asked, absolute string) bool {
	asked = path.Clean(asked)
	return asked == absolute || !path.IsAbs(asked) && strings.HasSuffix(absolute, "/"+asked)
}

// mayHaveMade tells whether a lost send of a create may have made a mount.
func (c *mountCreate) mayHaveMade(l *ledger, at moment, m engine.Mount) bool {
	if l.knew(m.ID, c.sends[0].sent) {
		return false
	}
	if m.CreatedAt.IsZero() || at.date.IsZero() || at.imprecise() {
		return true
	}
	return during(c.sends, at, m.CreatedAt, lateness)
}

// sameCache gives a mount that was brought back the settings of its create.
func (e *Engine) sameCache(ctx context.Context, c *mountCreate, m engine.Mount) error {
	if c.spec.Cache == (engine.Cache{}) {
		return nil
	}
	_, err := e.patch(ctx, m.ID, c.spec.Cache)
	return err
}

func uncertain(failed *engine.Error, err error) error {
	return &engine.Error{
		Message: failed.Message + " Whether the service made the mount could not be checked: " + reason(err),
		Advice:  "Look at GET " + mountsPath + " before you apply again.",
		Cause:   errUncertain,
	}
}

func candidates(failed *engine.Error, made []engine.Mount) error {
	names := make([]string, len(made))
	for i, m := range made {
		names[i] = fmt.Sprintf("%s (at %s)", m.ID, m.Path)
	}
	return &engine.Error{
		Message: failed.Message + " One of these may be the mount: " + strings.Join(names, ", ") + ".",
		Advice:  "Import the right one by its id, or unmount it (DELETE " + mountsPath + "/{id}), before you apply again.",
		Cause:   errUncertain,
	}
}

// secondMount looks once more for what a create with a lost answer may have left
// behind, once the service had time to act late.
func (e *Engine) secondMount(ctx context.Context, c *mountCreate, mine engine.Mount) []engine.Notice {
	const summary = "A second mount may exist besides "
	last := c.sends[len(c.sends)-1].lost
	sleep(ctx, time.Until(last.Add(lateness)))
	all, o, err := e.fetchMounts(ctx)
	if err != nil {
		return []engine.Notice{{
			Summary: summary + mine.ID,
			Detail: "An answer to its creation was lost, and whether the service acted on that request late could not be checked: " +
				reason(err) + " Compare GET " + mountsPath + " with what you manage.",
		}}
	}
	var left []string
	for _, m := range all {
		if m.ID != mine.ID && c.fits(m) && !e.ledger.owns(m.ID) && c.mayHaveMade(e.ledger, momentOf(o.answer), m) {
			left = append(left, m.ID)
		}
	}
	if len(left) == 0 {
		return nil
	}
	return []engine.Notice{{
		Summary: summary + mine.ID,
		Detail: fmt.Sprintf("An answer to its creation was lost, and since then the service made %s, perhaps from that request. "+
			"If it is nobody else's, remove it with DELETE %s/{id}.", strings.Join(left, ", "), mountsPath),
	}}
}

// started waits until a new mount is active. One that fails to be is there all
// the same.
func (e *Engine) started(ctx context.Context, m engine.Mount) (engine.Mount, error) {
	if m.Status == engine.MountActive {
		return m, nil
	}
	now, err := e.settled(ctx, m.ID)
	switch {
	case errors.Is(err, engine.ErrNotFound):
		return engine.Mount{}, &engine.Error{
			Message: fmt.Sprintf("The mount %s was made and is gone again.", m.ID),
			Advice:  "The service could not start it, or somebody unmounted it: look at the service, then apply again.",
		}
	case err != nil:
		return m, err
	case now.Status == engine.MountActive, !slices.Contains(failures, now.Status):
		now.Notices = m.Notices
		return now, nil
	}
	return m, &engine.Error{
		Message: fmt.Sprintf("The status of the mount %s is %q.", m.ID, now.Status),
		Advice:  "Check that its backend works (GET " + backendsPath + "/{id}/test), then apply again.",
	}
}

// failures are statuses that no document lists, for what cannot become active.
var failures = []string{engine.MountStopping, "failed", "error"}

// settled reads a mount until it neither starts nor stops.
func (e *Engine) settled(ctx context.Context, id string) (engine.Mount, error) {
	for {
		m, err := e.readMount(ctx, id)
		if err != nil || m.Status != engine.MountStarting && m.Status != engine.MountStopping {
			return m, err
		}
		if !sleep(ctx, mountPause) {
			return m, &engine.Error{
				Message: fmt.Sprintf("The mount %s is still %s.", id, m.Status),
				Advice:  "Apply again in a while; the resource's timeouts give it longer.",
				Cause:   ctx.Err(),
			}
		}
	}
}

// readMount asks for one mount by its id, or ErrNotFound.
func (e *Engine) readMount(ctx context.Context, id string) (engine.Mount, error) {
	k, err := onMount(http.MethodGet, id)
	if err != nil {
		return engine.Mount{}, err
	}
	var m engine.Mount
	k.accept = func(body []byte) (err error) {
		m, err = decodeMount(body)
		return err
	}
	o, err := e.client.do(ctx, k)
	if gone(o) {
		return engine.Mount{}, engine.ErrNotFound
	}
	return m, err
}

// fetchMounts lists all mounts.
func (e *Engine) fetchMounts(ctx context.Context) ([]engine.Mount, outcome, error) {
	ctx, cancel := e.client.bounded(ctx)
	defer cancel()
	var all []engine.Mount
	o, err := e.client.do(ctx, call{
		method: http.MethodGet,
		path:   mountsPath,
		accept: func(body []byte) (err error) {
			all, err = decodeMounts(body)
			return err
		},
		advice: "Check the endpoint.",
	})
	if gone(o) {
		return nil, o, errNoMounts
	}
	if err == nil {
		for _, m := range all {
			e.ledger.saw(o.answer.received, m.ID)
		}
	}
	return all, o, err
}

// Mounts tells all mounts of the service.
func (e *Engine) Mounts(ctx context.Context) ([]engine.Mount, error) {
	ctx, cancel := e.client.bounded(logging(ctx))
	defer cancel()
	all, err := e.mounts.get(ctx)
	switch {
	case ctx.Err() != nil:
		return nil, e.client.interrupted(ctx)
	case errors.Is(err, errNoMounts):
		return nil, &engine.Error{Message: "The service offers no mounts.", Advice: "Check the version of the service."}
	case err != nil:
		return nil, err
	}
	return slices.Clone(all.all), nil
}

// InspectMount tells what a mount is now. All reads of a moment share one list;
// what is not in it is asked for by its id before it is called gone.
func (e *Engine) InspectMount(ctx context.Context, r engine.MountRef) (engine.Mount, error) {
	ctx, cancel := e.client.bounded(logging(ctx))
	defer cancel()
	r.WithCache = r.WithCache || e.verifyOnRefresh
	all, err := e.mounts.get(ctx)
	switch {
	case ctx.Err() != nil:
		return engine.Mount{}, e.client.interrupted(ctx)
	case err != nil && !errors.Is(err, errNoMounts) && !all.answered:
		return engine.Mount{}, err
	}
	m, known := all.byID[r.ID]
	if !known {
		m, known = anew(r, all.all)
	}
	if known && !r.WithCache && m.Status != engine.MountStarting && m.Status != engine.MountStopping {
		return m, nil
	}
	if known {
		r.ID = m.ID
	}
	now, err := e.settled(ctx, r.ID)
	if errors.Is(err, context.DeadlineExceeded) && now.ID != "" {
		return now, nil // it starts or stops very slowly, and is said to
	}
	return now, err
}

// anew finds a mount that was made again at the same place.
func anew(r engine.MountRef, all []engine.Mount) (engine.Mount, bool) {
	for _, m := range all {
		if r.Path != "" && m.BackendID == r.BackendID && m.Path == r.Path && m.Status != engine.MountStopping {
			return m, true
		}
	}
	return engine.Mount{}, false
}

// findAnew asks the service now for a mount that was made again.
func (e *Engine) findAnew(ctx context.Context, r engine.MountRef) (engine.Mount, error) {
	all, _, err := e.fetchMounts(ctx)
	if err != nil && !errors.Is(err, errNoMounts) {
		return engine.Mount{}, err
	}
	m, ok := anew(r, all)
	if !ok {
		return engine.Mount{}, engine.ErrNotFound
	}
	return m, nil
}

// ChangeMount changes cache settings in place.
func (e *Engine) ChangeMount(ctx context.Context, r engine.MountRef, c engine.Cache) error {
	ctx, cancel := e.client.bounded(logging(ctx))
	defer cancel()
	o, err := e.patch(ctx, r.ID, c)
	if !gone(o) {
		return err
	}
	m, err := e.findAnew(ctx, r)
	if err != nil {
		return err
	}
	_, err = e.patch(ctx, m.ID, c)
	return err
}

func (e *Engine) patch(ctx context.Context, id string, c engine.Cache) (outcome, error) {
	k, err := onMount(http.MethodPatch, id)
	if err != nil {
		return outcome{failure: &failure{}}, err
	}
	k.advice = "Correct the setting; nothing was changed."
	if k.body, err = json.Marshal(map[string]engine.Cache{engine.MountCache: c}); err != nil {
		return outcome{failure: &failure{}}, &engine.Error{Message: "The settings cannot be written as JSON.", Cause: err}
	}
	return e.client.do(ctx, k)
}

// Unmount removes a mount and waits until it is gone.
func (e *Engine) Unmount(ctx context.Context, r engine.MountRef) error {
	ctx, cancel := e.client.bounded(logging(ctx))
	defer cancel()
	defer e.drop()
	there, err := e.remove(ctx, r.ID)
	if err != nil || there {
		return err
	}
	m, err := e.findAnew(ctx, r)
	if err == nil {
		_, err = e.remove(ctx, m.ID)
	}
	if errors.Is(err, engine.ErrNotFound) {
		return nil
	}
	return err
}

// remove unmounts by id, and waits. It tells whether there was such a mount.
func (e *Engine) remove(ctx context.Context, id string) (bool, error) {
	k, err := onMount(http.MethodDelete, id)
	if err != nil {
		return false, err
	}
	k.advice = "Unmount it at the service, then apply again."
	o, err := e.client.do(ctx, k)
	if gone(o) {
		return false, nil
	}
	if err != nil {
		return true, err
	}
	for {
		m, err := e.readMount(ctx, id)
		switch {
		case errors.Is(err, engine.ErrNotFound):
			return true, nil
		case err != nil:
			return true, err
		}
		if !sleep(ctx, mountPause) {
			return true, &engine.Error{
				Message: fmt.Sprintf("The mount %s is still %s.", id, m.Status),
				Advice:  "Apply again in a while; the resource's timeouts give it longer.",
				Cause:   ctx.Err(),
			}
		}
	}
}
