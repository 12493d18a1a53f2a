package embedded

import (
	"slices"
	"strings"
	"testing"

	"github.com/rclone/rclone/fs"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	documented "github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/embedded/services"
	"github.com/hoody/terraform-provider-hoody/internal/storagetest"
)

// provable are the backends of which there is a client here.
func provable() []*catalog.Backend {
	return slices.DeleteFunc(documented.All(), func(b *catalog.Backend) bool { return b.Proves == catalog.Unproven })
}

func namesOf(backends []*catalog.Backend) (names []string) {
	for _, b := range backends {
		names = append(names, b.Name)
	}
	return names
}

// What there is no client of is refused with the reason, is accepted where nobody is to be
// asked, and makes the provider no larger.
func TestUnproven(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		backend, want string
		values        catalog.Values
	}{
		{"protondrive", "verify: The embedded engine cannot prove Proton Drive.\nThe embedded engine has no client of Proton Drive, whose " +
			"encryption would make the provider several megabytes larger. Connect the backend with the API engine.", catalog.Values{"username": "u", "password": "p"}},
		{"iclouddrive", "verify: The embedded engine cannot prove iCloud Drive.\nThe embedded engine has no client of iCloud Drive: a session " +
			"there begins with a code that a person types. Connect the backend with the API engine.", catalog.Values{"apple_id": "u@example.com", "password": "p", "trust_token": "t"}},
	} {
		t.Run(c.backend, func(t *testing.T) {
			t.Parallel()
			e := New(Options{Children: 1})
			t.Cleanup(func() { _ = e.Close() })
			spec := engine.Spec{Backend: documented.ByName(c.backend), Values: c.values}
			for _, depth := range []engine.Depth{"", engine.VerifyList, engine.VerifyRead, engine.VerifyWrite} {
				spec.Verify, spec.VerifyPath = depth, "photos"
				if _, err := e.Connect(t.Context(), spec); err == nil || err.Error() != c.want {
					t.Errorf("%q: got %v", depth, err)
				}
			}
			spec.Verify = engine.VerifyNone
			if made, err := e.Connect(t.Context(), spec); err != nil || made.Connected || len(made.Notices) != 1 {
				t.Errorf("without a proof: %+v, %v", made, err)
			}
			if len(e.pool.places) > 0 {
				t.Error("a child was started")
			}
			_, err := Config("example", spec.Backend, c.values)
			want := "The provider has no client of " + spec.Backend.Title + ", and does not know rclone's options of it.\nWrite this section with rclone config."
			if err == nil || err.Error() != want {
				t.Errorf("a section of rclone's configuration: %v", err)
			}
			if _, err := fs.Find(c.backend); err == nil {
				t.Error("rclone's client is linked")
			}
		})
	}
}

// A library that is encrypted needs its password.
func TestSeafileLibraryWithoutItsKey(t *testing.T) {
	t.Parallel()
	s, e := serviceAnd(t, storagetest.SeafileEncrypted)
	_, err := e.Connect(t.Context(), with(right(s), catalog.Values{"library_key": ""}))
	want := "library_key: The library is encrypted.\nSet library to its name, and library_key to its password."
	if err == nil || err.Error() != want {
		t.Errorf("got %v", err)
	}
}

// A verification creates no library, whatever is configured.
func TestSeafileCreatesNoLibrary(t *testing.T) {
	t.Parallel()
	s, e := serviceAnd(t, storagetest.Seafile)
	for _, c := range []struct {
		create bool
		want   string
	}{
		{true, "library: There is no such library, and a verification creates none.\n"},
		{true, "library: There is no such library, and a verification creates none.\n"},
		{false, "library: There is no such library.\n"},
	} {
		_, err := e.Connect(t.Context(), with(right(s), catalog.Values{"library": "new", "create_library": c.create}))
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("with create_library = %v: got %v", c.create, err)
		}
	}
}

// A password that was right once is no proof of another one, and the API of MEGA is not
// another one because the environment says so.
func TestMegaForgets(t *testing.T) {
	t.Parallel()
	s, e := serviceAnd(t, storagetest.Mega, "X_MEGA_API_URL=http://127.0.0.1:1")
	wrong := "MEGA refused user or password, and does not say which of them is wrong.\nCheck user and pass."
	for _, c := range []struct{ pass, want string }{
		{s.Values["pass"].(string), ""}, {"another-password", wrong}, {s.Values["pass"].(string), ""}, {"", wrong},
	} {
		got := ""
		if _, err := e.Connect(t.Context(), with(right(s), catalog.Values{"pass": c.pass})); err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("with %q: got %s", c.pass, got)
		}
		if n := len(e.pool.idle); n != 0 {
			t.Errorf("%d children are kept", n)
		}
	}
}

// What a sign-in has brought is not in an error either, though rclone has it in addresses.
func TestWhatASignInBringsIsHidden(t *testing.T) {
	t.Parallel()
	s, e := serviceAnd(t, storagetest.MailRu)
	spec := right(s)
	spec.VerifyPath = storagetest.MailRuCut
	_, err := e.Connect(t.Context(), spec)
	if err == nil || !strings.HasPrefix(err.Error(), "The connection was cut off") || strings.Contains(err.Error(), storagetest.MailRuToken) {
		t.Errorf("got %v", err)
	}
	for _, c := range []struct{ backend, said string }{
		{"mailru", `reading failed: Get "https://files.cloud.mail.ru/get/cat.jpg?client_id=cloud-win&token=a-derived-secret": EOF`},
		{"mailru", `listing failed: Post "https://cloud.mail.ru/api/m1/folder?access_token=a-derived-secret&limit=1": EOF`},
		{"mega", `couldn't login: Post "https://g.api.mega.co.nz/cs?id=1&sid=a-derived-secret": EOF`},
		{"linkbox", `getting files failed: Get "https://www.linkbox.to/api/file/my_file_list/web?pid=0&token=a-derived-secret": EOF`},
	} {
		spec := engine.Spec{Backend: documented.ByName(c.backend)}
		for _, a := range []answer{{Refusal: c.said}, {Last: services.Exchange{Failure: c.said}}} {
			got := explain(spec, a, nil).Error()
			if strings.Contains(got, "a-derived-secret") || !strings.Contains(got, "The connection was cut off") {
				t.Errorf("%s: %s", c.backend, got)
			}
		}
	}
}

// A list that Linkbox refuses to somebody who has signed in is not an empty one.
func TestLinkboxRefusesAList(t *testing.T) {
	t.Parallel()
	s, e := serviceAnd(t, storagetest.LinkboxWithoutLists)
	_, err := e.Connect(t.Context(), right(s))
	if err == nil || !strings.HasPrefix(err.Error(), "Linkbox lets the account in, and does not list its files.\n") {
		t.Errorf("got %v", err)
	}
}
