package api

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// onlySeed plays the one round of a failure again:
//
//	go test ./internal/engine/api -run TestNoSettingIsLost -args -seed 42
var onlySeed = flag.Uint64("seed", 0, "play only the random round with this seed")

// randomSeeds are those of so many random rounds.
func randomSeeds(rounds int) []uint64 {
	if *onlySeed != 0 {
		return []uint64{*onlySeed}
	}
	all := make([]uint64, rounds)
	for i := range all {
		all[i] = rand.Uint64()
	}
	return all
}

// TestNoSettingIsLost has people, this provider and other clients mount, change and
// unmount at random, and backends rotate under that, with faults in between. After
// every operation each mount that nobody removed is there as it was, or is to be
// brought back; and each that somebody removed stays away.
func TestNoSettingIsLost(t *testing.T) {
	t.Parallel()
	const rounds, perRound = 80, 40
	for i, seed := range randomSeeds(rounds) {
		t.Run(fmt.Sprintf("%d seed %d", i, seed), func(t *testing.T) {
			t.Parallel()
			playRotations(t, seed, perRound)
		})
	}
}

// laterSettings are those that no version documents yet.
var laterSettings = []string{"prefetch", "link_mode"}

func playRotations(t *testing.T, seed uint64, operations int) {
	random := rand.New(rand.NewPCG(seed, 0))
	service := randomService(random)
	service.MountReads, service.Settings = waiting[random.IntN(3)], laterSettings
	b := &books{
		random: random, october: service.Dialect == emulator.October,
		want: map[string]string{}, ours: map[string]engine.MountRef{}, owed: map[string][]engine.MountSpec{},
	}
	inWorld(t, settings{service: service, wrap: b.watch}, func(t *testing.T, w *world) {
		b.w = w
		for i, provider := range []string{"azureblob", "azureblob", "filefabric"} {
			b.backends = append(b.backends, w.Add(provider, map[string]any{credentialOf[provider]: fmt.Sprint("old", i)}))
		}
		for i := range 4 {
			b.mountElsewhere(t, operations+i)
		}
		for i := range operations {
			since := len(w.Requests())
			name := b.operate(t, i)
			w.Plan()
			w.refuse = 0
			w.BreakMounts("")
			time.Sleep(time.Minute) // until nothing can come late any more
			for range 2 {
				w.Ask("GET", "/pending-uploads", "") // and what was written is uploaded
			}
			b.settle()
			if b.audit(t); t.Failed() {
				t.Fatalf("after operation %d (%s):\n%s", i, name, b.story(since))
			}
		}
		b.close(t)
	})
}

// story is what was asked of Hoody since, and what others did.
func (b *books) story(since int) string {
	var all strings.Builder
	for i, r := range b.w.Requests()[since:] {
		for _, did := range b.meddled[i] {
			fmt.Fprintln(&all, "  ", did)
		}
		fmt.Fprintf(&all, "%s %s %d, faulted %t %s\n", r.Method, strings.TrimPrefix(r.Path, "/api/v1"), r.Status, r.Faulted, r.Body)
	}
	return all.String()
}

// credentialOf is a credential of each service that rotates. The mounts of the second
// have no settings of their own in October.
var credentialOf = map[string]string{"azureblob": "key", "filefabric": "token"}

// books say what should be mounted after all that was done.
type books struct {
	random   *rand.Rand
	october  bool
	w        *world
	backends []string

	mu sync.Mutex
	// want is what is mounted, by its path: a mount as it is seen.
	want map[string]string
	// removed are paths where something was mounted before.
	removed []engine.MountSpec
	// ours are the mounts that this provider manages.
	ours map[string]engine.MountRef
	// owed are those that a rotation could not bring back, by their backend, and
	// givenUp the paths among them that were unmounted since.
	owed    map[string][]engine.MountSpec
	givenUp []string
	// doubtful is what may be one or the other, until somebody looks.
	doubtful map[string][]string

	// Of the rotation that is under way: the mounts that were there before, those
	// that it was seen to remove, and what this provider unmounts at the same time.
	rotating bool
	before   map[string]emulator.Mount
	touched  map[string]bool
	besides  sync.WaitGroup
	besideIt int // how many of these are under way
	// meddled is what others did before each of its requests.
	meddled map[int][]string
	asked   int
}

// nobody has a mount: it is gone.
const nobody = ""

// operate does one thing, and says which.
func (b *books) operate(t *testing.T, i int) string {
	b.doubtful, b.meddled, b.asked = map[string][]string{}, map[int][]string{}, 0
	all := []struct {
		name string
		do   func(t *testing.T, i int)
	}{
		{"mount here", b.mountHere},
		{"mount elsewhere", b.mountElsewhere},
		{"mount elsewhere", b.mountElsewhere},
		{"change here", b.changeHere},
		{"change elsewhere", func(*testing.T, int) { b.changeElsewhere(b.any(b.w.Mounts())) }},
		{"unmount here", b.unmountHere},
		{"unmount elsewhere", func(*testing.T, int) { b.unmountElsewhere(b.any(b.w.Mounts())) }},
		{"restart Hoody", func(*testing.T, int) { b.w.Restart() }},
		{"repair", b.repair},
		{"another run", func(t *testing.T, _ int) { b.anotherRun(t) }},
		{"rotate", b.rotate},
		{"rotate", b.rotate},
		{"rotate", b.rotate},
		{"rotate", b.rotate},
	}
	one := all[b.random.IntN(len(all))]
	one.do(t, i)
	return one.name
}

// any of some mounts, or none.
func (b *books) any(all []emulator.Mount) emulator.Mount {
	if len(all) == 0 {
		return emulator.Mount{}
	}
	return all[b.random.IntN(len(all))]
}

// randomSettings are some settings as a body has them. Spelled says that they may be
// written with units, and later that some may be of a later version.
func (b *books) randomSettings(spelled, later bool) engine.Settings {
	all := map[string][]string{
		"cache_mode":     {`"off"`, `"minimal"`, `"writes"`, `"full"`},
		"cache_max_age":  {`0`, `60`, `3600`, `2592000`},
		"cache_max_size": {`0`, `1048576`, `10737418240`},
		"dir_cache_time": {`1`, `300`},
	}
	if spelled {
		all["cache_max_age"], all["cache_max_size"] = []string{`"24h"`, `"1m30s"`}, []string{`"10G"`, `"512MB"`}
	}
	if b.october {
		maps.Copy(all, map[string][]string{
			"poll_interval": {`0`, `60`, `90`}, "write_back": {`0`, `5`, `3600`}, "read_only": {`true`, `false`},
			"read_chunk_size": {`0`, `134217728`, `1048576`}, "timeout": {`1`, `600`}, "contimeout": {`1`, `120`},
			"low_level_retries": {`0`, `10`}, "allow_other": {`false`}, "allow_non_empty": {`false`},
		})
	}
	if later {
		all["prefetch"] = []string{`12345678901234567890`, `1.50`, `"<a> & \"b\""`, `false`}
		all["link_mode"] = []string{`{"follow":true,"depth":[1,2,{"x":null}]}`, `[]`, `""`}
	}
	some := engine.Settings{}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if values := all[name]; b.random.IntN(4) == 0 {
			some[name] = json.RawMessage(values[b.random.IntN(len(values))])
		}
	}
	return some
}

// place is where to mount next: where something was before, or not.
func (b *books) place(i int) engine.MountSpec {
	s := engine.MountSpec{
		BackendID: b.backends[b.random.IntN(len(b.backends))],
		Label:     []string{"", "Work & <play>"}[b.random.IntN(2)],
		Path:      []string{"", fmt.Sprintf("p%d", i), fmt.Sprintf("deep/er/p%d", i)}[b.random.IntN(3)],
	}
	if n := len(b.removed); n > 0 && b.random.IntN(3) == 0 {
		was := b.removed[b.random.IntN(n)]
		if _, taken := b.want[was.Path]; !taken {
			s.BackendID, s.Path = was.BackendID, was.Path
		}
	}
	return s
}

func (b *books) mountHere(t *testing.T, i int) {
	s := b.place(i)
	s.Settings = b.randomSettings(false, false)
	m, err := b.w.engine.Mount(t.Context(), s)
	if err != nil {
		if !strings.Contains(err.Error(), "VFS_CONFIG_UNSUPPORTED_BACKEND") {
			t.Errorf("mounting %+v: %v", s, err)
		}
		return
	}
	view := b.seen(m.ID)
	if !has(view, s) {
		t.Errorf("asked for %+v, made %s", s, view)
	}
	b.add(m.Path, view)
	b.ours[m.Path] = engine.MountRef{ID: m.ID, BackendID: m.BackendID, Path: m.Path}
}

func (b *books) mountElsewhere(_ *testing.T, i int) {
	s := b.place(i)
	if b.random.IntN(3) > 0 {
		s.Settings = b.randomSettings(b.random.IntN(2) == 0, true)
	}
	if yes := b.random.IntN(2) == 0; b.october && b.random.IntN(2) == 0 {
		s.AutoDeliver = &yes
	}
	body, _ := json.Marshal(s)
	if status, answer := b.w.Ask("POST", "/mounts", string(body)); status == http.StatusCreated {
		view := b.seen(mountID.FindString(answer))
		b.add(pathIn(view), view)
	}
}

func (b *books) add(path, view string) {
	b.want[path] = view
	b.givenUp = slices.DeleteFunc(b.givenUp, func(p string) bool { return p == path })
}

func (b *books) changeHere(t *testing.T, _ int) {
	path, r := b.one()
	changes := b.randomSettings(false, false)
	if path == "" || len(changes) == 0 {
		return
	}
	b.disturb()
	_, err := b.w.engine.ChangeMount(t.Context(), r, changes)
	changed := with(b.want[path], changes)
	if err == nil {
		b.want[path] = changed
		return
	}
	b.doubtful[path] = []string{b.want[path], changed}
}

func (b *books) changeElsewhere(m emulator.Mount) {
	changes := b.randomSettings(false, true)
	body, _ := json.Marshal(map[string]any{"vfs_config": changes})
	if status, _ := b.w.Ask("PATCH", "/mounts/"+m.ID, string(body)); status == http.StatusOK && b.want[m.Path] != "" {
		b.want[m.Path] = with(b.want[m.Path], changes)
	}
}

func (b *books) unmountHere(t *testing.T, _ int) {
	path, r := b.one()
	if path == "" {
		return
	}
	b.disturb()
	b.unmounted(path, r, b.w.engine.Unmount(t.Context(), r))
}

// unmounted writes down what came of an unmount by this provider.
func (b *books) unmounted(path string, r engine.MountRef, err error) {
	if err != nil {
		b.doubtful[path] = []string{b.want[path], nobody}
		return
	}
	b.remove(r.BackendID, path)
	b.givenUp = append(b.givenUp, path)
}

func (b *books) remove(backend, path string) {
	delete(b.want, path)
	delete(b.ours, path)
	b.removed = append(b.removed, engine.MountSpec{BackendID: backend, Path: path})
}

// unmountElsewhere removes a mount at once, or asks for that. One that a rotation could
// not bring back, and that came up late, is still owed: it is left alone.
func (b *books) unmountElsewhere(m emulator.Mount) {
	if m.ID == "" || b.isOwed(m.Path) {
		return
	}
	if b.random.IntN(2) == 0 {
		b.w.Unmount(m.ID)
	} else {
		b.w.Ask("DELETE", "/mounts/"+m.ID, "")
	}
	delete(b.want, m.Path) // a resource of ours finds out in the next run
	b.removed = append(b.removed, engine.MountSpec{BackendID: m.BackendID, Path: m.Path})
}

func (b *books) repair(t *testing.T, _ int) {
	path, r := b.one()
	if path == "" || !b.october {
		return
	}
	b.disturb()
	r.Repair = true
	_, _ = b.w.engine.ChangeMount(t.Context(), r, nil)
}

// one of our mounts that is there.
func (b *books) one() (string, engine.MountRef) {
	var all []string
	for _, path := range slices.Sorted(maps.Keys(b.ours)) {
		if b.want[path] != "" {
			all = append(all, path)
		}
	}
	if len(all) == 0 {
		return "", engine.MountRef{}
	}
	path := all[b.random.IntN(len(all))]
	return path, b.ours[path]
}

// disturb plans faults for what follows.
func (b *books) disturb() (disturbed bool) {
	var plan []emulator.Fault
	gateways := slices.Sorted(maps.Keys(emulator.Gateways()))
	for range b.random.IntN(5) {
		f := faults[b.random.IntN(len(faults))]
		if f.name == "another JSON" {
			continue // a service that claims what it did not do is believed
		}
		if b.random.IntN(4) == 0 {
			f.fault = emulator.Gateways()[gateways[b.random.IntN(len(gateways))]]
			f.fault.Acts = []emulator.Acts{emulator.Never, emulator.First, emulator.Late}[b.random.IntN(3)]
			f.fault.Hold = emulator.For(time.Duration(b.random.IntN(4000)) * time.Millisecond)
		}
		f.fault.Method = []string{"", "GET", "GET", "PUT", "POST", "PATCH", "DELETE", "DELETE"}[b.random.IntN(8)]
		f.fault.Times, f.fault.Skip = max(1, f.fault.Times), b.random.IntN(8)
		if b.w.refuse += f.refuse; f.refuse == 0 {
			plan = append(plan, f.fault)
		}
	}
	b.w.Plan(plan...)
	return len(plan)+b.w.refuse > 0
}

// rotate does what the update of a backend does with remount_on_rotate.
func (b *books) rotate(t *testing.T, i int) {
	backend := b.backends[b.random.IntN(len(b.backends))]
	if m := b.any(b.w.Mounts()); b.october && isUp(m.Status) && b.random.IntN(3) == 0 {
		b.w.Write(m.ID, 1, 1)
	}
	if b.october && b.random.IntN(8) == 0 {
		b.w.BreakMounts("no fuse")
	}
	quiet := !b.disturb()
	limit := func(ctx context.Context) (context.Context, context.CancelFunc) {
		return context.WithTimeout(ctx, time.Hour)
	}
	if !quiet {
		limit = randomLimit(b.random)
	}
	b.mu.Lock()
	b.rotating, b.before, b.touched = true, map[string]emulator.Mount{}, map[string]bool{}
	for _, m := range b.w.Mounts() {
		b.before[m.ID] = m
	}
	if quiet {
		b.before = nil // nobody meddles either
	}
	b.mu.Unlock()
	ctx, cancel := limit(t.Context())
	defer cancel()
	left, err := b.rotated(ctx, backend, fmt.Sprint("new", i))
	b.owed[backend] = left
	b.mu.Lock()
	b.rotating = false
	b.mu.Unlock()
	b.besides.Wait()
	if quiet && err != nil {
		t.Errorf("nothing went wrong, and it says %v", err)
	}
}

func (b *books) rotated(ctx context.Context, backend, secret string) (left []engine.MountSpec, err error) {
	ref := engine.Ref{ID: backend}
	credentials := map[string]*string{}
	for _, one := range b.w.Backends() {
		if one.ID == backend {
			credentials[credentialOf[one.Provider]] = &secret
		}
	}
	var away []engine.MountSpec
	if err = b.w.engine.Rotate(ctx, ref, credentials); errors.Is(err, engine.ErrMounted) {
		if away, err = b.w.engine.UnmountAll(ctx, ref); err == nil {
			err = b.w.engine.Rotate(ctx, ref, credentials)
		}
	}
	for _, s := range b.owed[backend] {
		isAway := func(a engine.MountSpec) bool { return a.Path == s.Path }
		if !slices.ContainsFunc(away, isAway) {
			away = append(away, s)
		}
	}
	left, wrong := b.w.engine.MountAll(ctx, away)
	if len(left) > 0 {
		err = errors.Join(err, wrong)
	}
	return left, err
}

// watch sees every request of a rotation before Hoody does, and lets others
// come in between.
func (b *books) watch(h http.Handler) http.Handler {
	return http.HandlerFunc(func(res http.ResponseWriter, req *http.Request) {
		b.mu.Lock()
		if b.rotating {
			id := mountID.FindString(req.URL.Path)
			if b.random.IntN(5) == 0 {
				did := b.meddle(req.Context(), id)
				b.meddled[b.asked] = append(b.meddled[b.asked], did)
			}
			b.asked++
			if req.Method == http.MethodDelete {
				b.touched[id] = true
			}
		}
		b.mu.Unlock()
		h.ServeHTTP(res, req)
	})
}

// meddle is what somebody else does while a rotation runs. Who does something to the
// mount that the rotation removes at this moment, or of which it was not told whether
// it did, cannot be told from it.
func (b *books) meddle(ctx context.Context, asked string) (did string) {
	var all []emulator.Mount
	for _, m := range b.w.Mounts() {
		if _, was := b.before[m.ID]; was && m.ID != asked && !b.touched[m.ID] && isUp(m.Status) {
			all = append(all, m)
		}
	}
	m := b.any(all)
	if m.ID == "" || b.besideIt > 0 { // then nobody knows what the rotation asks next
		return "nothing"
	}
	switch b.random.IntN(4) {
	case 0:
		b.changeElsewhere(m)
		return "changes " + m.ID + " " + m.Path
	case 1:
		b.unmountElsewhere(m)
		return "unmounts " + m.ID + " " + m.Path
	case 2:
		b.mountElsewhere(nil, 1000+len(b.w.Requests()))
		return "mounts"
	case 3:
		path, r := b.one()
		if path == "" || b.doubtful[path] != nil {
			return "nothing"
		}
		did = "unmounts here " + r.ID + " " + r.Path
		b.doubtful[path] = []string{b.want[path], nobody}
		b.besideIt++
		b.besides.Go(func() {
			err := b.w.engine.Unmount(context.WithoutCancel(ctx), r)
			b.mu.Lock()
			defer b.mu.Unlock()
			b.besideIt--
			b.unmounted(path, r, err)
		})
	}
	return did
}

func isUp(status string) bool { return engine.PhaseOf(status) == engine.Up }

// anotherRun is another process, which refreshes first.
func (b *books) anotherRun(t *testing.T) {
	e, err := New(Options{Endpoint: "http://127.0.0.1", adjust: func(transport *http.Transport) {
		transport.DialContext, transport.DisableKeepAlives = b.w.dial, true
	}})
	if err != nil {
		t.Fatal(err)
	}
	b.w.engine = e
	for _, backend := range b.backends {
		b.owed[backend] = slices.DeleteFunc(b.owed[backend], func(s engine.MountSpec) bool {
			return slices.Contains(b.givenUp, s.Path) // as remount_on_rotate = false does
		})
		if left := e.Expect(b.owed[backend]); len(left) != len(b.owed[backend]) {
			t.Errorf("of %q only %q are expected", pathsOf(b.owed[backend]), pathsOf(left))
		}
	}
	b.givenUp = nil
	for _, path := range slices.Sorted(maps.Keys(b.ours)) {
		r := b.ours[path]
		m, err := e.InspectMount(t.Context(), r)
		switch {
		case errors.Is(err, engine.ErrNotFound):
			if b.want[path] != "" {
				t.Errorf("%s is called gone", path)
			}
			delete(b.ours, path)
		case errors.Is(err, engine.ErrAway):
			if !b.isOwed(path) {
				t.Errorf("%s is called away", path)
			}
		case err != nil:
			t.Errorf("%s: %v", path, err)
		default:
			r.ID = m.ID
			b.ours[path] = r
		}
	}
}

func (b *books) isOwed(path string) bool {
	for _, owed := range b.owed {
		if slices.ContainsFunc(owed, func(s engine.MountSpec) bool { return s.Path == path }) {
			return true
		}
	}
	return false
}

// settle decides what was in doubt by what there is.
func (b *books) settle() {
	now := b.there()
	for path, may := range b.doubtful {
		is := now[path]
		if b.want[path] == "" || is == "" && b.isOwed(path) || !slices.Contains(may, is) {
			continue // the audit says what is wrong
		}
		if b.want[path] = is; is == nobody {
			b.remove(b.ours[path].BackendID, path)
		}
	}
}

// there is what is mounted, by its path, without what is going.
func (b *books) there() map[string]string {
	all := map[string]string{}
	for _, m := range b.w.Mounts() {
		if engine.PhaseOf(m.Status) != engine.Falling {
			all[m.Path] = b.seen(m.ID)
		}
	}
	return all
}

// audit compares what there is with what should be.
func (b *books) audit(t *testing.T) {
	t.Helper()
	now := b.there()
	for path, want := range b.want {
		switch is := now[path]; {
		case is == "" && b.isOwed(path), is == want:
		case is == "":
			t.Errorf("%s is gone, and nobody removed it", want)
		default:
			t.Errorf("it was %s\nit is   %s", want, is)
		}
	}
	for path, is := range now {
		if b.want[path] == "" {
			t.Errorf("%s is back, and somebody removed it", is)
		}
	}
}

// close has a last run bring back what is owed, and repair what has failed.
func (b *books) close(t *testing.T) {
	t.Helper()
	b.anotherRun(t)
	for _, backend := range b.backends {
		if left, err := b.w.engine.MountAll(t.Context(), b.owed[backend]); len(left) > 0 {
			t.Errorf("left %q: %v", pathsOf(left), err)
		}
		b.owed[backend] = nil
	}
	for _, m := range b.w.Mounts() {
		if engine.PhaseOf(m.Status) != engine.Failed || m.BackendID == b.backends[2] {
			continue // nothing repairs what can have no settings
		}
		if m, err := b.w.engine.ChangeMount(t.Context(), engine.MountRef{ID: m.ID, Repair: true}, nil); err != nil || !isUp(m.Status) {
			t.Errorf("repaired %+v, %v", m, err)
		}
	}
	b.audit(t)
}

// seen is a mount as another client sees it, without what changes when it is mounted
// again.
func (b *books) seen(id string) string {
	_, answer := b.w.Ask("GET", "/mounts/"+id, "")
	m := read(answer)
	if data, enveloped := m["data"].(map[string]any); enveloped {
		m = data
	}
	for _, name := range []string{"id", "status", "error", "status_message", "created_at", "updated_at", "pending_uploads"} {
		delete(m, name)
	}
	return write(m)
}

func pathIn(view string) string { return read(view)["mount_path"].(string) }

// with is a view with some settings changed.
func with(view string, changes engine.Settings) string {
	m := read(view)
	all, _ := m["vfs_config"].(map[string]any)
	for name, raw := range changes {
		all[name] = read(`{"v":` + string(raw) + `}`)["v"]
	}
	return write(m)
}

// has reports whether a view is of what a create asked for.
func has(view string, s engine.MountSpec) bool {
	m := read(view)
	label, _ := m["label"].(string)
	same := reflect.DeepEqual(read(view), read(with(view, s.Settings)))
	return same && m["backend_id"] == s.BackendID && label == s.Label && strings.HasSuffix(m["mount_path"].(string), s.Path)
}

func read(text string) (m map[string]any) {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	_ = d.Decode(&m)
	return m
}

func write(m map[string]any) string {
	text, _ := json.Marshal(m)
	return string(text)
}
