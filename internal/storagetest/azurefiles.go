package storagetest

import (
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

var azureFilesAccount = azureAccount{
	name:    "hoodyfiles",
	key:     "aG9vZHkgdGVzdCBhY2NvdW50IGZvciBmaWxlcywgbm8gc2VjcmV0IGF0IGFsbCwgOTg3NjU0MzIxMA==",
	service: "f",
}

// AzureFiles is Azure Files with the account's key. It follows the File
// service's REST API: Get and Create Directory, List Directories and Files, Get,
// Create and Delete File, Get and Set File Properties, Put Range, and the shared
// key.
func AzureFiles(ctx context.Context) (*Service, error) {
	a := azureFilesAccount
	return startAzureFiles(ctx, func(s *Service, endpoint string) {
		s.Values = map[string]any{"account": a.name, "key": a.key, "endpoint": endpoint, "share_name": "photos"}
		s.Wrong = []Wrong{
			{Name: "wrong key", Values: map[string]any{"key": azureOtherKey}, Field: "key"},
			{Name: "malformed key", Values: map[string]any{"key": "not base64!"}, Field: "key"},
			{Name: "missing share", Values: map[string]any{"share_name": "missing"}, Field: "share_name"},
			{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"},
		}
	})
}

// AzureFilesConnectionString is AzureFiles with the account's key inside a
// connection string ("Configure Azure Storage connection strings").
func AzureFilesConnectionString(ctx context.Context) (*Service, error) {
	return startAzureFiles(ctx, func(s *Service, endpoint string) {
		connection := func(key string) string {
			return "DefaultEndpointsProtocol=http;AccountName=" + azureFilesAccount.name + ";AccountKey=" + key +
				";FileEndpoint=" + endpoint + ";"
		}
		s.Values = map[string]any{"connection_string": connection(azureFilesAccount.key), "share_name": "photos"}
		s.Wrong = []Wrong{
			{Name: "wrong key", Values: map[string]any{"connection_string": connection(azureOtherKey)},
				Field: "connection_string"},
			{Name: "malformed connection string", Values: map[string]any{"connection_string": "AccountName"},
				Field: "connection_string"},
			{Name: "missing share", Values: map[string]any{"share_name": "missing"}, Field: "share_name"},
		}
	})
}

// AzureFilesSAS is AzureFiles with an account SAS.
func AzureFilesSAS(ctx context.Context) (*Service, error) {
	a := azureFilesAccount
	return startAzureFiles(ctx, func(s *Service, endpoint string) {
		tomorrow := time.Now().Add(24 * time.Hour)
		sas := func(query string) map[string]any { return map[string]any{"sas_url": endpoint + "/?" + query} }
		s.Values = sas(a.accountSAS("rwdl", "sco", tomorrow))
		s.Values["share_name"] = "photos"
		s.Wrong = []Wrong{
			{Name: "signed with another key",
				Values: sas(azureAccount{a.name, azureOtherKey, "f"}.accountSAS("rl", "sco", tomorrow)), Field: "sas_url"},
			{Name: "expired", Values: sas(a.accountSAS("rl", "sco", time.Now().Add(-time.Hour))), Field: "sas_url"},
			{Name: "may not list", Values: sas(a.accountSAS("r", "sco", tomorrow)), Field: "sas_url"},
			{Name: "missing share", Values: map[string]any{"share_name": "missing"}, Field: "share_name"},
		}
	})
}

func startAzureFiles(ctx context.Context, configure func(s *Service, endpoint string)) (*Service, error) {
	return start(ctx, "azurefiles", func(s *Service) error {
		url, err := s.serve(azureShares{azureFilesAccount, s.store})
		if err != nil {
			return err
		}
		configure(s, url+"/"+azureFilesAccount.name)
		return nil
	})
}

// azureShares answers for an account of Azure Files.
type azureShares struct {
	azureAccount
	*store
}

func (f azureShares) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	share, name, _ := strings.Cut(f.resource(r), "/")
	q := r.URL.Query()
	isDirectory := q.Get("restype") == "directory"
	need, op, do := azureNeed{"o", "r", share}, Reading, f.getFile
	switch {
	case isDirectory && q.Get("comp") == "list":
		need, op, do = azureNeed{"c", "l", share}, 0, f.listFiles
	case isDirectory && r.Method == http.MethodPut:
		need, op, do = azureNeed{"o", "w", share}, 0, f.createDirectory
	case isDirectory:
		op, do = 0, f.getDirectory
	case r.Method == http.MethodPut:
		need, op, do = azureNeed{"o", "w", share}, Writing, f.putFile
	case r.Method == http.MethodDelete:
		need, op, do = azureNeed{"o", "d", share}, Removing, f.deleteFile
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		op, do = 0, unsupportedAzureVerb
	}
	err := f.authenticate(r, need)
	switch {
	case err != nil:
	case len(f.all().in(share)) == 0:
		err = &azureError{http.StatusNotFound, "ShareNotFound", "The specified share does not exist.", ""}
	case f.denies(op):
		err = azureMayNot
	default:
		err = do(w, r, share, name)
	}
	if err != nil {
		err.answer(w)
	}
}

func unsupportedAzureVerb(http.ResponseWriter, *http.Request, string, string) *azureError {
	return &azureError{http.StatusMethodNotAllowed, "UnsupportedHttpVerb", "The resource doesn't support specified Http " +
		"Verb.", ""}
}

var azureResourceNotFound = &azureError{http.StatusNotFound, "ResourceNotFound", "The specified resource does not " +
	"exist.", ""}

// hasDirectory reports whether a directory exists, which it does if a file is in it.
func (f azureShares) hasDirectory(share, name string) bool {
	return name == "" || len(f.all().in(share+"/"+name)) > 0
}

func (f azureShares) getDirectory(w http.ResponseWriter, _ *http.Request, share, name string) *azureError {
	if !f.hasDirectory(share, name) {
		return azureResourceNotFound
	}
	azureStored(w)
	return nil
}

// createDirectory creates nothing: the existing directories are enough.
func (f azureShares) createDirectory(_ http.ResponseWriter, _ *http.Request, share, name string) *azureError {
	if !f.hasDirectory(share, name) {
		return azureMayNot
	}
	return &azureError{http.StatusConflict, "ResourceAlreadyExists", "The specified resource already exists.", ""}
}

// getFile answers HEAD too, as Get File Properties.
func (f azureShares) getFile(w http.ResponseWriter, _ *http.Request, share, name string) *azureError {
	text, found := f.open(share + "/" + name)
	if !found {
		return azureResourceNotFound
	}
	azureStored(w)
	w.Header().Set("x-ms-type", "File")
	w.Header().Set("Content-Length", strconv.Itoa(len(text)))
	answer(w, http.StatusOK, "application/octet-stream", text)
	return nil
}

// putFile creates a file of a size, fills a range of it, or sets its properties,
// which are not kept.
func (f azureShares) putFile(w http.ResponseWriter, r *http.Request, share, name string) *azureError {
	name = share + "/" + name
	text, found := f.open(name)
	status := http.StatusCreated
	switch r.URL.Query().Get("comp") {
	case "":
		size, err := strconv.Atoi(r.Header.Get("x-ms-content-length"))
		if err != nil || r.Header.Get("x-ms-type") != "file" {
			return azureBadInput
		}
		f.put(name, strings.Repeat("\x00", size))
	case "range":
		var first, last int
		_, err := fmt.Sscanf(r.Header.Get("x-ms-range"), "bytes=%d-%d", &first, &last)
		part, failed := io.ReadAll(r.Body)
		if !found || err != nil || failed != nil || last+1-first != len(part) || last >= len(text) {
			return azureBadInput
		}
		f.put(name, text[:first]+string(part)+text[last+1:])
	case "properties":
		status = http.StatusOK
	default:
		return azureBadInput
	}
	azureStored(w)
	w.WriteHeader(status)
	return nil
}

func (f azureShares) deleteFile(w http.ResponseWriter, _ *http.Request, share, name string) *azureError {
	if !f.remove(share + "/" + name) {
		return azureResourceNotFound
	}
	azureStored(w)
	w.WriteHeader(http.StatusAccepted)
	return nil
}

func (f azureShares) listFiles(w http.ResponseWriter, _ *http.Request, share, directory string) *azureError {
	if !f.hasDirectory(share, directory) {
		return azureResourceNotFound
	}
	files := f.all().in(share)
	type entry struct {
		Name string
		Size int `xml:"Properties>Content-Length"`
	}
	answer := struct {
		XMLName       xml.Name `xml:"EnumerationResults"`
		ShareName     string   `xml:",attr"`
		DirectoryPath string   `xml:",attr"`
		Files         []entry  `xml:"Entries>File"`
		Directories   []entry  `xml:"Entries>Directory"`
		NextMarker    string
	}{ShareName: share, DirectoryPath: directory}
	if directory != "" {
		files = files.in(directory)
	}
	names, folders := files.list("", "/")
	for _, name := range names {
		answer.Files = append(answer.Files, entry{name, len(files[name])})
	}
	for _, name := range folders {
		answer.Directories = append(answer.Directories, entry{Name: strings.TrimSuffix(name, "/")})
	}
	azureXML(w, http.StatusOK, answer)
	return nil
}
