package storagetest

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

const (
	netStorageAccount = "hoody-upload"
	netStorageKey     = "Vb9rK2mZx4Qw7TnLc1Yd"
)

// NetStorage is an upload directory, CP code 1234, with one folder, "photos". It
// follows Akamai's "NetStorage Usage API": the two signature headers in version
// 5 (HMAC-SHA256, valid for a minute) and the actions dir and stat.
//
// A 403 stands for the account, its key and the directory alike, so no field can
// be blamed for it.
func NetStorage(ctx context.Context) (*Service, error) {
	return start(ctx, "netstorage", func(s *Service) error {
		base, err := s.serve(http.HandlerFunc(serveNetStorage))
		if err != nil {
			return err
		}
		host := strings.TrimPrefix(base, "http://")
		s.Values = map[string]any{
			"protocol": "http",
			"host":     host + "/1234",
			"account":  netStorageAccount,
			"secret":   netStorageKey,
		}
		s.Wrong = []Wrong{
			{Name: "wrong secret", Values: map[string]any{"secret": "wrong"}},
			{Name: "unknown account", Values: map[string]any{"account": "unknown"}},
			{Name: "foreign directory", Values: map[string]any{"host": host + "/9999"}},
			{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"},
		}
		return nil
	})
}

func serveNetStorage(w http.ResponseWriter, r *http.Request) {
	if refusal := netStorageRefusal(r); refusal != "" {
		answer(w, http.StatusForbidden, "text/plain", refusal)
		return
	}
	action, err := url.ParseQuery(r.Header.Get("X-Akamai-ACS-Action"))
	if err != nil || action.Get("version") != "1" {
		answer(w, http.StatusBadRequest, "text/plain", "malformed action")
		return
	}
	const photos = `<file type="dir" name="photos" bytes="0" files="0" mtime="1767323045"/>`
	listing := map[string]string{
		"stat /1234":        `<stat directory="/1234"><file type="dir" name="1234" mtime="1767323045"/></stat>`,
		"dir /1234":         `<stat directory="/1234">` + photos + `</stat>`,
		"stat /1234/photos": `<stat directory="/1234/photos">` + photos + `</stat>`,
		"dir /1234/photos":  `<stat directory="/1234/photos"></stat>`,
	}[action.Get("action")+" "+strings.TrimSuffix(r.URL.Path, "/")]
	if listing == "" {
		answer(w, http.StatusNotFound, "text/plain", "no such object")
		return
	}
	answer(w, http.StatusOK, "text/xml", `<?xml version="1.0" encoding="UTF-8"?>`+listing)
}

// netStorageRefusal says why a request is refused, or nothing.
func netStorageRefusal(r *http.Request) string {
	data := r.Header.Get("X-Akamai-ACS-Auth-Data")
	fields := strings.Split(data, ",")
	if len(fields) != 6 || fields[0] != "5" {
		return "missing or malformed authentication"
	}
	sent, err := strconv.ParseInt(strings.TrimSpace(fields[3]), 10, 64)
	if age := time.Since(time.Unix(sent, 0)); err != nil || age.Abs() > time.Minute {
		return "request is too old or from the future"
	}
	mac := hmac.New(sha256.New, []byte(netStorageKey))
	mac.Write([]byte(data + r.URL.RequestURI() + "\nx-akamai-acs-action:" + r.Header.Get("X-Akamai-ACS-Action") + "\n"))
	want := base64.StdEncoding.EncodeToString(mac.Sum(nil))
	if strings.TrimSpace(fields[5]) != netStorageAccount || !hmac.Equal([]byte(r.Header.Get("X-Akamai-ACS-Auth-Sign")), []byte(want)) {
		return "unauthorized"
	}
	if first, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/"); first != "1234" {
		return "directory not allowed for this account"
	}
	return ""
}
