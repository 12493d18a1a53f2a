package storagetest

import (
	"context"
	"crypto/md5"
	"encoding/hex"
	"io"
	"net/http"
	"path"
)

const (
	ulozToApp      = "app-5c8e1f7a9b3d2046"
	ulozToUser     = "curator"
	ulozToPassword = "a-password-for-ulozto"
	ulozToToken    = "user-9d4b6a2f8c1e7053"
	ulozToRoot     = "rT5mQx8z"
)

// UlozTo is an account, whose hosts are fixed, so that they are reached through Env.
func UlozTo(ctx context.Context) (*Service, error) {
	return startUlozTo(ctx, func(s *Service) {
		s.Wrong = append(s.Wrong,
			change("wrong app token", "app_token", "app-0000000000000000", ""),
			change("wrong password", "password", "another-password", ""),
			change("unknown user", "username", "nobody", ""),
			Wrong{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"},
		)
	})
}

// UlozToFolder is one of its folders, which becomes the root.
func UlozToFolder(ctx context.Context) (*Service, error) {
	return startUlozTo(ctx, func(s *Service) {
		s.Values["root_folder_slug"] = ulozToSlug("photos")
		s.Wrong = append(s.Wrong, change("unknown folder", "root_folder_slug", "another", "root_folder_slug"))
	})
}

func startUlozTo(ctx context.Context, setup func(*Service)) (*Service, error) {
	return start(ctx, "ulozto", func(s *Service) error {
		s.Values = map[string]any{"app_token": ulozToApp, "username": ulozToUser, "password": ulozToPassword}
		setup(s)
		return s.impersonate(ulozToHandler(s.store), "apis.uloz.to", "upload.uloz.to", "download.uloz.to")
	})
}

// ulozTo is one account. It follows what rclone's client sends and reads of Uloz.to's
// API: the token of a program and that of a session in headers, folders and files by
// slugs, and an upload that is given its place afterwards. The numbers of its errors
// are this handler's own, except the one for a folder that does not exist.
type ulozTo struct{ *store }

func ulozToHandler(files *store) http.Handler {
	u := ulozTo{files}
	mux := http.NewServeMux()
	const api, user = "apis.uloz.to/", "/user/" + ulozToUser + "/folder/{slug}/"
	mux.HandleFunc("PUT "+api+"v6/session", u.session)
	mux.HandleFunc("GET "+api+"v9"+user+"folder-list", ulozToAuth(u.folders))
	mux.HandleFunc("GET "+api+"v8"+user+"file-list", ulozToAuth(u.files))
	mux.HandleFunc("POST "+api+"v5/file/download-link/vipdata", ulozToAuth(u.link))
	mux.HandleFunc("GET download.uloz.to/{slug}", func(w http.ResponseWriter, r *http.Request) {
		name, _ := pathOf(r.PathValue("slug"))
		text, _ := u.open(name)
		answer(w, http.StatusOK, "application/octet-stream", text)
	})
	mux.HandleFunc("POST "+api+"v5/upload/link", ulozToAuth(func(w http.ResponseWriter, _ *http.Request) {
		if u.denies(Writing) {
			ulozToError(w, http.StatusForbidden, 10000, "Access denied")
			return
		}
		answerJSON(w, http.StatusOK, map[string]any{
			"upload_url": "https://upload.uloz.to/upload?key=1", "private_slug": "batch", "valid_until": fileTime,
		})
	}))
	mux.HandleFunc("POST upload.uloz.to/upload", u.upload)
	mux.HandleFunc("PATCH "+api+"v8/file-list/private", ulozToAuth(u.place))
	mux.HandleFunc("PATCH "+api+"v8/upload-batch/private/batch", ulozToAuth(func(w http.ResponseWriter, _ *http.Request) {
		answerJSON(w, http.StatusOK, map[string]string{"status": "confirmed"})
	}))
	mux.HandleFunc("DELETE "+api+"v6/file/{slug}/private", ulozToAuth(u.delete))
	return mux
}

func ulozToError(w http.ResponseWriter, status, number int, message string) {
	answerJSON(w, status, map[string]any{"error": number, "code": status, "message": message})
}

func (u ulozTo) session(w http.ResponseWriter, r *http.Request) {
	account := readJSON[struct{ Login, Password string }](r)
	if r.Header.Get("X-Auth-Token") != ulozToApp || account.Login != ulozToUser || account.Password != ulozToPassword {
		ulozToError(w, http.StatusUnauthorized, 70000, "Unauthorized")
		return
	}
	answerJSON(w, http.StatusOK, map[string]any{
		"token_id": ulozToToken, "session": map[string]any{"user": map[string]string{"root_folder_slug": ulozToRoot}},
	})
}

func ulozToAuth(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Auth-Token") != ulozToApp || r.Header.Get("X-User-Token") != ulozToToken {
			ulozToError(w, http.StatusUnauthorized, 70000, "Unauthorized")
			return
		}
		next(w, r)
	}
}

// ulozToSlug returns the slug of a path, which may be the root.
func ulozToSlug(name string) string {
	if name == "" {
		return ulozToRoot
	}
	return idOf(name)
}

// folder returns the path of a folder's slug.
func (u ulozTo) folder(slug string) (name string, found bool) {
	if slug == ulozToRoot {
		return "", true
	}
	name, known := pathOf(slug)
	return name, known && u.isFolder(name)
}

// in are those of what is in the folder of a request that are wanted.
func (u ulozTo) in(w http.ResponseWriter, r *http.Request, folders bool, describe func(name string) any) []any {
	folder, found := u.folder(r.PathValue("slug"))
	if !found {
		ulozToError(w, http.StatusNotFound, 30001, "Folder does not exist")
		return nil
	}
	items := []any{}
	for _, info := range u.list(folder) {
		search := r.URL.Query().Get("search_query")
		if info.IsDir() == folders && (search == "" || search == info.Name()) {
			items = append(items, describe(inFolder(folder, info.Name())))
		}
	}
	return items
}

func (u ulozTo) folders(w http.ResponseWriter, r *http.Request) {
	items := u.in(w, r, true, func(name string) any {
		return map[string]any{"slug": idOf(name), "name": path.Base(name), "last_user_modified": fileTime}
	})
	if items != nil {
		answerJSON(w, http.StatusOK, map[string]any{"subfolders": items})
	}
}

// file returns what the service says about a file.
func (u ulozTo) file(name string) any {
	text, _ := u.open(name)
	return map[string]any{
		"slug": idOf(name), "name": path.Base(name), "filesize": len(text), "last_user_modified": fileTime,
	}
}

func (u ulozTo) files(w http.ResponseWriter, r *http.Request) {
	if items := u.in(w, r, false, u.file); items != nil {
		answerJSON(w, http.StatusOK, map[string]any{"items": items})
	}
}

func (u ulozTo) link(w http.ResponseWriter, r *http.Request) {
	slug := readJSON[struct {
		Slug string `json:"file_slug"`
	}](r).Slug
	if u.denies(Reading) {
		ulozToError(w, http.StatusForbidden, 10000, "Access denied")
		return
	}
	answerJSON(w, http.StatusOK, map[string]string{"link": "https://download.uloz.to/" + slug})
}

// ulozToUpload is where a file is until it is given its place.
const ulozToUpload = ".upload"

func (u ulozTo) upload(w http.ResponseWriter, r *http.Request) {
	file, _, err := r.FormFile("file")
	if err != nil {
		ulozToError(w, http.StatusBadRequest, 10001, "No file")
		return
	}
	text, err := io.ReadAll(file)
	if err != nil {
		ulozToError(w, http.StatusBadRequest, 10001, "No file")
		return
	}
	u.put(ulozToUpload, string(text))
	sum := md5.Sum(text)
	answerJSON(w, http.StatusOK, map[string]any{
		"slug": idOf(ulozToUpload), "md5": hex.EncodeToString(sum[:]), "size": len(text),
	})
}

func (u ulozTo) place(w http.ResponseWriter, r *http.Request) {
	asked := readJSON[struct {
		Name   string `json:"name"`
		Folder string `json:"folder_slug"`
	}](r)
	folder, found := u.folder(asked.Folder)
	name := inFolder(folder, asked.Name)
	if !found || u.move(ulozToUpload, name) != nil {
		ulozToError(w, http.StatusNotFound, 30001, "Folder does not exist")
		return
	}
	answerJSON(w, http.StatusOK, []any{u.file(name)})
}

// ulozToTrash is where a file is that has been deleted once.
const ulozToTrash = ".trash/"

// delete moves a file into the trash, and removes it from there the second time.
func (u ulozTo) delete(w http.ResponseWriter, r *http.Request) {
	name, _ := pathOf(r.PathValue("slug"))
	switch {
	case u.denies(Removing):
		ulozToError(w, http.StatusForbidden, 10000, "Access denied")
	case u.move(name, ulozToTrash+name) == nil, u.remove(ulozToTrash + name):
		w.WriteHeader(http.StatusNoContent)
	default:
		ulozToError(w, http.StatusNotFound, 20001, "File does not exist")
	}
}
