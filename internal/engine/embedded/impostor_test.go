package embedded

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/embedded/services"
	"github.com/hoody/terraform-provider-hoody/internal/storagetest"
)

// guises are what something else answers to everything.
var guises = []struct {
	status            int
	contentType, body string
}{
	{200, "application/json", "{}"},
	{200, "application/json", `{"status":"ok"}`},
	{200, "text/plain", "OK"},
	{200, "text/plain", ""},
	{204, "text/plain", ""},
	{200, "application/xml", `<?xml version="1.0" encoding="UTF-8"?><status>ok</status>`},
	{200, "text/html", "<html><body>Sign in</body></html>"},
}

const (
	webPage = "A web page answered instead of the storage.\n" +
		"Check scheme, host, port and path of the address: it may be that of a console, a login page or a proxy's refusal."
	fixedHost = "Something answered that is not the storage.\n" +
		"Check HTTPS_PROXY, and what stands between this machine and the storage."
	something = "Something answered that is not the storage.\n" +
		"Check the address, HTTPS_PROXY, and what stands between this machine and the storage."
)

// takenForNothing is what is said of {}, of storages that have words of their own for it.
var takenForNothing = map[string]string{
	"koofr": "endpoint: What answered has no storage of the account's own.\n" +
		"Check endpoint, or set mountid to the id of a mount.",
	"pixeldrain": "api_url: Something answered that is not Pixeldrain.\nCheck api_url: it is https://pixeldrain.com/api.",
	"pixeldrain shared": "api_url: Something answered that is not Pixeldrain.\n" +
		"Check api_url: it is https://pixeldrain.com/api.",
	"quatrix": "host: Something answered that is not Quatrix.\n" +
		"Check host: it is the one at which a browser shows Quatrix.",
	"filescom by key": "site: Something answered that is not Files.com.\n" +
		"Check site, and what stands between this machine and Files.com.",
	"filescom by password": "site: Something answered that is not Files.com.\n" +
		"Check site, and what stands between this machine and Files.com.",
}

// unguised are the storages that cannot be put into a guise, and why.
var unguised = map[string]string{
	"s3":               "a program of its own: s3 elsewhere stands for it",
	"s3 by bucket key": "a program of its own: s3 elsewhere stands for it",
	"box program":      "its token would be got of the impostor first, again and again: box by token stands for it",
	"onedrive program": "its token would be got of the impostor first, again and again: onedrive stands for it",
}

// noHTTP are the backends whose protocol begins with something that an impostor does not
// say.
var noHTTP = []string{"sftp", "ftp", "smb", "hdfs", "storj", "tardigrade"}

// refuseImpostors tries a storage in every guise, with its root or its path and with a
// folder below: that is never the storage.
func refuseImpostors(t *testing.T, name string, s *storagetest.Service, e *Engine, folder string) {
	if unguised[name] != "" || slices.Contains(noHTTP, s.Backend) {
		return
	}
	spec := right(s)
	spec.Values = maps.Clone(spec.Values)
	delete(spec.Values, "mountid") // of which it would be said that it is not there
	if spec.Values["token"] != nil {
		spec.Values["token"] = longToken // another would have to be got first, of the impostor too
	}
	for _, guise := range guises {
		s.Disguise(guise.status, guise.contentType, guise.body)
		for _, path := range slices.Compact([]string{s.VerifyPath, folder}) {
			spec.VerifyPath = path
			_, err := e.Connect(t.Context(), spec)
			about := fmt.Sprintf("%s as %d %s %q at %q", name, guise.status, guise.contentType, guise.body, path)
			refusal, ok := errors.AsType[*engine.Error](err)
			if !ok {
				t.Errorf("%s: got %v", about, err)
				continue
			}
			if strings.HasPrefix(refusal.Message, "The configuration could not be verified") {
				t.Errorf("%s: not explained: %v", about, err)
			}
			if want := takenForNothing[name]; guise.body == "{}" && want != "" && err.Error() != want {
				t.Errorf("%s: got %v\nwant %s", about, err, want)
			}
			isPage := guise.contentType == "text/html" && s.Backend != "http"
			if page := strings.TrimPrefix(err.Error(), refusal.Field+": "); isPage && page != webPage {
				t.Errorf("%s: got %v", about, err)
			}
		}
	}
}

// S3 is tried for its own sake, since the root of its listings is all that tells it, and
// the programs that serve it elsewhere here cannot be put into a guise.
func TestAnImpostorIsNotS3(t *testing.T) {
	t.Parallel()
	s, e := serviceAnd(t, func(ctx context.Context) (*storagetest.Service, error) {
		return storagetest.S3Behind(ctx, storagetest.S3Place{})
	})
	for _, folder := range []string{"media", "media/photos"} {
		refuseImpostors(t, "s3 elsewhere", s, e, folder)
	}
}

// The words for what answers {} where nothing of the storage's own is known.
func TestWhatIsSaidOfAnImpostor(t *testing.T) {
	t.Parallel()
	for storage, want := range map[string]string{
		"azureblob by key": "endpoint: " + something, "google by access token": "endpoint: " + something,
		"sia": "api_url: " + something, "cloudinary": something, "b2": "endpoint: " + something, "opendrive": fixedHost,
		"gofile": fixedHost, "dropbox": something, "sharefile": "endpoint: " + something, "google-photos": fixedHost,
		"netstorage": "host: Something answered that is not NetStorage.\nCheck host.",
	} {
		t.Run(storage, func(t *testing.T) {
			t.Parallel()
			i := slices.IndexFunc(storages, func(s named) bool { return s.name == storage })
			s, e := serviceAnd(t, storages[i].start)
			if s.Values["token"] != nil {
				s.Values["token"] = longToken
			}
			s.Disguise(200, "application/json", "{}")
			if _, err := e.Connect(t.Context(), right(s)); err == nil || err.Error() != want {
				t.Errorf("got %v\nwant %s", err, want)
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
