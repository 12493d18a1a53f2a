package storagetest

import (
	"context"
	"encoding/xml"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// azureEmulator is the account that Microsoft documents for its emulators
// ("Use the Azurite emulator for local Azure Storage development").
var azureEmulator = azureAccount{
	name:    "devstoreaccount1",
	key:     "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==",
	service: "b",
}

var azureBlobAccount = azureAccount{
	name:    "hoodyblobs",
	key:     "aG9vZHkgdGVzdCBhY2NvdW50IGZvciBibG9icywgbm8gc2VjcmV0IGF0IGFsbCwgMDEyMzQ1Njc4OQ==",
	service: "b",
}

// azureOtherKey is a key that belongs to nobody.
const azureOtherKey = "YW5vdGhlciBrZXkgdGhhdCBiZWxvbmdzIHRvIG5vIGFjY291bnQgb2YgdGhpcyBzZXJ2aWNlIQ=="

// AzureBlob is Azure Blob Storage with the account's key. It follows the Blob
// service's REST API: List Containers, List Blobs, Get, Put and Delete Blob, and the
// shared key.
//
// An account that does not exist has no host name, so it is not among what the
// service refuses.
func AzureBlob(ctx context.Context) (*Service, error) {
	return startAzureBlob(ctx, azureBlobAccount, func(s *Service, endpoint string) {
		s.Values = map[string]any{"account": azureBlobAccount.name, "key": azureBlobAccount.key, "endpoint": endpoint}
		s.Wrong = []Wrong{
			{Name: "wrong key", Values: map[string]any{"key": azureOtherKey}, Field: "key"},
			{Name: "malformed key", Values: map[string]any{"key": "not base64!"}, Field: "key"},
			{Name: "missing container", VerifyPath: "missing", Field: "verify_path"},
		}
	})
}

// AzureBlobSAS is AzureBlob with an account SAS, which may do everything.
func AzureBlobSAS(ctx context.Context) (*Service, error) {
	a := azureBlobAccount
	return startAzureBlob(ctx, a, func(s *Service, endpoint string) {
		tomorrow := time.Now().Add(24 * time.Hour)
		sas := func(query string) map[string]any { return map[string]any{"sas_url": endpoint + "/?" + query} }
		s.Values = sas(a.accountSAS("rwdl", "sco", tomorrow))
		s.Wrong = []Wrong{
			{Name: "signed with another key",
				Values: sas(azureAccount{a.name, azureOtherKey, "b"}.accountSAS("rl", "sco", tomorrow)), Field: "sas_url"},
			{Name: "expired", Values: sas(a.accountSAS("rl", "sco", time.Now().Add(-time.Hour))), Field: "sas_url"},
			{Name: "may not list", Values: sas(a.accountSAS("r", "sco", tomorrow)), Field: "sas_url"},
			{Name: "may not list containers", Values: sas(a.accountSAS("rl", "co", tomorrow)), Field: "sas_url"},
			{Name: "for another service", Values: sas(azureAccount{a.name, a.key, "f"}.accountSAS("rl", "sco", tomorrow)),
				Field: "sas_url"},
			{Name: "missing container", VerifyPath: "missing", Field: "verify_path"},
		}
	})
}

// AzureBlobServiceSAS is AzureBlob with an account SAS that lists containers and opens
// nothing in them.
func AzureBlobServiceSAS(ctx context.Context) (*Service, error) {
	a := azureBlobAccount
	return startAzureBlob(ctx, a, func(s *Service, endpoint string) {
		s.Values = map[string]any{"sas_url": endpoint + "/?" + a.accountSAS("rwdl", "s", time.Now().Add(24*time.Hour))}
	})
}

// AzureBlobContainerSAS is AzureBlob with a SAS for the container "photos".
func AzureBlobContainerSAS(ctx context.Context) (*Service, error) {
	a := azureBlobAccount
	return startAzureBlob(ctx, a, func(s *Service, endpoint string) {
		tomorrow := time.Now().Add(24 * time.Hour)
		sas := func(query string) map[string]any { return map[string]any{"sas_url": endpoint + "/photos?" + query} }
		s.Values = sas(a.containerSAS("photos", "rwdl", tomorrow))
		missing := map[string]any{"sas_url": endpoint + "/nosuch?" + a.containerSAS("nosuch", "rl", tomorrow)}
		s.Wrong = []Wrong{
			{Name: "signed with another key",
				Values: sas(azureAccount{a.name, azureOtherKey, "b"}.containerSAS("photos", "rl", tomorrow)), Field: "sas_url"},
			{Name: "for another container", Values: sas(a.containerSAS("letters", "rl", tomorrow)), Field: "sas_url"},
			{Name: "expired", Values: sas(a.containerSAS("photos", "rl", time.Now().Add(-time.Hour))), Field: "sas_url"},
			{Name: "may not list", Values: sas(a.containerSAS("photos", "r", tomorrow)), Field: "sas_url"},
			{Name: "missing container", Values: missing, Field: "sas_url"},
		}
	})
}

// AzureBlobEmulator is the account of the emulators. Their port is 10000, which
// may be taken, so the endpoint is set.
func AzureBlobEmulator(ctx context.Context) (*Service, error) {
	return startAzureBlob(ctx, azureEmulator, func(s *Service, endpoint string) {
		s.Values = map[string]any{"use_emulator": true, "endpoint": endpoint}
		s.Wrong = []Wrong{
			{Name: "wrong key", Values: map[string]any{"key": azureOtherKey}, Field: "key"},
			{Name: "missing container", VerifyPath: "missing", Field: "verify_path"},
		}
	})
}

func startAzureBlob(
	ctx context.Context, a azureAccount, configure func(s *Service, endpoint string),
) (*Service, error) {
	return start(ctx, "azureblob", func(s *Service) error {
		url, err := s.serve(azureBlobs{a, s.store})
		if err != nil {
			return err
		}
		configure(s, url+"/"+a.name)
		return nil
	})
}

// azureBlobs answers for an account of Azure Blob Storage.
type azureBlobs struct {
	azureAccount
	*store
}

func (b azureBlobs) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	resource := b.resource(r)
	container, _, isBlob := strings.Cut(resource, "/")
	operation := r.Method + " " + q.Get("restype") + " " + q.Get("comp")
	need, op, do := azureNeed{}, Operation(0), unsupportedAzure
	switch {
	case operation == "GET  list" && resource == "":
		need, do = azureNeed{resourceType: "s", permission: "l"}, b.listContainers
	case operation == "GET container list" && !isBlob:
		need, do = azureNeed{"c", "l", container}, b.listBlobs
	case !isBlob: // nothing else can be done with a container
	case operation == "GET  " || operation == "HEAD  ":
		need, op, do = azureNeed{"o", "r", container}, Reading, b.getBlob
	case operation == "PUT  " && r.Header.Get("x-ms-blob-type") == "BlockBlob":
		need, op, do = azureNeed{"o", "w", container}, Writing, b.putBlob
	case operation == "DELETE  ":
		need, op, do = azureNeed{"o", "d", container}, Removing, b.deleteBlob
	}
	err := b.authenticate(r, need)
	if err == nil && b.denies(op) {
		err = azureMayNot
	}
	if err == nil {
		err = do(w, r)
	}
	if err != nil {
		err.answer(w)
	}
}

func unsupportedAzure(http.ResponseWriter, *http.Request) *azureError {
	return &azureError{http.StatusBadRequest, "InvalidUri", "The requested URI does not " +
		"represent any resource on the server.", ""}
}

// azureProperties are the properties of a container or a blob.
type azureProperties struct {
	LastModified  string `xml:"Last-Modified"`
	Etag          string
	ContentLength *int   `xml:"Content-Length,omitempty"`
	ContentType   string `xml:"Content-Type,omitempty"`
	BlobType      string `xml:",omitempty"`
}

type azureItem struct {
	Name       string
	Properties *azureProperties `xml:",omitempty"`
}

const (
	azureModified = "Fri, 02 Jan 2026 03:04:05 GMT"
	azureEtag     = "0x8DE49B2A7C3D5F0"
)

func (b azureBlobs) listContainers(w http.ResponseWriter, r *http.Request) *azureError {
	answer := struct {
		XMLName    xml.Name    `xml:"EnumerationResults"`
		Containers []azureItem `xml:"Containers>Container"`
		NextMarker string
	}{}
	for _, name := range b.all().buckets() {
		if strings.HasPrefix(name, r.URL.Query().Get("prefix")) {
			answer.Containers = append(answer.Containers,
				azureItem{name, &azureProperties{LastModified: azureModified, Etag: azureEtag}})
		}
	}
	azureXML(w, http.StatusOK, answer)
	return nil
}

func (b azureBlobs) listBlobs(w http.ResponseWriter, r *http.Request) *azureError {
	q, container := r.URL.Query(), b.resource(r)
	blobs := b.all().in(container)
	if len(blobs) == 0 {
		return &azureError{http.StatusNotFound, "ContainerNotFound", "The specified container does not exist.", ""}
	}
	answer := struct {
		XMLName       xml.Name `xml:"EnumerationResults"`
		ContainerName string   `xml:",attr"`
		Prefix        string
		Delimiter     string      `xml:",omitempty"`
		Blobs         []azureItem `xml:"Blobs>Blob"`
		Prefixes      []azureItem `xml:"Blobs>BlobPrefix"`
		NextMarker    string
	}{ContainerName: container, Prefix: q.Get("prefix"), Delimiter: q.Get("delimiter")}
	files, folders := blobs.list(q.Get("prefix"), q.Get("delimiter"))
	for _, name := range files {
		size := len(blobs[name])
		answer.Blobs = append(answer.Blobs, azureItem{name, &azureProperties{
			LastModified: azureModified, Etag: azureEtag, ContentLength: &size, ContentType: "application/octet-stream",
			BlobType: "BlockBlob",
		}})
	}
	for _, name := range folders {
		answer.Prefixes = append(answer.Prefixes, azureItem{Name: name})
	}
	azureXML(w, http.StatusOK, answer)
	return nil
}

// getBlob answers HEAD too, as Get Blob Properties.
func (b azureBlobs) getBlob(w http.ResponseWriter, r *http.Request) *azureError {
	text, found := b.open(b.resource(r))
	if !found {
		return azureBlobNotFound
	}
	azureStored(w)
	w.Header().Set("x-ms-blob-type", "BlockBlob")
	w.Header().Set("Content-Length", strconv.Itoa(len(text)))
	answer(w, http.StatusOK, "application/octet-stream", text)
	return nil
}

func (b azureBlobs) putBlob(w http.ResponseWriter, r *http.Request) *azureError {
	text, err := io.ReadAll(r.Body)
	if err != nil {
		return azureBadInput
	}
	b.put(b.resource(r), string(text))
	azureStored(w)
	w.WriteHeader(http.StatusCreated)
	return nil
}

func (b azureBlobs) deleteBlob(w http.ResponseWriter, r *http.Request) *azureError {
	if !b.remove(b.resource(r)) {
		return azureBlobNotFound
	}
	azureStored(w)
	w.WriteHeader(http.StatusAccepted)
	return nil
}

var azureBlobNotFound = &azureError{http.StatusNotFound, "BlobNotFound", "The specified blob does not exist.", ""}
