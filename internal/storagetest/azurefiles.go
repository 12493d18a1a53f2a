package storagetest

import (
	"context"
	"encoding/xml"
	"net/http"
	"strings"
	"time"
)

var azureFilesAccount = azureAccount{
	name:    "hoodyfiles",
	key:     "aG9vZHkgdGVzdCBhY2NvdW50IGZvciBmaWxlcywgbm8gc2VjcmV0IGF0IGFsbCwgOTg3NjU0MzIxMA==",
	service: "f",
}

// AzureFiles is Azure Files with the account's key. It follows the File
// service's REST API: Get Directory Properties, Get File Properties, List
// Directories and Files, and the shared key.
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
			return "DefaultEndpointsProtocol=http;AccountName=" + azureFilesAccount.name + ";AccountKey=" + key + ";FileEndpoint=" + endpoint + ";"
		}
		s.Values = map[string]any{"connection_string": connection(azureFilesAccount.key), "share_name": "photos"}
		s.Wrong = []Wrong{
			{Name: "wrong key", Values: map[string]any{"connection_string": connection(azureOtherKey)}, Field: "connection_string"},
			{Name: "malformed connection string", Values: map[string]any{"connection_string": "AccountName"}, Field: "connection_string"},
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
		s.Values = sas(a.accountSAS("rl", "sco", tomorrow))
		s.Values["share_name"] = "photos"
		s.Wrong = []Wrong{
			{Name: "signed with another key", Values: sas(azureAccount{a.name, azureOtherKey, "f"}.accountSAS("rl", "sco", tomorrow)), Field: "sas_url"},
			{Name: "expired", Values: sas(a.accountSAS("rl", "sco", time.Now().Add(-time.Hour))), Field: "sas_url"},
			{Name: "may not list", Values: sas(a.accountSAS("r", "sco", tomorrow)), Field: "sas_url"},
			{Name: "missing share", Values: map[string]any{"share_name": "missing"}, Field: "share_name"},
		}
	})
}

func startAzureFiles(ctx context.Context, configure func(s *Service, endpoint string)) (*Service, error) {
	return start(ctx, "azurefiles", func(s *Service) error {
		url, err := s.serve(azureShares{azureFilesAccount})
		if err != nil {
			return err
		}
		configure(s, url+"/"+azureFilesAccount.name)
		return nil
	})
}

// azureShares answers for an account of Azure Files.
type azureShares struct{ azureAccount }

func (f azureShares) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	share, name, _ := strings.Cut(f.resource(r), "/")
	q := r.URL.Query()
	list := q.Get("comp") == "list"
	need := azureNeed{"o", "r", share}
	if list {
		need = azureNeed{"c", "l", share}
	}
	err := f.authenticate(r, need)
	files := sample.in(share)
	_, ok := files[name]
	if q.Get("restype") == "directory" {
		ok = name == "" || len(files.in(name)) > 0
	}
	switch {
	case err != nil:
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		err = &azureError{http.StatusMethodNotAllowed, "UnsupportedHttpVerb", "The resource doesn't support specified Http Verb.", ""}
	case len(files) == 0:
		err = &azureError{http.StatusNotFound, "ShareNotFound", "The specified share does not exist.", ""}
	case !ok:
		err = &azureError{http.StatusNotFound, "ResourceNotFound", "The specified resource does not exist.", ""}
	case list:
		listAzureFiles(w, share, name, files)
	default:
		w.Header().Set("Last-Modified", azureModified)
		w.Header().Set("x-ms-version", azureVersion)
	}
	if err != nil {
		err.answer(w)
	}
}

func listAzureFiles(w http.ResponseWriter, share, directory string, files tree) {
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
}
