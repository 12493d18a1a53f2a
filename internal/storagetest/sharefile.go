package storagetest

import (
	"context"
	"crypto/md5"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"path"
	"strings"
)

const shareFileRoot = "foh0f1e2d3c"

// ShareFile is a ShareFile account, for a token that is still good. It follows the
// "ShareFile API" (items, and where they are read and written) and its OAuth 2.
func ShareFile(ctx context.Context) (*Service, error) {
	return start(ctx, "sharefile", func(s *Service) error {
		f := &shareFile{store: s.store, oauth: newOAuth()}
		f.rotates = true
		s.refreshes = f.refreshes
		mux := http.NewServeMux()
		mux.HandleFunc("POST /oauth/token", f.issue)
		mux.HandleFunc("GET /sf/v3/Items", f.authorized(f.tell))
		mux.HandleFunc("GET /sf/v3/{item}", f.authorized(f.tell))
		mux.HandleFunc("DELETE /sf/v3/{item}", f.authorized(f.delete))
		mux.HandleFunc("GET /sf/v3/{item}/ByPath", f.authorized(f.tell))
		mux.HandleFunc("GET /sf/v3/{item}/Children", f.authorized(f.children))
		mux.HandleFunc("GET /sf/v3/{item}/Download", f.authorized(f.link))
		mux.HandleFunc("POST /sf/v3/{item}/Upload2", f.authorized(f.announce))
		mux.HandleFunc("GET /storage/{id}", f.read)
		mux.HandleFunc("POST /storage/{id}", f.write)
		base, err := s.serve(mux)
		if err != nil {
			return err
		}
		f.base = base
		s.Values = f.credentials(freshToken)
		s.Values["endpoint"] = base
		s.Wrong = append(f.wrongTokens(),
			Wrong{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"},
			change("expired token", "token", f.token(expiredToken), "token"),
			change("no such folder", "root_folder_id", "fo404", "root_folder_id"),
		)
		return nil
	})
}

// shareFile is one account.
type shareFile struct {
	*store
	*oauth
	base string
}

func shareFileError(w http.ResponseWriter, status int, code, message string) {
	answerJSON(w, status, map[string]any{
		"code": code, "message": map[string]any{"lang": "en-US", "value": message}, "reason": code,
	})
}

// authorized passes on requests with a token, with the item that they name.
func (f *shareFile) authorized(next func(http.ResponseWriter, *http.Request, string)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		name, found := f.at(r)
		switch {
		case !f.knows(r, "Bearer"):
			shareFileError(w, http.StatusUnauthorized, "Unauthorized", "Unauthorized")
		case !found:
			shareFileError(w, http.StatusNotFound, "NotFound", "Item not found")
		default:
			next(w, r, name)
		}
	}
}

// at returns the path of the item: Items, Items(ID), or what is below it by a path.
func (f *shareFile) at(r *http.Request) (name string, found bool) {
	id := strings.TrimSuffix(strings.TrimPrefix(r.PathValue("item"), "Items("), ")")
	if id != "" && id != shareFileRoot {
		if name, found = pathOf(id); !found {
			return "", false
		}
	}
	name = inFolder(name, r.URL.Query().Get("path"))
	_, err := f.info(name)
	return name, err == nil
}

// item returns what the service says about a file or a folder.
func (f *shareFile) item(name string) any {
	const at = "2026-01-02T03:04:05Z"
	item := map[string]any{
		"Id": idOf(name), "Name": path.Base(name), "FileName": path.Base(name), "CreationDate": at, "ClientModifiedDate": at,
		"odata.type": "ShareFile.Api.Models.Folder",
	}
	if name == "" {
		item["Id"], item["Name"] = shareFileRoot, "Personal Folders"
	}
	if text, found := f.open(name); found {
		sum := md5.Sum([]byte(text))
		item["odata.type"], item["FileSizeBytes"] = "ShareFile.Api.Models.File", len(text)
		item["Hash"] = hex.EncodeToString(sum[:])
	}
	return item
}

func (f *shareFile) tell(w http.ResponseWriter, _ *http.Request, name string) {
	answerJSON(w, http.StatusOK, f.item(name))
}

func (f *shareFile) children(w http.ResponseWriter, _ *http.Request, folder string) {
	value := []any{}
	for _, one := range f.list(folder) {
		value = append(value, f.item(inFolder(folder, one.Name())))
	}
	answerJSON(w, http.StatusOK, map[string]any{"odata.count": len(value), "value": value})
}

func shareFileForbids(w http.ResponseWriter) {
	shareFileError(w, http.StatusForbidden, "Forbidden", "You do not have permission to do this")
}

func (f *shareFile) delete(w http.ResponseWriter, _ *http.Request, name string) {
	if f.denies(Removing) {
		shareFileForbids(w)
		return
	}
	f.remove(name)
	w.WriteHeader(http.StatusNoContent)
}

// link leads to where a file is read.
func (f *shareFile) link(w http.ResponseWriter, _ *http.Request, name string) {
	if f.denies(Reading) {
		shareFileForbids(w)
		return
	}
	answerJSON(w, http.StatusOK, map[string]any{"DownloadUrl": f.base + "/storage/" + idOf(name)})
}

// announce leads to where a file is written.
func (f *shareFile) announce(w http.ResponseWriter, r *http.Request, folder string) {
	var file struct{ FileName string }
	switch err := json.NewDecoder(r.Body).Decode(&file); {
	case f.denies(Writing):
		shareFileForbids(w)
	case err != nil || file.FileName == "":
		shareFileError(w, http.StatusBadRequest, "BadRequest", "Bad request")
	default:
		answerJSON(w, http.StatusOK, map[string]any{
			"Method": "standard", "ChunkUri": f.base + "/storage/" + idOf(inFolder(folder, file.FileName)) + "?uploadid=1",
		})
	}
}

func (f *shareFile) read(w http.ResponseWriter, r *http.Request) {
	name, _ := pathOf(r.PathValue("id"))
	text, _ := f.open(name)
	answer(w, http.StatusOK, "application/octet-stream", text)
}

func (f *shareFile) write(w http.ResponseWriter, r *http.Request) {
	name, found := pathOf(r.PathValue("id"))
	text, err := io.ReadAll(r.Body)
	if !found || err != nil {
		shareFileError(w, http.StatusBadRequest, "BadRequest", "Bad request")
		return
	}
	f.put(name, string(text))
	answerJSON(w, http.StatusOK, map[string]any{"error": false, "value": []any{map[string]any{
		"id": idOf(name), "filename": path.Base(name), "displayname": path.Base(name), "size": len(text),
	}}})
}
