package storagetest

import (
	"net/http"
	"strings"
	"testing"
)

func TestSwift(t *testing.T) {
	t.Parallel()
	s := running(t, Swift)
	auth := s.Values["auth"].(string)

	for name, tt := range map[string]struct {
		url     string
		headers []string
		status  int
	}{
		"right":        {auth, []string{"X-Auth-User: swifttest", "X-Auth-Key: swifttest"}, 200},
		"wrong key":    {auth, []string{"X-Auth-User: swifttest", "X-Auth-Key: wrong"}, 401},
		"unknown user": {auth, []string{"X-Auth-User: nobody", "X-Auth-Key: swifttest"}, 401},
		"unsigned":     {auth, nil, 401},
		"wrong path":   {auth + "/nowhere", []string{"X-Auth-User: swifttest", "X-Auth-Key: swifttest"}, 404},
	} {
		if res, _ := roundTrip(t, http.DefaultClient, "GET", tt.url, "", tt.headers...); res.StatusCode != tt.status {
			t.Errorf("%s: got %d, want %d", name, res.StatusCode, tt.status)
		}
	}

	res, _ := roundTrip(t, http.DefaultClient, "GET", auth, "", "X-Auth-User: swifttest", "X-Auth-Key: swifttest")
	checkContainers(t, res.Header.Get("X-Storage-Url"), res.Header.Get("X-Auth-Token"))
}

// checkContainers lists containers with a token, and without the right one.
func checkContainers(t *testing.T, storageURL, token string) {
	t.Helper()
	res, body := roundTrip(t, http.DefaultClient, "GET", storageURL+"?format=json", "", "X-Auth-Token: "+token)
	if want := `[{"count":1,"bytes":16,"name":"photos"}]`; res.StatusCode != 200 || strings.TrimSpace(body) != want {
		t.Errorf("containers: got %d %s, want 200 %s", res.StatusCode, body, want)
	}
	if res, _ := roundTrip(t, http.DefaultClient, "GET", storageURL, "", "X-Auth-Token: AUTH_tkwrong"); res.StatusCode != 401 {
		t.Errorf("containers with a wrong token: got %d, want 401", res.StatusCode)
	}
	if res, _ := roundTrip(t, http.DefaultClient, "GET", storageURL+"/missing", "", "X-Auth-Token: "+token); res.StatusCode != 404 {
		t.Errorf("missing container: got %d, want 404", res.StatusCode)
	}
}
