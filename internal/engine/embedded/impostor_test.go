package embedded

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/engine/embedded/services"
	"github.com/hoody/terraform-provider-hoody/internal/storagetest"
)

// What answers everything with status 200 is not the storage: neither a web page, nor a
// JSON document in which nothing is. The address is at fault, where one is configured.
func TestAnImpostorIsNotTheStorage(t *testing.T) {
	t.Parallel()
	const page = "A web page answered instead of the storage.\n" +
		"Check scheme, host, port and path of the address: it may be that of a console, a login page or a proxy's refusal."
	const impostor = "Something answered that is not the storage.\n" +
		"Check HTTPS_PROXY, and what stands between this machine and the storage."
	const bare = "Something answered that is not the storage.\n" +
		"Check the address, HTTPS_PROXY, and what stands between this machine and the storage."
	for _, c := range []struct{ storage, field, empty string }{
		{"koofr elsewhere", "endpoint", "What answered has no storage of the account's own.\n" +
			"Check endpoint, or set mountid to the id of a mount."},
		{"pixeldrain", "api_url", "Something answered that is not Pixeldrain.\nCheck api_url: it is https://pixeldrain.com/api."},
		{"pixeldrain shared", "api_url", "Something answered that is not Pixeldrain.\nCheck api_url: it is https://pixeldrain.com/api."},
		{"opendrive", "", impostor},
		{"premiumizeme by key", "", impostor},
		{"quatrix", "host", "Something answered that is not Quatrix.\n" +
			"Check host: it is the one at which a browser shows Quatrix."},
		{"ulozto", "", impostor},
		{"ulozto folder", "", impostor},
		{"gofile", "", impostor},
		{"gofile folder", "", impostor},
		{"fichier", "", impostor},
		{"fichier shared", "", impostor},
		{"filescom by key", "site", "Something answered that is not Files.com.\n" +
			"Check site, and what stands between this machine and Files.com."},
		{"filescom by password", "site", "Something answered that is not Files.com.\n" +
			"Check site, and what stands between this machine and Files.com."},
		{"drive by token", "", bare},
		{"shared drive", "", bare},
		{"dropbox", "", bare},
		{"dropbox of a team", "", bare},
		{"onedrive", "", bare},
		{"box by token", "", bare},
		{"pcloud", "", bare},
		{"putio", "", bare},
		{"zoho", "", bare},
		{"hidrive", "", bare},
		{"sharefile", "endpoint", bare},
		{"jottacloud", "", bare},
		{"yandex", "", bare},
		{"google-photos", "", impostor},
	} {
		t.Run(c.storage, func(t *testing.T) {
			t.Parallel()
			i := slices.IndexFunc(storages, func(s named) bool { return s.name == c.storage })
			s := started(t, storages[i].start)
			e := New(Options{Children: 1})
			t.Cleanup(func() { _ = e.Close() })
			e.pool.env, e.pool.authorities = environmentOf(s)
			delete(s.Values, "mountid") // of which it would be said that it is not there
			if s.Values["token"] != nil {
				s.Values["token"] = longToken // another would have to be got first, of the impostor too
			}
			before := ""
			if c.field != "" {
				before = c.field + ": "
			}
			for _, answer := range []struct{ contentType, body, want string }{
				{"application/json", "{}", before + c.empty},
				{"text/html", "<html><body>Sign in</body></html>", before + page},
			} {
				s.Disguise(answer.contentType, answer.body)
				_, err := e.Connect(t.Context(), right(s))
				if err == nil || err.Error() != answer.want {
					t.Errorf("%s: got %v\nwant %s", answer.body, err, answer.want)
				}
			}
		})
	}
}

// Google leaves out what is empty, and so its answer for a library without albums is {}.
func TestALibraryWithoutAlbumsIsGooglePhotos(t *testing.T) {
	t.Parallel()
	s := started(t, storagetest.GooglePhotosEmpty)
	e := New(Options{Children: 1})
	t.Cleanup(func() { _ = e.Close() })
	e.pool.env, e.pool.authorities = environmentOf(s)
	if _, err := e.Connect(t.Context(), right(s)); err != nil {
		t.Error(err)
	}
	wrong := right(s)
	wrong.Values = maps.Clone(wrong.Values)
	maps.Copy(wrong.Values, s.Wrong[0].Values)
	if _, err := e.Connect(t.Context(), wrong); err == nil {
		t.Errorf("%s: accepted", s.Wrong[0].Name)
	}
}

// What a client would read of the machine's environment is not there for it.
func TestVariablesOfClientsAreHidden(t *testing.T) {
	for name, service := range map[string]string{
		"HTTPCLIENT_TRACE": "koofr", "FILES_API_KEY": "filescom", "FILES_SDK_DEBUG": "filescom",
	} {
		t.Setenv(name, "1")
		restore := services.ByName(service).Isolate(nil)
		if _, there := os.LookupEnv(name); there {
			t.Errorf("%s reads %s", service, name)
		}
		restore()
		if os.Getenv(name) != "1" {
			t.Errorf("%s: %s stays hidden", service, name)
		}
	}
}

// A key that is part of an address is not told with it, where nobody answers.
func TestAKeyInAnAddressIsNotTold(t *testing.T) {
	t.Parallel()
	s := started(t, storagetest.PremiumizeMe)
	e := New(Options{Children: 1})
	t.Cleanup(func() { _ = e.Close() })
	e.pool.env, e.pool.authorities = environmentOf(s)
	e.pool.env = append(e.pool.env, "HTTPS_PROXY=http://"+refuses(t))
	_, err := e.Connect(t.Context(), right(s))
	want := "The proxy does not work: couldn't list files: proxyconnect tcp: dial tcp "
	if err == nil || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), "apikey") {
		t.Errorf("got %v", err)
	}
}
