package storagetest

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

// The signature is one of the tests of QingStor's SDK for Go.
func TestQingStorExampleSignature(t *testing.T) {
	t.Parallel()
	r := httptest.NewRequest("GET", "https://zone.qingstor.com/bucket-name/%E4%B8%AD%E6%96%87", nil)
	r.Header.Set("Date", "Mon, 01 Jan 0001 00:00:00 GMT")
	if got := qingStorSign(r, "ENV_SECRET_ACCESS_KEY"); got != "XsTXX50kzqBf92zLG1aIUIJmZ0hqIHoaHgkumwnV3fs=" {
		t.Errorf("got %s", got)
	}
}

func TestQingStor(t *testing.T) {
	t.Parallel()
	endpoint := running(t, QingStor).Values["endpoint"].(string)
	const (
		key    = "HOODYQINGSTORKEY0001"
		secret = "f2pXv7LsQm4KzR9tYb1NwEc6HjUd0GaS"
	)
	tests := []struct {
		name, method, path, key, secret string
		age                             time.Duration
		status                          int
		contains                        string
	}{
		{"buckets", "GET", "/", key, secret, 0, 200, `"location":"pek3a","name":"photos"`},
		{"objects", "GET", "/photos", key, secret, 0, 200, `"key":"cat.jpg"`},
		{"folders", "GET", "/photos", key, secret, 0, 200, `"common_prefixes":["2026/"]`},
		{"missing bucket", "GET", "/missing", key, secret, 0, 404, `"code":"bucket_not_exists"`},
		{"not served", "DELETE", "/photos", key, secret, 0, 405, `"code":"method_not_allowed"`},
		{"wrong secret", "GET", "/", key, "wrong", 0, 401, `"code":"signature_not_matched"`},
		{"unknown key", "GET", "/", "HOODYQINGSTORKEY0009", secret, 0, 401, `"code":"invalid_access_key_id"`},
		{"too old", "GET", "/", key, secret, 16 * time.Minute, 403, `"code":"request_expired"`},
		{"from the future", "GET", "/", key, secret, -16 * time.Minute, 403, `"code":"request_expired"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			date := time.Now().Add(-tt.age).UTC().Format(http.TimeFormat)
			headers := qingStorSigned(tt.method+"\n\n\n"+date+"\n"+tt.path, tt.key, tt.secret, "Date: "+date)
			res, body := roundTrip(t, http.DefaultClient, tt.method, endpoint+tt.path+"?delimiter=%2F", "", headers...)
			if res.StatusCode != tt.status || !strings.Contains(body, tt.contains) {
				t.Errorf("got %d %s, want %d …%s…", res.StatusCode, body, tt.status, tt.contains)
			}
		})
	}
}

// qingStorSigned adds the signature of a text to headers.
func qingStorSigned(text, key, secret string, headers ...string) []string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(text))
	return append(headers, "Authorization: QS "+key+":"+base64.StdEncoding.EncodeToString(mac.Sum(nil)))
}

func TestQingStorSignsPathAndHeaders(t *testing.T) {
	t.Parallel()
	endpoint := running(t, QingStor).Values["endpoint"].(string)
	date := time.Now().UTC().Format(http.TimeFormat)
	signed := func(text string, headers ...string) []string {
		return qingStorSigned(text, "HOODYQINGSTORKEY0001", "f2pXv7LsQm4KzR9tYb1NwEc6HjUd0GaS", headers...)
	}
	for name, tt := range map[string]struct {
		headers []string
		status  int
	}{
		"own date":         {signed("GET\n\n\n\nx-qs-date:"+date+"\n/", "X-QS-Date: "+date), 200},
		"own header":       {signed("GET\n\n\n"+date+"\nx-qs-test:1\n/", "Date: "+date, "X-QS-Test: 1"), 200},
		"unsigned":         {[]string{"Date: " + date}, 403},
		"other path":       {signed("GET\n\n\n"+date+"\n/photos", "Date: "+date), 401},
		"header was added": {signed("GET\n\n\n"+date+"\n/", "Date: "+date, "X-QS-Test: 1"), 401},
	} {
		res, body := roundTrip(t, http.DefaultClient, "GET", endpoint+"/", "", tt.headers...)
		if res.StatusCode != tt.status {
			t.Errorf("%s: got %d %s, want %d", name, res.StatusCode, body, tt.status)
		}
	}
}

func TestQingStorBucketIsReachedThroughItsProxy(t *testing.T) {
	t.Parallel()
	s := running(t, QingStorBucket)
	proxy, err := url.Parse(strings.TrimPrefix(s.Env[0], "HTTP_PROXY="))
	if err != nil {
		t.Fatal(err)
	}
	c := &http.Client{Transport: &http.Transport{Proxy: http.ProxyURL(proxy)}}
	date := time.Now().UTC().Format(http.TimeFormat)
	headers := qingStorSigned("GET\n\n\n"+date+"\n/photos", "HOODYQINGSTORKEY0001", "f2pXv7LsQm4KzR9tYb1NwEc6HjUd0GaS", "Date: "+date)
	res, body := roundTrip(t, c, "GET", "http://pek3a.qingstor.test/photos", "", headers...)
	if res.StatusCode != 200 || !strings.Contains(body, `"key":"cat.jpg"`) {
		t.Errorf("got %d %s", res.StatusCode, body)
	}
}
