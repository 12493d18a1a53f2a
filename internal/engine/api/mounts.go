package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/lost"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

const mountsPath = "/api/v1/mounts"

// mountPause is the time between two looks at a mount that starts or stops.
const mountPause = time.Second

// errLost says that it is not known whether the service did what it was asked.
var errLost = errors.New("the answer was lost")

// onMount makes a call about one mount.
func onMount(method, id string) (wire.Call, error) {
	if !wire.IsID(id) {
		return wire.Call{}, &engine.Error{
			Message: fmt.Sprintf("%q is not the id of a mount.", id),
			Advice:  "Ids look like mount_0123456789abcdef…; GET " + mountsPath + " lists them.",
		}
	}
	return wire.Call{
		Method: method,
		Path:   mountsPath + "/" + id,
		Accept: wire.DecodeDone,
		Blame:  blameMount,
		Advice: "Check the mount at Hoody.",
	}, nil
}

// mountFields are the documented names that a refusal of a mount may blame.
var mountFields = func() []string {
	names := []string{engine.MountBackend, engine.MountLabel, engine.MountPath, engine.MountSettings}
	for _, one := range engine.AllSettings {
		names = append(names, one.Name)
	}
	return names
}()

// mountPhrases begin the refusals that name no field.
var mountPhrases = []struct{ said, field string }{
	{"mount path ", engine.MountPath},
	{"backend not found", engine.MountBackend},
}

// blameMount finds the one field that a refusal names, or speaks of. Words of
// the configuration that it repeats blame nothing: a label may be "mount_path".
func blameMount(message string) string {
	var found string
	for _, field := range mountFields {
		if !quotes(message, field) && !quotes(message, engine.MountSettings+"."+field) || field == "timeout" && !strings.Contains(message, engine.MountSettings+".timeout") {
			continue // whoever says "timeout: …" speaks of the network
		}
		if found != "" {
			return ""
		}
		found = field
	}
	if found != "" {
		return found
	}
	said := strings.ToLower(message)
	for _, p := range mountPhrases {
		if strings.HasPrefix(said, p.said) || strings.Contains(said, ": "+p.said) {
			return p.field
		}
	}
	return ""
}

// mounting keeps the mounts of this process apart from others'.
type mounting struct {
	// ledger is not that of the backends: ids are opaque, and those of a mount
	// and of a backend may be the same.
	ledger *lost.Ledger[engine.Mount]

	// freeing counts the paths that this run is about to free.
	freeing *atomic.Int32

	mu *sync.Mutex
	// loose are the mounts that this process brought back under a backend: who
	// had one before, or creates the same, may have it, but only one of them. It
	// tells the id by which that one knew it, or "" until there is one.
	loose map[string]string
	// holders are the ids by which resources knew the mounts that they have now.
	holders map[string]string
}

func newMounting(l *lost.Ledger[engine.Mount]) mounting {
	return mounting{ledger: l, freeing: new(atomic.Int32), mu: &sync.Mutex{}, loose: map[string]string{}, holders: map[string]string{}}
}

// release leaves a mount to whoever had it, or creates the same.
func (m *mounting) release(id string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.loose[id] = ""
}

// claim gives a mount that nobody has yet to a create.
func (m *mounting) claim(id string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	holder, ok := m.loose[id]
	if !ok || holder != "" {
		return false
	}
	delete(m.loose, id)
	return true
}

// hasLoose tells whether a create could claim anything.
func (m *mounting) hasLoose() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.loose) > 0
}

// inherit tells whether a mount may be what another id was before: it is not
// when a create of this process made it for somebody else.
func (m *mounting) inherit(id, before string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	holder, ok := m.loose[id]
	if !ok {
		return !m.ledger.Owns(id)
	}
	if holder == "" {
		m.loose[id] = before
	}
	return m.loose[id] == before
}

// shared warns of a mount that two resources take for theirs: one that was mounted
// anew looks like the one that was there before.
func (m *mounting) shared(one engine.Mount, before string) []engine.Notice {
	m.mu.Lock()
	defer m.mu.Unlock()
	other, held := m.holders[one.ID]
	if !held {
		m.holders[one.ID] = before
	}
	if !held || other == before {
		return nil
	}
	return []engine.Notice{{
		Summary: "Two resources manage mount " + one.ID,
		Detail: fmt.Sprintf("The mounts %s and %s of the state are now one, at %s: to destroy one of them unmounts the other's. "+
			"Remove one from the state (terraform state rm); for a resource that was renamed, a moved block is the way.", other, before, one.Path),
	}}
}

// isMoving says that a mount is on its way up or down.
func isMoving(m engine.Mount) bool {
	return m.Phase() == engine.Rising || m.Phase() == engine.Falling
}

// isSettled says that a mount is up, or has failed. Nobody knows what follows a
// status that no version documents.
func isSettled(m engine.Mount) bool {
	return m.Phase() == engine.Up || m.Phase() == engine.Failed
}

// awaitGone waits until a mount is not there any more.
func (e *Engine) awaitGone(ctx context.Context, id string) error {
	_, err := e.readUntil(ctx, id, func(engine.Mount) bool { return false })
	if errors.Is(err, engine.ErrNotFound) {
		return nil
	}
	return err
}

// readUntil reads a mount until it is as wanted.
func (e *Engine) readUntil(ctx context.Context, id string, wanted func(engine.Mount) bool) (engine.Mount, error) {
	var last engine.Mount
	for {
		m, err := e.readMount(ctx, id)
		switch {
		case err == nil && wanted(m):
			return m, nil
		case err == nil:
			last = m
		case last.ID == "" || ctx.Err() == nil:
			return engine.Mount{}, err
		}
		if !wire.Sleep(ctx, mountPause) {
			return last, e.still(ctx, last)
		}
	}
}

// still says that time ended before a mount was what it should be.
func (e *Engine) still(ctx context.Context, m engine.Mount) *engine.Error {
	return &engine.Error{
		Message: fmt.Sprintf("The mount %s is still %s.", m.ID, e.client.Quote(wire.Call{}, m.Status)),
		Advice:  "Apply again in a while; the resource's timeouts give it longer.",
		Cause:   ctx.Err(),
	}
}

// readMount asks for one mount by its id, or ErrNotFound.
func (e *Engine) readMount(ctx context.Context, id string) (engine.Mount, error) {
	k, err := onMount(http.MethodGet, id)
	if err != nil {
		return engine.Mount{}, err
	}
	var m engine.Mount
	k.Accept = func(body []byte) (err error) {
		m, err = decodeMount(body)
		if err == nil && m.ID != id {
			return errAnother
		}
		return err
	}
	o, err := e.client.Do(ctx, k)
	if wire.Is404(o) || err == nil && m.Phase() == engine.Down {
		return engine.Mount{}, engine.ErrNotFound
	}
	if err != nil {
		return engine.Mount{}, err
	}
	return m, nil
}

// fetchMounts lists all mounts but those that are down. A 404 is an error like any other: a gateway without
// a route answers so too.
func (e *Engine) fetchMounts(ctx context.Context, retries int) (all []engine.Mount, err error) {
	ctx, cancel := e.client.Bounded(ctx)
	defer cancel()
	o, err := e.client.DoTimes(ctx, wire.Call{
		Method: http.MethodGet,
		Path:   mountsPath,
		Accept: func(body []byte) (err error) {
			all, err = decodeMounts(body)
			return err
		},
		Advice: "Check the endpoint.",
	}, retries)
	if wire.Is404(o) {
		return nil, &engine.Error{
			Message: "Hoody has no list of mounts: " + wire.Reason(err),
			Advice:  "Check the endpoint, and the version of Hoody.",
		}
	}
	if err != nil {
		return nil, err
	}
	e.mounting.ledger.SawAll(all)
	return slices.DeleteFunc(all, func(m engine.Mount) bool { return m.Phase() == engine.Down }), nil
}

// Mounts tells all mounts of the service.
func (e *Engine) Mounts(ctx context.Context) ([]engine.Mount, error) {
	ctx, cancel := e.client.Bounded(wire.Logging(ctx))
	defer cancel()
	all, err := e.mounts.Get(ctx, wire.AllRetries)
	switch {
	case ctx.Err() != nil:
		return nil, e.client.Interrupted(ctx)
	case err != nil:
		return nil, err
	}
	return slices.Clone(all.All), nil
}

// InspectMount tells what a mount is now. All reads of a moment share one list;
// what is not in it is asked for by its id before it is called gone.
func (e *Engine) InspectMount(ctx context.Context, r engine.MountRef) (engine.Mount, error) {
	ctx, cancel := e.client.Bounded(wire.Logging(ctx))
	defer cancel()
	r.WithSettings = r.WithSettings || e.verifyOnRefresh
	m, err := e.inspectMount(ctx, r)
	switch {
	case errors.Is(err, engine.ErrNotFound) && e.away.isExpected(r):
		return engine.Mount{}, engine.ErrAway
	case err == nil && r.Path != "":
		m.Notices = append(m.Notices, e.mounting.shared(m, r.ID)...)
	}
	return m, err
}

func (e *Engine) inspectMount(ctx context.Context, r engine.MountRef) (engine.Mount, error) {
	e.mounting.ledger.Saw(r.ID)
	all, err := e.mounts.Get(ctx, wire.RefreshRetries)
	switch {
	case ctx.Err() != nil:
		return engine.Mount{}, e.client.Interrupted(ctx)
	case err != nil:
		return engine.Mount{}, err
	}
	m, listed := all.ByID[r.ID]
	known := listed
	if !listed {
		// Whoever mounted it anew may have done so with other settings.
		m, listed = e.anew(r, all.All)
	}
	if !listed {
		m.ID = r.ID
	} else if known && !isMoving(m) && (!r.WithSettings || m.Settings != nil) {
		return m, nil
	}
	now, gone := e.awaited(ctx, m.ID)
	switch {
	case !errors.Is(gone, engine.ErrNotFound):
		return now, gone
	case !listed:
		return engine.Mount{}, engine.ErrNotFound
	}
	if m, err = e.findAnew(ctx, r); err != nil {
		return engine.Mount{}, err
	}
	return e.awaited(ctx, m.ID)
}

// awaited is a mount once it is no longer on its way, or as it is when there is no
// time left: one that starts or stops very slowly is said to.
func (e *Engine) awaited(ctx context.Context, id string) (engine.Mount, error) {
	m, err := e.readUntil(ctx, id, func(m engine.Mount) bool { return !isMoving(m) })
	if errors.Is(err, context.DeadlineExceeded) && m.ID != "" {
		return m, nil
	}
	if err != nil {
		return engine.Mount{}, err
	}
	return m, nil
}

// anew finds a mount that was made again at the same place.
func (e *Engine) anew(r engine.MountRef, all []engine.Mount) (engine.Mount, bool) {
	for _, m := range all {
		if r.Path != "" && m.BackendID == r.BackendID && m.Path == r.Path &&
			m.Phase() != engine.Falling && e.mounting.inherit(m.ID, r.ID) {
			return m, true
		}
	}
	return engine.Mount{}, false
}

// findAnew asks the service now for a mount that was made again.
func (e *Engine) findAnew(ctx context.Context, r engine.MountRef) (engine.Mount, error) {
	all, err := e.fetchMounts(ctx, wire.AllRetries)
	if err != nil {
		return engine.Mount{}, err
	}
	if m, ok := e.anew(r, all); ok {
		return m, nil
	}
	if slices.ContainsFunc(all, func(m engine.Mount) bool { return m.ID == r.ID }) {
		return engine.Mount{}, contradictory(e.client, r.ID)
	}
	return engine.Mount{}, engine.ErrNotFound
}

// ChangeMount changes settings in place, and waits until the mount is active.
func (e *Engine) ChangeMount(ctx context.Context, r engine.MountRef, changes engine.Settings) (engine.Mount, error) {
	ctx, cancel := e.client.Bounded(wire.Logging(ctx))
	defer cancel()
	defer e.mounts.Drop()
	m, err := e.changeOrRepair(ctx, r, changes)
	if !errors.Is(err, engine.ErrNotFound) {
		return m, err
	}
	anew, err := e.findAnew(ctx, r)
	if err != nil {
		return engine.Mount{}, err
	}
	r.ID = anew.ID
	return e.changeOrRepair(ctx, r, changes)
}

// changeOrRepair sends one PATCH and sees what comes of it, or says ErrNotFound.
func (e *Engine) changeOrRepair(ctx context.Context, r engine.MountRef, changes engine.Settings) (engine.Mount, error) {
	if r.Repair {
		now, err := e.readMount(ctx, r.ID)
		if err != nil {
			return engine.Mount{}, err
		}
		changes = now.Settings.With(changes)
	}
	m, err := e.change(ctx, r, changes)
	if err == nil && m.Phase() != engine.Up {
		m, err = e.readUntil(ctx, r.ID, isSettled)
	}
	if err == nil && m.Phase() == engine.Failed {
		err = e.failed(m)
	}
	return m, err
}

// change changes settings by the mount's id, or says ErrNotFound. The mount that
// was answered is as it is then: where the service had to mount it again, on its way.
func (e *Engine) change(ctx context.Context, r engine.MountRef, changes engine.Settings) (m engine.Mount, err error) {
	k, err := onMount(http.MethodPatch, r.ID)
	if err != nil {
		return m, err
	}
	k.Advice = "Correct the setting; nothing was changed."
	k.Slow = slowChange
	k.Accept = func(body []byte) error {
		m, _ = decodeMount(body) // who answers without it is asked
		return wire.DecodeDone(body)
	}
	if k.Body, err = wire.Encode(map[string]engine.Settings{engine.MountSettings: changes}); err != nil {
		return m, &engine.Error{Message: "The settings cannot be written as JSON.", Cause: err}
	}
	o, err := e.client.Do(ctx, k)
	switch {
	case wire.Is404(o):
		return m, engine.ErrNotFound
	case err != nil && o.Verdict >= wire.Unknown:
		return m, &engine.Error{
			Message: wire.Reason(err), Cause: errors.Join(engine.ErrUnsettled, errors.Unwrap(err)),
			Advice: "Whether the settings were changed is not known. Apply again: sending them twice does no harm.",
		}
	}
	err = refusedSettings(o, err)
	if r.Repair && refusesSettings(o) {
		said := wire.AsError(err)
		said.Field, said.Advice = "", adviceReplace
	}
	return m, err
}

// failed is the error of a mount that does not come up, in the service's words.
func (e *Engine) failed(m engine.Mount) *engine.Error {
	said := fmt.Sprintf("The status of the mount %s is %q", m.ID, e.client.Quote(wire.Call{}, m.Status))
	if m.Problem != "" {
		said += `: "` + e.client.Quote(wire.Call{}, m.Problem) + `"`
	}
	return &engine.Error{
		Message: said + ".",
		Advice:  "Check that its backend works, then apply again: " + e.client.Curl(http.MethodGet, backendsPath+"/"+m.BackendID+"/test"),
	}
}

// adviceReplace is for a mount that has failed and takes no settings, so that nothing
// in place repairs it.
const adviceReplace = "A mount of such a backend cannot be repaired in place. Replace it: terraform apply -replace."

// refusedSettings adds to a refusal what it means for the settings of a mount.
func refusedSettings(o wire.Outcome, err error) error {
	said, ok := errors.AsType[*engine.Error](err)
	if !ok || o.Answer == nil {
		return err
	}
	switch {
	case refusesSettings(o):
		said.Field = engine.MountSettings
		said.Advice = "Leave vfs out: this version of Hoody mounts such a backend with the default settings only."
	case o.Answer.Status == http.StatusNotImplemented && o.Answer.Words.API:
		said.Advice = "This version of Hoody cannot do that in place. Replace the mount: terraform apply -replace."
	}
	return said
}

// refusesSettings tells that a mount of such a backend has no settings of its own.
func refusesSettings(o wire.Outcome) bool {
	return o.Answer != nil && o.Answer.Words.Code == "VFS_CONFIG_UNSUPPORTED_BACKEND"
}

// Unmount removes a mount and waits until it is gone.
func (e *Engine) Unmount(ctx context.Context, r engine.MountRef) error {
	ctx, cancel := e.client.Bounded(wire.Logging(ctx))
	defer cancel()
	defer e.drop()
	e.mounting.freeing.Add(1)
	defer e.mounting.freeing.Add(-1)
	timesBack := e.away.timesBack(r)
	err := e.unmount(ctx, r.ID, r.Uploads)
	if err == nil {
		e.away.giveUp(r)
		err = e.staysAway(ctx, r, timesBack)
	}
	if errors.Is(err, engine.ErrNotFound) {
		return e.unmountAnew(ctx, r)
	}
	return err
}

// staysAway says ErrNotFound where a rotation brought back, under another id, what was
// unmounted for good at the same time.
func (e *Engine) staysAway(ctx context.Context, r engine.MountRef, timesBack int) error {
	if err := e.away.turn.Acquire(ctx, 1); err != nil {
		return e.client.Interrupted(ctx)
	}
	defer e.away.turn.Release(1)
	if e.away.timesBack(r) != timesBack {
		return engine.ErrNotFound
	}
	return nil
}

// unmountAnew removes the mount that stands where another one was, and keeps one
// that is away from coming back.
func (e *Engine) unmountAnew(ctx context.Context, r engine.MountRef) error {
	if err := e.away.turn.Acquire(ctx, 1); err != nil {
		return e.client.Interrupted(ctx)
	}
	defer e.away.turn.Release(1)
	m, err := e.findAnew(ctx, r)
	if err == nil {
		err = e.unmount(ctx, m.ID, r.Uploads)
	}
	if err != nil && !errors.Is(err, engine.ErrNotFound) {
		return err
	}
	e.away.giveUp(r)
	return nil
}

// unmount removes a mount by its id and waits until it is gone, or says
// ErrNotFound when there was none.
func (e *Engine) unmount(ctx context.Context, id string, u engine.Uploads) error {
	if _, err := e.remove(ctx, id, u); err != nil {
		return err
	}
	return e.awaitGone(ctx, id)
}

// What the service may need to answer, as it documents, and some seconds for the way.
const (
	slowRemoval = 40 * time.Second
	slowChange  = 15 * time.Second
)

// remove has a mount removed, which may take the service a while. ErrNotFound
// says that there was none; tries how often that was asked.
func (e *Engine) remove(ctx context.Context, id string, u engine.Uploads) (tries int, err error) {
	k, err := onMount(http.MethodDelete, id)
	if err != nil {
		return 0, err
	}
	k.Advice = "Unmount it at Hoody, then apply again."
	k.Slow = slowRemoval
	if u != "" {
		k.Query = "uploads=" + string(u)
	}
	if u == engine.WaitForUploads {
		wait := e.patienceFor(ctx)
		k.Query += fmt.Sprintf("&wait_seconds=%d", wait/time.Second)
		k.Slow += wait
	}
	o, err := e.client.Do(ctx, k)
	switch {
	case wire.Is404(o):
		return o.Tries, engine.ErrNotFound
	case o.Verdict >= wire.Unknown:
		return o.Tries, &engine.Error{Message: wire.Reason(err), Advice: k.Advice, Cause: errors.Join(errLost, errors.Unwrap(err))}
	case err != nil && isConflict(o) && isBusy(o):
		return o.Tries, &engine.Error{Message: wire.Reason(err), Advice: adviceUploads}
	case err != nil && o.ByOthers():
		said := *wire.AsError(err)
		said.Cause = errors.Join(errLost, said.Cause)
		return o.Tries, &said
	}
	return o.Tries, err
}

// patienceFor is how long the service may wait for uploads, which leaves the time
// that it needs to unmount.
func (e *Engine) patienceFor(ctx context.Context) time.Duration {
	end, ok := ctx.Deadline()
	if !ok {
		return time.Second
	}
	return max(time.Second, (time.Until(end) - slowRemoval).Truncate(time.Second))
}
