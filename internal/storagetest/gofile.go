package storagetest

import (
	"context"
	"io"
	"net/http"
	"path"
)

const (
	gofileToken   = "Xu4kTnQ8sJ0bR2mV6yZc1dE3fG5h7K9L"
	gofileAccount = "7c1f9a52-0d6e-4b8a-9c37-5e2f8d1a6b40"
	gofileRoot    = "2b8f6d3e-71a4-4c05-8e92-0f5a7b6c9d18"
)

// Gofile is a premium account. Its hosts are fixed, so that they are reached through Env.
func Gofile(ctx context.Context) (*Service, error) {
	return startGofile(ctx, func(s *Service) {})
}

// GofileFolder is one of its folders, which is named, as the account is.
func GofileFolder(ctx context.Context) (*Service, error) {
	return startGofile(ctx, func(s *Service) {
		s.Values["account_id"], s.Values["root_folder_id"] = gofileAccount, gofileRoot
		s.Wrong = append(s.Wrong,
			change("unknown folder", "root_folder_id", "11111111-1111-1111-1111-111111111111", "root_folder_id"))
	})
}

func startGofile(ctx context.Context, setup func(*Service)) (*Service, error) {
	return start(ctx, "gofile", func(s *Service) error {
		s.Values = map[string]any{"access_token": gofileToken}
		s.Wrong = []Wrong{
			change("wrong token", "access_token", "Xu4kTnQ8sJ0bR2mV6yZc1dE3fG5hWRONG", "access_token"),
			{
				Name: "another's account", Field: "account_id",
				Values: map[string]any{"account_id": "11111111-1111-1111-1111-111111111111", "root_folder_id": ""},
			},
			{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"},
		}
		setup(s)
		return s.impersonate(gofileHandler(s.store), "api.gofile.io", "upload.gofile.io", "store1.gofile.io")
	})
}

// gofile is one account. It follows Gofile's API page: a token as Bearer, accounts and
// contents by id, an upload server, and a status in each answer. The status of what is
// not permitted is this handler's own.
type gofile struct{ *store }

func gofileHandler(files *store) http.Handler {
	g := gofile{files}
	mux := http.NewServeMux()
	mux.HandleFunc("GET api.gofile.io/accounts/getid", func(w http.ResponseWriter, _ *http.Request) {
		gofileAnswer(w, map[string]string{"id": gofileAccount})
	})
	mux.HandleFunc("GET api.gofile.io/accounts/{id}", func(w http.ResponseWriter, r *http.Request) {
		if r.PathValue("id") != gofileAccount {
			gofileError(w, http.StatusNotFound, "error-notFound")
			return
		}
		gofileAnswer(w, map[string]string{"id": gofileAccount, "rootFolder": gofileRoot})
	})
	mux.HandleFunc("GET api.gofile.io/contents/{id}", g.contents)
	mux.HandleFunc("DELETE api.gofile.io/contents/", g.delete)
	mux.HandleFunc("POST upload.gofile.io/uploadfile", g.upload)
	mux.HandleFunc("GET store1.gofile.io/download/web/{id}/{name}", g.download)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !byHeader("Authorization", "Bearer "+gofileToken)(r) {
			gofileError(w, http.StatusUnauthorized, "error-token")
			return
		}
		mux.ServeHTTP(w, r)
	})
}

func gofileAnswer(w http.ResponseWriter, data any) {
	answerJSON(w, http.StatusOK, map[string]any{"status": "ok", "data": data})
}

func gofileError(w http.ResponseWriter, status int, word string) {
	answerJSON(w, status, map[string]any{"status": word, "data": struct{}{}})
}

// gofileID returns the id of a path, which may be the root.
func gofileID(name string) string {
	if name == "" {
		return gofileRoot
	}
	return idOf(name)
}

// pathOf returns the path of an id, if there is something.
func (g gofile) pathOf(id string) (name string, found bool) {
	if id == gofileRoot {
		return "", true
	}
	name, isID := pathOf(id)
	_, err := g.info(name)
	return name, isID && name != "" && err == nil
}

// describe returns what the service says about a file or a folder.
func (g gofile) describe(name string) map[string]any {
	item := map[string]any{
		"id": gofileID(name), "parentFolder": gofileID(folderOf(name)), "type": "folder", "name": path.Base("/" + name),
		"createTime": fileTime.Unix(), "modTime": fileTime.Unix(),
	}
	if text, found := g.open(name); found {
		item["type"], item["size"] = "file", len(text)
		item["link"] = "https://store1.gofile.io/download/web/" + idOf(name) + "/" + path.Base(name)
	}
	return item
}

func (g gofile) contents(w http.ResponseWriter, r *http.Request) {
	name, found := g.pathOf(r.PathValue("id"))
	if !found {
		gofileError(w, http.StatusNotFound, "error-notFound")
		return
	}
	item, wanted := g.describe(name), r.URL.Query().Get("contentname")
	if item["type"] == "folder" {
		children := map[string]any{}
		for _, info := range g.list(name) {
			if child := inFolder(name, info.Name()); wanted == "" || wanted == info.Name() {
				children[idOf(child)] = g.describe(child)
			}
		}
		item["children"] = children
	}
	gofileAnswer(w, item)
}

func (g gofile) upload(w http.ResponseWriter, r *http.Request) {
	file, head, err := r.FormFile("file")
	if err != nil {
		gofileError(w, http.StatusBadRequest, "error-noFile")
		return
	}
	text, err := io.ReadAll(file)
	folder, found := g.pathOf(r.FormValue("folderId"))
	switch name := inFolder(folder, head.Filename); {
	case g.denies(Writing):
		gofileError(w, http.StatusForbidden, "error-permission")
	case err != nil || !found:
		gofileError(w, http.StatusNotFound, "error-notFound")
	default:
		g.put(name, string(text))
		gofileAnswer(w, g.describe(name))
	}
}

func (g gofile) download(w http.ResponseWriter, r *http.Request) {
	name, _ := pathOf(r.PathValue("id"))
	text, found := g.open(name)
	switch {
	case g.denies(Reading):
		gofileError(w, http.StatusForbidden, "error-permission")
	case !found:
		gofileError(w, http.StatusNotFound, "error-notFound")
	default:
		answer(w, http.StatusOK, "application/octet-stream", text)
	}
}

func (g gofile) delete(w http.ResponseWriter, r *http.Request) {
	id := readJSON[struct{ ContentsID string }](r).ContentsID
	name, _ := pathOf(id)
	switch {
	case g.denies(Removing): // what is refused of several is said of each
		gofileAnswer(w, map[string]any{id: map[string]string{"status": "error-permission"}})
	case !g.remove(name):
		gofileAnswer(w, map[string]any{id: map[string]string{"status": "error-notFound"}})
	default:
		gofileAnswer(w, map[string]any{id: map[string]string{"status": "ok"}})
	}
}
