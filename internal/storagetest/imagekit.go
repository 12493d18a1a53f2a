package storagetest

import (
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"path"
	"regexp"
	"strings"
)

const imageKitPrivateKey = "private_Xu4kTnQ8sJ0bR2mV6yZc1dE3fG5h"

// ImageKit is a media library with one folder, "photos". It follows ImageKit's
// "API keys", "List and search assets", "Upload file" and "Delete file" pages: Basic
// authentication with the private key as the user's name and no password. A file is
// read at its URL without any, unless it is private. Nothing checks the public key
// when a library is listed. The hosts are fixed, so they are reached through Env.
func ImageKit(ctx context.Context) (*Service, error) {
	return start(ctx, "imagekit", func(s *Service) error {
		s.Values = map[string]any{
			"endpoint":    "https://ik.imagekit.io/hoody",
			"public_key":  "public_1a2b3c4d5e6f7g8h9i0j",
			"private_key": imageKitPrivateKey,
		}
		s.Wrong = []Wrong{
			{Name: "wrong private key", Values: map[string]any{"private_key": "private_wrong"}, Field: "private_key"},
			{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"},
		}
		s.store.files = tree{"photos/cat.jpg": "not really a cat"}
		return s.impersonate(imageKitHandler(s.store), "api.imagekit.io", "upload.imagekit.io", "ik.imagekit.io")
	})
}

// imageKit is one media library.
type imageKit struct{ *store }

func imageKitHandler(files *store) http.Handler {
	k := imageKit{files}
	mux := http.NewServeMux()
	mux.HandleFunc("GET api.imagekit.io/v2/files", imageKitAuth(k.find))
	mux.HandleFunc("DELETE api.imagekit.io/v2/files/{id}", imageKitAuth(k.delete))
	mux.HandleFunc("POST upload.imagekit.io/api/v2/files/upload", imageKitAuth(k.upload))
	mux.HandleFunc("GET ik.imagekit.io/hoody/{name...}", func(w http.ResponseWriter, r *http.Request) {
		text, found := k.open(r.PathValue("name"))
		switch {
		case k.denies(Reading): // as a private file that is asked for without a signature
			answer(w, http.StatusUnauthorized, "text/plain", "Unauthorized")
		case !found:
			answer(w, http.StatusNotFound, "text/plain", "Not Found")
		default:
			answer(w, http.StatusOK, "application/octet-stream", text)
		}
	})
	return mux
}

func imageKitAuth(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if key, password, ok := r.BasicAuth(); !ok || key != imageKitPrivateKey || password != "" {
			imageKitError(w, http.StatusForbidden, "Your account cannot be authenticated.")
			return
		}
		next(w, r)
	}
}

func imageKitError(w http.ResponseWriter, status int, message string) {
	answer(w, status, "application/json", fmt.Sprintf(
		`{"message":%q,"help":"For support kindly contact us at support@imagekit.io ."}`, message))
}

// imageKitName is the name that a search asks for.
var imageKitName = regexp.MustCompile(`name = "([^"]*)"`)

// find searches a folder for folders or for files, by a name or by none.
func (k imageKit) find(w http.ResponseWriter, r *http.Request) {
	folder, query := strings.Trim(r.URL.Query().Get("path"), "/"), r.URL.Query().Get("searchQuery")
	prefix := ""
	if folder != "" {
		prefix = folder + "/"
	}
	files := k.all()
	names, folders := files.list(prefix, "/")
	found := []any{}
	isWanted := func(name string) bool {
		wanted := imageKitName.FindStringSubmatch(query)
		return wanted == nil || wanted[1] == path.Base(name)
	}
	for _, name := range folders {
		if name = strings.TrimSuffix(name, "/"); strings.Contains(query, `type = "folder"`) && isWanted(name) {
			found = append(found, imageKitFolder{"folder", path.Base(name), "/" + name, "651b0f7a", imageKitTime, imageKitTime})
		}
	}
	for _, name := range names {
		if strings.Contains(query, `type = "file"`) && isWanted(name) {
			found = append(found, imageKitFile(name, files[name]))
		}
	}
	answerJSON(w, http.StatusOK, found)
}

type imageKitFolder struct {
	Type       string `json:"type"`
	Name       string `json:"name"`
	FolderPath string `json:"folderPath"`
	FolderID   string `json:"folderId"`
	CreatedAt  string `json:"createdAt"`
	UpdatedAt  string `json:"updatedAt"`
}

const imageKitTime = "2026-01-02T03:04:05.000Z"

// imageKitFile returns what the service says about a file. Its id is its name in
// hexadecimal digits.
func imageKitFile(name, text string) any {
	return map[string]any{
		"type": "file", "name": path.Base(name), "filePath": "/" + name, "fileId": hex.EncodeToString([]byte(name)),
		"url": "https://ik.imagekit.io/hoody/" +
			name, "isPrivateFile": false, "size": len(text), "mime": "application/octet-stream",
		"createdAt": imageKitTime, "updatedAt": imageKitTime,
	}
}

func (k imageKit) upload(w http.ResponseWriter, r *http.Request) {
	file, _, err := r.FormFile("file")
	if err != nil {
		imageKitError(w, http.StatusBadRequest, "Missing file parameter for upload.")
		return
	}
	text, err := io.ReadAll(file)
	switch name := strings.Trim(path.Join(r.FormValue("folder"), r.FormValue("fileName")), "/"); {
	case k.denies(Writing):
		imageKitError(w, http.StatusForbidden, imageKitMayNot)
	case err != nil:
		imageKitError(w, http.StatusBadRequest, "Invalid file parameter for upload.")
	default:
		k.put(name, string(text))
		answerJSON(w, http.StatusOK, imageKitFile(name, string(text)))
	}
}

func (k imageKit) delete(w http.ResponseWriter, r *http.Request) {
	name, err := hex.DecodeString(r.PathValue("id"))
	switch {
	case k.denies(Removing):
		imageKitError(w, http.StatusForbidden, imageKitMayNot)
	case err != nil || !k.remove(string(name)):
		imageKitError(w, http.StatusNotFound, "The requested file does not exist.")
	default:
		w.WriteHeader(http.StatusNoContent)
	}
}

// imageKitMayNot is the answer to a key with fewer permissions. The words are this
// handler's own.
const imageKitMayNot = "Your API key does not have the permission to do this."
