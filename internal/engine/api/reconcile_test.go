package api

import (
	"testing"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

func TestContradicts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name         string
		backend      string
		values       catalog.Values
		server, user string
		want         bool
	}{
		{name: "nothing on either side", backend: "s3"},
		{"no server listed", "s3", catalog.Values{"endpoint": "https://a.example"}, "", "", false},
		{"a generic server", "s3", catalog.Values{"endpoint": "https://a.example"}, "s3:generic", "", false},
		{"no server configured", "s3", catalog.Values{"region": "eu"}, "a.example", "", false},
		{"the same host", "s3", catalog.Values{"endpoint": "https://A.example:9000/x"}, "a.example", "", false},
		{"the same host, listed as a URL", "netstorage", catalog.Values{"host": "a.example"}, "https://a.example", "", false},
		{"below the host", "s3", catalog.Values{"endpoint": "a.example"}, "bucket.a.example", "", false},
		{"a satellite", "storj", catalog.Values{"satellite_address": "12Eay@us1.storj.io:7777"}, "us1.storj.io", "", false},
		{"one of two", "swift", catalog.Values{"auth": "https://auth.example/v3", "storage_url": "https://data.example"}, "data.example", "", false},
		{"nobody can read what is configured", "s3", catalog.Values{"endpoint": "%zz"}, "a.example", "", false},
		{"another host", "s3", catalog.Values{"endpoint": "https://a.example"}, "b.example", "", true},
		{"another host that ends alike", "s3", catalog.Values{"endpoint": "https://a.example"}, "aa.example", "", true},
		{"the same user", "azureblob", catalog.Values{"account": "one"}, "", "one", false},
		{"no user listed", "azureblob", catalog.Values{"account": "one"}, "", "", false},
		{"no user configured", "azureblob", catalog.Values{"endpoint": "a.example"}, "a.example", "one", false},
		{"another user", "azureblob", catalog.Values{"account": "one"}, "azureblob:generic", "two", true},
		{"the same host and another user", "s3", catalog.Values{"endpoint": "a.example", "access_key_id": "AK1"}, "a.example", "AK2", true},
	} {
		if got := contradicts(engine.Spec{Backend: catalog.ByName(c.backend), Values: c.values}, engine.Remote{Server: c.server, User: c.user}); got != c.want {
			t.Errorf("%s: %t", c.name, got)
		}
	}
}

// TestWhenItWasMade holds the window in which a lost create may have made a
// backend: sent at second 100.4 and lost at 103.2 of this process's clock, listed
// at 105.9, when the service's clock showed 12:00:00.
func TestWhenItWasMade(t *testing.T) {
	t.Parallel()
	start := time.Now()
	at := func(seconds float64) time.Time { return start.Add(time.Duration(seconds * float64(time.Second))) }
	c := &create{
		spec:  azure("one"),
		sends: []send{{sent: at(100.4), lost: at(103.2)}},
	}
	for _, x := range []struct {
		created   string
		candidate bool
	}{
		{"2026-08-01T11:59:52Z", false},
		{"2026-08-01T11:59:53Z", true}, // 12:00:00 - 5.5 s - 1 s, rounded down
		{"2026-08-01T11:59:54Z", true},
		{"2026-08-01T11:59:58Z", true}, // 12:00:00 - 2.7 s + 1 s, not rounded
		{"2026-08-01T11:59:59Z", false},
		{"2026-08-01T14:59:53+03:00", true},
		{"", true}, // nobody knows
		{"yesterday", true},
	} {
		r := engine.Remote{ID: "a", BackendType: "azureblob", CreatedAt: x.created}
		v := view{
			moment:  moment{date: time.Date(2026, 8, 1, 12, 0, 0, 0, time.UTC), asked: at(105.9), received: at(105.9)},
			remotes: []engine.Remote{r},
		}
		f := newLedger().find(&kin{}, c, v)
		if got := len(f.candidates) == 1; got != x.candidate {
			t.Errorf("%q: candidate %t", x.created, got)
		}
	}
}

func TestWhoseItIs(t *testing.T) {
	t.Parallel()
	start := time.Now()
	now := time.Date(2026, 8, 1, 12, 0, 0, 0, time.UTC)
	for _, x := range []struct {
		name   string
		change func(l *ledger, k *kin, r *engine.Remote, v *view)
		none   bool
		why    string
	}{
		{name: "its own", change: func(*ledger, *kin, *engine.Remote, *view) {}},
		{name: "another type", change: func(_ *ledger, _ *kin, r *engine.Remote, _ *view) { r.BackendType = "azurefiles" }, none: true},
		{name: "mounted", change: func(_ *ledger, _ *kin, r *engine.Remote, _ *view) { r.MountPaths = []string{"/x"} }, none: true},
		{name: "owned", change: func(l *ledger, _ *kin, _ *engine.Remote, _ *view) { l.own("a") }, none: true},
		{name: "seen before", change: func(l *ledger, _ *kin, _ *engine.Remote, _ *view) { l.saw(start.Add(-time.Millisecond), "a") }, none: true},
		{name: "seen since", change: func(l *ledger, _ *kin, _ *engine.Remote, _ *view) { l.saw(start.Add(time.Millisecond), "a") }},
		{name: "seen since and before", change: func(l *ledger, _ *kin, _ *engine.Remote, _ *view) {
			l.saw(start.Add(time.Millisecond), "a")
			l.saw(start.Add(-time.Millisecond), "a")
		}, none: true},
		{name: "no clock", change: func(_ *ledger, _ *kin, _ *engine.Remote, v *view) { v.date = time.Time{} }, why: "the service does not tell well enough when it was made"},
		{name: "a slow list", change: func(_ *ledger, _ *kin, _ *engine.Remote, v *view) { v.received = v.received.Add(2 * time.Second) }, why: "the service does not tell well enough when it was made"},
		{name: "two", change: func(_ *ledger, _ *kin, r *engine.Remote, v *view) {
			other := *r
			other.ID = "b"
			v.remotes = append(v.remotes, other)
		}, why: "more than one came up in that time"},
		{name: "another create lost four seconds before", change: func(_ *ledger, k *kin, _ *engine.Remote, _ *view) {
			k.lost = append(k.lost, &create{spec: azure("one"), sends: []send{{start.Add(-4 * time.Second), start.Add(-4 * time.Second)}}})
		}, why: "another create of this run lost its answer too and may have made it"},
		{name: "another create lost eight seconds before", change: func(_ *ledger, k *kin, _ *engine.Remote, _ *view) {
			k.lost = append(k.lost, &create{spec: azure("one"), sends: []send{{start.Add(-8 * time.Second), start.Add(-8 * time.Second)}}})
		}},
		{name: "another create of another account lost", change: func(_ *ledger, k *kin, _ *engine.Remote, _ *view) {
			k.lost = append(k.lost, &create{spec: azure("two"), sends: []send{{start, start}}})
		}},
	} {
		l, k := newLedger(), &kin{}
		c := &create{spec: azure("one"), sends: []send{{sent: start, lost: start}}}
		r := engine.Remote{ID: "a", BackendType: "azureblob", User: "one", CreatedAt: "2026-08-01T12:00:00Z"}
		v := view{moment: moment{date: now, asked: start, received: start}}
		x.change(l, k, &r, &v)
		v.remotes = append(v.remotes, r)
		f := l.find(k, c, v)
		if none := len(f.candidates) == 0; none != x.none || f.why != x.why || (f.adopted != nil) != (!x.none && x.why == "") {
			t.Errorf("%s: %d candidates, adopted %v, because %q", x.name, len(f.candidates), f.adopted, f.why)
		}
	}
}

// TestSynonymsShareALedger: the service may call a backend of either name by the
// other.
func TestSynonymsShareALedger(t *testing.T) {
	t.Parallel()
	l := newLedger()
	if l.kinOf(catalog.ByName("storj")) != l.kinOf(catalog.ByName("tardigrade")) {
		t.Error("storj and tardigrade do not")
	}
	if l.kinOf(catalog.ByName("s3")) == l.kinOf(catalog.ByName("b2")) {
		t.Error("s3 and b2 do")
	}
}
