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

// The first two strings to sign are examples of "Authorize with Shared Key".
func TestAzureSharedKeyText(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, account, method, target string
		headers                       map[string]string
		want                          string
	}{
		{
			"container metadata", "myaccount", "GET", "/mycontainer?restype=container&comp=metadata&timeout=20",
			map[string]string{"x-ms-date": "Fri, 26 Jun 2015 23:39:12 GMT", "x-ms-version": "2015-02-21"},
			"GET\n\n\n\n\n\n\n\n\n\n\n\nx-ms-date:Fri, 26 Jun 2015 23:39:12 GMT\nx-ms-version:2015-02-21\n/myaccount/mycontainer\ncomp:metadata\nrestype:container\ntimeout:20",
		},
		{
			"repeated parameter", "myaccount", "GET",
			"/mycontainer?restype=container&comp=list&include=snapshots&include=metadata&include=uncommittedblobs",
			map[string]string{"x-ms-date": "Fri, 26 Jun 2015 23:39:12 GMT", "x-ms-version": "2015-02-21"},
			"GET\n\n\n\n\n\n\n\n\n\n\n\nx-ms-date:Fri, 26 Jun 2015 23:39:12 GMT\nx-ms-version:2015-02-21\n/myaccount/mycontainer\ncomp:list\ninclude:metadata,snapshots,uncommittedblobs\nrestype:container",
		},
		{
			"length and type", "myaccount", "PUT", "/mycontainer/my%20blob",
			map[string]string{
				"Content-Length": "11", "Content-Type": "text/plain; charset=UTF-8", "If-Match": "0x8D4", "Range": "bytes=0-",
				"Date": "Sun, 11 Oct 2009 21:49:13 GMT", "x-ms-date": "Sun, 11 Oct 2009 21:49:13 GMT", "x-ms-meta-m1": "v1", "x-ms-blob-type": "BlockBlob",
			},
			"PUT\n\n\n11\n\ntext/plain; charset=UTF-8\n\n\n0x8D4\n\n\nbytes=0-\nx-ms-blob-type:BlockBlob\nx-ms-date:Sun, 11 Oct 2009 21:49:13 GMT\nx-ms-meta-m1:v1\n/myaccount/mycontainer/my%20blob",
		},
		{
			"emulator", "devstoreaccount1", "GET", "/devstoreaccount1/?comp=list",
			map[string]string{"Date": "Sun, 11 Oct 2009 21:49:13 GMT", "Content-Length": "0"},
			"GET\n\n\n\n\n\nSun, 11 Oct 2009 21:49:13 GMT\n\n\n\n\n\n/devstoreaccount1/devstoreaccount1/\ncomp:list",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := httptest.NewRequest(tt.method, tt.target, nil)
			for name, value := range tt.headers {
				r.Header.Set(name, value)
			}
			if got := (azureAccount{name: tt.account}).sharedKeyText(r); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// azureHMAC signs as every client does, without this package's own code.
func azureHMAC(t *testing.T, key, text string) string {
	t.Helper()
	raw, err := base64.StdEncoding.DecodeString(key)
	if err != nil {
		t.Fatal(err)
	}
	mac := hmac.New(sha256.New, raw)
	mac.Write([]byte(text))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// azureSigned are the headers of a request that is signed for a resource, which
// is the path and the parameters, each in a line of its own.
func azureSigned(t *testing.T, method, account, key, resource string, at time.Time) []string {
	t.Helper()
	date := at.UTC().Format(http.TimeFormat)
	signature := azureHMAC(t, key, method+"\n\n\n\n\n\n\n\n\n\n\n\nx-ms-date:"+date+"\nx-ms-version:2022-11-02\n"+resource)
	return []string{"x-ms-date: " + date, "x-ms-version: 2022-11-02", "Authorization: SharedKey " + account + ":" + signature}
}

// azureSAS signs the parameters of an account SAS.
func azureSAS(t *testing.T, account, key, permissions, services, resourceTypes, expiry string) string {
	t.Helper()
	text := account + "\n" + permissions + "\n" + services + "\n" + resourceTypes + "\n\n" + expiry + "\n\nhttps,http\n2022-11-02\n\n"
	return url.Values{
		"sv": {"2022-11-02"}, "ss": {services}, "srt": {resourceTypes}, "sp": {permissions}, "se": {expiry}, "spr": {"https,http"},
		"sig": {azureHMAC(t, key, text)},
	}.Encode()
}

// checkAzure compares an answer and that its error code is in the header too.
func checkAzure(t *testing.T, res *http.Response, body string, status int, code, contains string) {
	t.Helper()
	if got := res.Header.Get("x-ms-error-code"); res.StatusCode != status || got != code || !strings.Contains(body, contains) {
		t.Errorf("got %d %q %s, want %d %q …%s…", res.StatusCode, got, body, status, code, contains)
	}
}
