package storagetest

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

const (
	blobsKey = "aG9vZHkgdGVzdCBhY2NvdW50IGZvciBibG9icywgbm8gc2VjcmV0IGF0IGFsbCwgMDEyMzQ1Njc4OQ=="
	otherKey = "YW5vdGhlciBrZXkgdGhhdCBiZWxvbmdzIHRvIG5vIGFjY291bnQgb2YgdGhpcyBzZXJ2aWNlIQ=="
)

func TestAzureBlob(t *testing.T) {
	t.Parallel()
	endpoint := running(t, AzureBlob).Values["endpoint"].(string)

	const (
		list   = "?comp=list"
		root   = "/hoodyblobs/hoodyblobs\ncomp:list"
		photos = "/photos?restype=container&comp=list&delimiter=%2F&prefix="
		inside = "/hoodyblobs/hoodyblobs/photos\ncomp:list\ndelimiter:/\nprefix:\nrestype:container"
	)
	tests := []struct {
		name, path, resource, account, key string
		age                                time.Duration
		status                             int
		code, contains                     string
	}{
		{"containers", list, root, "hoodyblobs", blobsKey, 0, 200, "", "<Container><Name>letters</Name>"},
		{"blobs", photos, inside, "hoodyblobs", blobsKey, 0, 200, "", "<Blob><Name>cat.jpg</Name>"},
		{"folders", photos, inside, "hoodyblobs", blobsKey, 0, 200, "", "<BlobPrefix><Name>2026/</Name></BlobPrefix>"},
		{"missing container", "/missing?restype=container&comp=list", "/hoodyblobs/hoodyblobs/missing\ncomp:list\nrestype:container", "hoodyblobs", blobsKey, 0, 404, "ContainerNotFound", "<Code>ContainerNotFound</Code>"},
		{"unknown operation", "?comp=stats", "/hoodyblobs/hoodyblobs\ncomp:stats", "hoodyblobs", blobsKey, 0, 400, "InvalidUri", ""},
		{"wrong key", list, root, "hoodyblobs", otherKey, 0, 403, "AuthenticationFailed", "The MAC signature found in the HTTP request"},
		{"another account", list, root, "someoneelse", blobsKey, 0, 403, "AuthenticationFailed", "The MAC signature found in the HTTP request"},
		{"signed for another path", photos, root, "hoodyblobs", blobsKey, 0, 403, "AuthenticationFailed", "The MAC signature found in the HTTP request"},
		{"too old", list, root, "hoodyblobs", blobsKey, 20 * time.Minute, 403, "AuthenticationFailed", "Request date header too old"},
		{"from the future", list, root, "hoodyblobs", blobsKey, -20 * time.Minute, 403, "AuthenticationFailed", "Request date header too old"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			headers := azureSigned(t, "GET", tt.account, tt.key, tt.resource, time.Now().Add(-tt.age))
			res, body := roundTrip(t, http.DefaultClient, "GET", endpoint+tt.path, "", headers...)
			checkAzure(t, res, body, tt.status, tt.code, tt.contains)
		})
	}
	t.Run("unsigned", func(t *testing.T) {
		t.Parallel()
		res, body := roundTrip(t, http.DefaultClient, "GET", endpoint+list, "")
		checkAzure(t, res, body, 401, "NoAuthenticationInformation", "<Error>")
	})
}

func TestAzureBlobEmulator(t *testing.T) {
	t.Parallel()
	endpoint := running(t, AzureBlobEmulator).Values["endpoint"].(string)
	const key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
	headers := azureSigned(t, "GET", "devstoreaccount1", key, "/devstoreaccount1/devstoreaccount1\ncomp:list", time.Now())
	res, body := roundTrip(t, http.DefaultClient, "GET", endpoint+"?comp=list", "", headers...)
	checkAzure(t, res, body, 200, "", "<Container><Name>photos</Name>")
}

func TestAzureBlobSAS(t *testing.T) {
	t.Parallel()
	s := running(t, AzureBlobSAS)
	endpoint, own, _ := strings.Cut(s.Values["sas_url"].(string), "/?")
	soon := time.Now().Add(time.Hour).UTC().Format(time.RFC3339)
	past := time.Now().Add(-time.Hour).UTC().Format(time.RFC3339)

	const photos = "/photos?restype=container&comp=list&"
	tests := []struct {
		name, path, sas string
		status          int
		code, contains  string
	}{
		{"the service's own", "/?comp=list&", own, 200, "", "<Container><Name>photos</Name>"},
		{"containers", "/?comp=list&", azureSAS(t, "hoodyblobs", blobsKey, "rl", "bf", "sco", soon), 200, "", "<Container><Name>photos</Name>"},
		{"blobs", photos, azureSAS(t, "hoodyblobs", blobsKey, "l", "b", "c", soon), 200, "", "<Blob><Name>cat.jpg</Name>"},
		{"another key", photos, azureSAS(t, "hoodyblobs", otherKey, "rl", "b", "sco", soon), 403, "AuthenticationFailed", "Signature did not match"},
		{"another account", photos, azureSAS(t, "someoneelse", blobsKey, "rl", "b", "sco", soon), 403, "AuthenticationFailed", "Signature did not match"},
		{"expired", photos, azureSAS(t, "hoodyblobs", blobsKey, "rl", "b", "sco", past), 403, "AuthenticationFailed", "Signature not valid in the specified time frame"},
		{"changed", photos, strings.Replace(azureSAS(t, "hoodyblobs", blobsKey, "r", "b", "sco", soon), "sp=r&", "sp=rl&", 1), 403, "AuthenticationFailed", "Signature did not match"},
		{"may not list", photos, azureSAS(t, "hoodyblobs", blobsKey, "r", "b", "sco", soon), 403, "AuthorizationPermissionMismatch", ""},
		{"may not list containers", "/?comp=list&", azureSAS(t, "hoodyblobs", blobsKey, "rl", "b", "co", soon), 403, "AuthorizationResourceTypeMismatch", ""},
		{"another service", photos, azureSAS(t, "hoodyblobs", blobsKey, "rl", "f", "sco", soon), 403, "AuthorizationServiceMismatch", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			res, body := roundTrip(t, http.DefaultClient, "GET", endpoint+tt.path+tt.sas, "")
			checkAzure(t, res, body, tt.status, tt.code, tt.contains)
		})
	}
}

func TestAzureBlobContainerSAS(t *testing.T) {
	t.Parallel()
	s := running(t, AzureBlobContainerSAS)
	endpoint, own, _ := strings.Cut(s.Values["sas_url"].(string), "/photos?")
	sas := func(container, permissions, key string) string {
		expiry := time.Now().Add(time.Hour).UTC().Format(time.RFC3339)
		text := permissions + "\n\n" + expiry + "\n/blob/hoodyblobs/" + container + "\n\n\nhttps,http\n2022-11-02\nc\n\n\n\n\n\n\n"
		return url.Values{
			"sv": {"2022-11-02"}, "sr": {"c"}, "sp": {permissions}, "se": {expiry}, "spr": {"https,http"},
			"sig": {azureHMAC(t, key, text)},
		}.Encode()
	}
	tests := []struct {
		name, path, sas string
		status          int
		code, contains  string
	}{
		{"the service's own", "/photos?restype=container&comp=list&", own, 200, "", "<Blob><Name>cat.jpg</Name>"},
		{"another container", "/letters?restype=container&comp=list&", own, 403, "AuthenticationFailed", "Signature did not match"},
		{"blobs", "/letters?restype=container&comp=list&", sas("letters", "rl", blobsKey), 200, "", "<Blob><Name>draft.txt</Name>"},
		{"another key", "/letters?restype=container&comp=list&", sas("letters", "rl", otherKey), 403, "AuthenticationFailed", "Signature did not match"},
		{"may not list", "/letters?restype=container&comp=list&", sas("letters", "r", blobsKey), 403, "AuthorizationPermissionMismatch", ""},
		{"containers", "/?comp=list&", sas("", "rl", blobsKey), 403, "AuthorizationPermissionMismatch", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			res, body := roundTrip(t, http.DefaultClient, "GET", endpoint+tt.path+tt.sas, "")
			checkAzure(t, res, body, tt.status, tt.code, tt.contains)
		})
	}
}
