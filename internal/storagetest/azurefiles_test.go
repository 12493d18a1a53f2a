package storagetest

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

const filesKey = "aG9vZHkgdGVzdCBhY2NvdW50IGZvciBmaWxlcywgbm8gc2VjcmV0IGF0IGFsbCwgOTg3NjU0MzIxMA=="

func TestAzureFiles(t *testing.T) {
	t.Parallel()
	endpoint := running(t, AzureFiles).Values["endpoint"].(string)

	const (
		list   = "/photos/?restype=directory&comp=list"
		inside = "/hoodyfiles/hoodyfiles/photos/\ncomp:list\nrestype:directory"
	)
	tests := []struct {
		name, method, path, resource, key string
		status                            int
		code, contains                    string
	}{
		{"files", "GET", list, inside, filesKey, 200, "", "<File><Name>cat.jpg</Name>"},
		{"folders", "GET", list, inside, filesKey, 200, "", "<Directory><Name>2026</Name>"},
		{"files of a folder", "GET", "/photos/2026?restype=directory&comp=list", "/hoodyfiles/hoodyfiles/photos/2026\ncomp:list\nrestype:directory", filesKey, 200, "", "<File><Name>lake.jpg</Name>"},
		{"share", "GET", "/photos/?restype=directory", "/hoodyfiles/hoodyfiles/photos/\nrestype:directory", filesKey, 200, "", ""},
		{"folder", "GET", "/photos/2026?restype=directory", "/hoodyfiles/hoodyfiles/photos/2026\nrestype:directory", filesKey, 200, "", ""},
		{"file", "HEAD", "/photos/cat.jpg", "/hoodyfiles/hoodyfiles/photos/cat.jpg", filesKey, 200, "", ""},
		{"share is no file", "HEAD", "/photos/", "/hoodyfiles/hoodyfiles/photos/", filesKey, 404, "ResourceNotFound", ""},
		{"file is no folder", "GET", "/photos/cat.jpg?restype=directory", "/hoodyfiles/hoodyfiles/photos/cat.jpg\nrestype:directory", filesKey, 404, "ResourceNotFound", "<Error>"},
		{"missing share", "GET", "/missing/?restype=directory", "/hoodyfiles/hoodyfiles/missing/\nrestype:directory", filesKey, 404, "ShareNotFound", "<Error>"},
		{"not served", "PATCH", "/photos/", "/hoodyfiles/hoodyfiles/photos/", filesKey, 405, "UnsupportedHttpVerb", "<Error>"},
		{"wrong key", "GET", list, inside, otherKey, 403, "AuthenticationFailed", "The MAC signature found in the HTTP request"},
		{"wrong key, no body", "HEAD", "/photos/cat.jpg", "/hoodyfiles/hoodyfiles/photos/cat.jpg", otherKey, 403, "AuthenticationFailed", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			headers := azureSigned(t, tt.method, "hoodyfiles", tt.key, tt.resource, time.Now())
			res, body := roundTrip(t, http.DefaultClient, tt.method, endpoint+tt.path, "", headers...)
			checkAzure(t, res, body, tt.status, tt.code, tt.contains)
		})
	}
	t.Run("unsigned", func(t *testing.T) {
		t.Parallel()
		res, body := roundTrip(t, http.DefaultClient, "GET", endpoint+list, "")
		checkAzure(t, res, body, 401, "NoAuthenticationInformation", "<Error>")
	})
}

func TestAzureFilesConnectionString(t *testing.T) {
	t.Parallel()
	s := running(t, AzureFilesConnectionString)
	got := s.Values["connection_string"].(string)
	if want := "DefaultEndpointsProtocol=http;AccountName=hoodyfiles;AccountKey=" + filesKey + ";FileEndpoint=http://127.0.0.1:"; !strings.HasPrefix(got, want) {
		t.Errorf("got %s, want %s…", got, want)
	}
}

func TestAzureFilesSAS(t *testing.T) {
	t.Parallel()
	s := running(t, AzureFilesSAS)
	endpoint, own, _ := strings.Cut(s.Values["sas_url"].(string), "/?")
	soon := time.Now().Add(time.Hour).UTC().Format(time.RFC3339)

	const list = "/photos?restype=directory&comp=list&"
	tests := []struct {
		name, path, sas string
		status          int
		code, contains  string
	}{
		{"the service's own", list, own, 200, "", "<File><Name>cat.jpg</Name>"},
		{"files", list, azureSAS(t, "hoodyfiles", filesKey, "l", "f", "c", soon), 200, "", "<File><Name>cat.jpg</Name>"},
		{"properties", "/photos?restype=directory&", azureSAS(t, "hoodyfiles", filesKey, "r", "f", "o", soon), 200, "", ""},
		{"another key", list, azureSAS(t, "hoodyfiles", otherKey, "rl", "f", "sco", soon), 403, "AuthenticationFailed", "Signature did not match"},
		{"may not list", list, azureSAS(t, "hoodyfiles", filesKey, "r", "f", "sco", soon), 403, "AuthorizationPermissionMismatch", ""},
		{"for blobs", list, azureSAS(t, "hoodyfiles", filesKey, "rl", "b", "sco", soon), 403, "AuthorizationServiceMismatch", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			res, body := roundTrip(t, http.DefaultClient, "GET", endpoint+tt.path+tt.sas, "")
			checkAzure(t, res, body, tt.status, tt.code, tt.contains)
		})
	}
}
