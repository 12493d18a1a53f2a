package storagetest

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestNetStorage(t *testing.T) {
	t.Parallel()
	s := running(t, NetStorage)
	base := "http://" + strings.TrimSuffix(s.Values["host"].(string), "/1234")

	const (
		account = "hoody-upload"
		key     = "Vb9rK2mZx4Qw7TnLc1Yd"
		dir     = "version=1&action=dir&format=xml&encoding=utf-8"
		stat    = "version=1&action=stat&implicit=yes&format=xml&encoding=utf-8&slash=both"
	)
	tests := []struct {
		name, path, action, account, key string
		age                              time.Duration
		status                           int
		contains                         string
	}{
		{"stat", "/1234", stat, account, key, 0, 200, `<file type="dir" name="1234"`},
		{"dir", "/1234/", dir, account, key, 0, 200, `<stat directory="/1234"><file type="dir" name="photos"`},
		{"missing folder", "/1234/missing", stat, account, key, 0, 404, "no such object"},
		{"wrong secret", "/1234", stat, account, "wrong", 0, 403, "unauthorized"},
		{"unknown account", "/1234", stat, "unknown", key, 0, 403, "unauthorized"},
		{"too old", "/1234", stat, account, key, 2 * time.Minute, 403, "too old"},
		{"from the future", "/1234", stat, account, key, -2 * time.Minute, 403, "from the future"},
		{"foreign directory", "/9999", stat, account, key, 0, 403, "not allowed"},
		{"other version", "/1234", "version=2&action=stat", account, key, 0, 400, "malformed action"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			data := fmt.Sprintf("5, 0.0.0.0, 0.0.0.0, %d, 382644692, %s", time.Now().Add(-tt.age).Unix(), tt.account)
			mac := hmac.New(sha256.New, []byte(tt.key))
			fmt.Fprintf(mac, "%s%s\nx-akamai-acs-action:%s\n", data, tt.path, tt.action)
			sign := base64.StdEncoding.EncodeToString(mac.Sum(nil))
			res, body := roundTrip(t, http.DefaultClient, "GET", base+tt.path, "",
				"X-Akamai-ACS-Action: "+tt.action, "X-Akamai-ACS-Auth-Data: "+data, "X-Akamai-ACS-Auth-Sign: "+sign)
			if res.StatusCode != tt.status || !strings.Contains(body, tt.contains) {
				t.Errorf("got %d %s, want %d …%s…", res.StatusCode, body, tt.status, tt.contains)
			}
		})
	}
}

func TestNetStorageSignsPathAndAction(t *testing.T) {
	t.Parallel()
	s := running(t, NetStorage)
	data := fmt.Sprintf("5, 0.0.0.0, 0.0.0.0, %d, 382644692, hoody-upload", time.Now().Unix())
	mac := hmac.New(sha256.New, []byte("Vb9rK2mZx4Qw7TnLc1Yd"))
	fmt.Fprintf(mac, "%s/1234\nx-akamai-acs-action:version=1&action=stat\n", data)
	sign := "X-Akamai-ACS-Auth-Sign: " + base64.StdEncoding.EncodeToString(mac.Sum(nil))

	for name, tt := range map[string]struct {
		path    string
		headers []string
	}{
		"unsigned":     {"", []string{"X-Akamai-ACS-Action: version=1&action=stat"}},
		"no signature": {"", []string{"X-Akamai-ACS-Action: version=1&action=stat", "X-Akamai-ACS-Auth-Data: " + data}},
		"other action": {"", []string{"X-Akamai-ACS-Action: version=1&action=dir", "X-Akamai-ACS-Auth-Data: " + data, sign}},
		"other path":   {"/photos", []string{"X-Akamai-ACS-Action: version=1&action=stat", "X-Akamai-ACS-Auth-Data: " + data, sign}},
	} {
		res, _ := roundTrip(t, http.DefaultClient, "GET", "http://"+s.Values["host"].(string)+tt.path, "", tt.headers...)
		if res.StatusCode != http.StatusForbidden {
			t.Errorf("%s: got %d, want 403", name, res.StatusCode)
		}
	}
}
