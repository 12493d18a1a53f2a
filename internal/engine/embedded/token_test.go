package embedded

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/rclone/rclone/fs/config/configmap"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	documented "github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/storagetest"
)

// A token is looked at before anybody is asked, and what is good for one use is not
// given to rclone.
func TestSpareTokens(t *testing.T) {
	t.Parallel()
	in := func(d time.Duration) string { return time.Now().Add(d).UTC().Format(time.RFC3339) }
	hour, ago, soon := in(time.Hour), in(-time.Hour), in(20*time.Second)
	const (
		usedUp = "token: The access token has expired, and the refresh token may be good for one use: a verification would use up " +
			"what Hoody needs.\nAuthorize again, and verify while the new access token is good."
		over = "token: The access token has expired, and the document has no refresh_token to get another.\n" +
			"Authorize again, and set the whole new document."
	)
	for _, c := range []struct {
		name, expiry, refresh string
		oneUse, ofClient      bool
		// wantKept says that rclone gets the refresh token.
		wantKept bool
		want     string
	}{
		{"good", hour, "r", false, false, true, ""},
		{"good, for one use", hour, "r", true, false, false, ""},
		{"without an expiry", "", "r", false, false, true, ""},
		{"without an expiry, for one use", "", "r", true, false, false, ""},
		{"over", ago, "r", false, false, true, ""},
		{"over, for one use", ago, "r", true, false, false, usedUp},
		{"soon over", soon, "r", false, false, true, ""},
		{"soon over, for one use", soon, "r", true, false, false, usedUp},
		{"over, and nothing to renew it", ago, "", false, false, false, over},
		{"over, and nothing to renew it, for one use", ago, "", true, false, false, over},
		{"over, and not used", ago, "r", true, true, true, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			document := fmt.Sprintf(`{"access_token":"a","refresh_token":%q,"expiry":%q}`, c.refresh, c.expiry)
			if c.expiry == "" {
				document = `{"access_token":"a","refresh_token":"r"}`
			}
			b := &catalog.Backend{Fields: []catalog.Field{{Name: "token", Kind: catalog.Token, Secret: true, OneUse: c.oneUse}}}
			options := configmap.Simple{"token": document, "client_credentials": fmt.Sprint(c.ofClient)}
			got := ""
			err := spareTokens(b, catalog.Values{"token": document}, options)
			if err != nil {
				got = err.Error()
			}
			if got != c.want || errors.Is(err, errUsesUp) != (c.want == usedUp) {
				t.Errorf("got %s", got)
			}
			kept := options["token"] == document && c.refresh != ""
			if c.want == "" && kept != c.wantKept {
				t.Errorf("rclone gets %s", options["token"])
			}
		})
	}
}

// A token that something else signs in in place of is not judged, nor given to rclone.
func TestTokensThatAreNotUsed(t *testing.T) {
	t.Parallel()
	const expired = `{"access_token":"a","refresh_token":"r","expiry":"2020-01-01T00:00:00Z"}`
	for _, c := range []struct {
		backend string
		values  catalog.Values
		isUsed  bool
	}{
		{"box", catalog.Values{"access_token": "t"}, false},
		{"box", catalog.Values{"box_config_file": "/config.json"}, false},
		{"box", catalog.Values{"client_id": "c"}, true},
		{"mailru", catalog.Values{"user": "u", "pass": "p"}, false},
		{"premiumizeme", catalog.Values{"api_key": "k"}, false},
		{"premiumizeme", catalog.Values{}, true},
		{"dropbox", catalog.Values{}, true},
	} {
		b := documented.ByName(c.backend)
		c.values["token"] = expired
		options, err := translate(b, c.values)
		if err != nil {
			t.Fatal(err)
		}
		err = spareTokens(b, c.values, options)
		if refused := err != nil; refused != (c.isUsed && b.Field("token").OneUse) || (options["token"] != "") != c.isUsed {
			t.Errorf("%s with %v: %v, rclone gets %q", c.backend, c.values, err, options["token"])
		}
	}
}

// A person who wants no proof is not lied to, and nobody is asked: nothing is at the address.
func TestVerifyNone(t *testing.T) {
	t.Parallel()
	e := New(Options{VerifyOnRefresh: true})
	t.Cleanup(func() { _ = e.Close() })
	spec := engine.Spec{
		Backend: documented.ByName("sftp"), Verify: engine.VerifyNone,
		Values: catalog.Values{"host": "127.0.0.1", "port": int64(1), "user": "nobody", "pass": "wrong"},
	}
	made, err := e.Connect(t.Context(), spec)
	want := engine.Notice{
		Summary: "Nothing was verified",
		Detail:  "The configuration has verify = \"none\", so that the storage was not asked whether it works.",
	}
	if err != nil || made.Connected || made.ID == "" || len(made.Notices) != 1 || made.Notices[0] != want {
		t.Errorf("connected %+v, %v", made, err)
	}
	ref := engine.Ref{ID: made.ID, Spec: spec}
	if seen, err := e.Inspect(t.Context(), ref); err != nil || seen.Connected || len(seen.Notices) > 0 {
		t.Errorf("refreshed %+v, %v", seen, err)
	}
	other := "other"
	if err := e.Rotate(t.Context(), ref, map[string]*string{"pass": &other}); err != nil {
		t.Errorf("rotated: %v", err)
	}
}

// What may be good for one use is never used by a verification: not by a connect, a
// refresh, a rotation or a check, whatever the token is.
func TestNothingIsUsedUp(t *testing.T) {
	t.Parallel()
	for name, start := range map[string]func(context.Context) (*storagetest.Service, error){
		"box": storagetest.Box, "yandex": storagetest.Yandex, "sharefile": storagetest.ShareFile, "jottacloud": storagetest.Jottacloud,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			useNothingUp(t, started(t, start))
		})
	}
}

// They are those whose description says so.
func TestWhatIsGoodForOneUse(t *testing.T) {
	t.Parallel()
	var names []string
	for _, b := range documented.All() {
		if f := b.Field("token"); f != nil && f.OneUse {
			names = append(names, b.Name)
		}
	}
	slices.Sort(names)
	if want := []string{"box", "jottacloud", "sharefile", "yandex"}; !slices.Equal(names, want) {
		t.Errorf("got %q", names)
	}
}

func useNothingUp(t *testing.T, s *storagetest.Service) {
	t.Helper()
	e := New(Options{Children: 1, VerifyOnRefresh: true})
	t.Cleanup(func() { _ = e.Close() })
	e.pool.env, e.pool.authorities = environmentOf(s)
	expired := map[string]any{}
	for _, wrong := range s.Wrong {
		if wrong.Name == "expired token" {
			expired = wrong.Values
		}
	}
	for _, values := range []map[string]any{nil, expired} {
		spec := right(s)
		spec.Values = maps.Clone(spec.Values)
		maps.Copy(spec.Values, values)
		isGood := values == nil
		for _, depth := range []engine.Depth{engine.VerifyList, engine.VerifyRead, engine.VerifyWrite, engine.VerifyNone} {
			spec.Verify, spec.VerifyPath = depth, "photos"
			_, err := e.Connect(t.Context(), spec)
			if worked := err == nil; worked != (isGood || depth == engine.VerifyNone) || !worked && !errors.Is(err, errUsesUp) {
				t.Errorf("good %v, connected with %s: %v", isGood, depth, err)
			}
		}
		spec.Verify = engine.VerifyList
		ref := engine.Ref{ID: "bck_0123456789abcdef", Spec: spec}
		// What cannot be looked at is as it was.
		for _, was := range []bool{true, false} {
			ref.Connected = was
			seen, err := e.Inspect(t.Context(), ref)
			if want := was || isGood; err != nil || seen.Connected != want || len(seen.Notices) > 0 {
				t.Errorf("good %v, was %v, refreshed: %+v, %v", isGood, was, seen, err)
			}
		}
		token := spec.Values["token"].(string)
		if err := e.Rotate(t.Context(), ref, map[string]*string{"token": &token}); (err == nil) != isGood {
			t.Errorf("good %v, rotated: %v", isGood, err)
		}
	}
	if got := s.Refreshes(); got != 0 {
		t.Errorf("refresh tokens were used %d times", got)
	}
}
