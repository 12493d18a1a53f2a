package storagetest

import (
	"context"
	"io"
	"maps"
	"net/http"
	"path"
)

const premiumizeMeKey = "k7p2m9x4q8w3z6v5"

// PremiumizeMe is an account that signs in with its API key. Its hosts are fixed, so that
// they are reached through Env.
func PremiumizeMe(ctx context.Context) (*Service, error) {
	return startPremiumizeMe(ctx, func(s *Service, _ premiumizeMe) {
		s.Values["api_key"] = premiumizeMeKey
		s.Wrong = append(s.Wrong, change("wrong key", "api_key", "k7p2m9x4q8w3wrong", "api_key"))
	})
}

// PremiumizeMeToken is one that signs in by OAuth.
func PremiumizeMeToken(ctx context.Context) (*Service, error) {
	return startPremiumizeMe(ctx, func(s *Service, p premiumizeMe) {
		maps.Copy(s.Values, p.credentials(expiredToken))
		s.Wrong = append(s.Wrong, p.wrongTokens()...)
	})
}

func startPremiumizeMe(ctx context.Context, setup func(*Service, premiumizeMe)) (*Service, error) {
	return start(ctx, "premiumizeme", func(s *Service) error {
		p := premiumizeMe{store: s.store, oauth: newOAuth()}
		// rclone looks up the host for uploads itself, so that host is an IP address.
		var err error
		if p.uploads, err = s.serve(http.HandlerFunc(p.upload)); err != nil {
			return err
		}
		s.Values = map[string]any{}
		s.Wrong = []Wrong{{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"}}
		setup(s, p)
		return s.impersonate(p.handler(), "www.premiumize.me", "files.premiumize.me")
	})
}

// premiumizeMe is one account. It follows premiumize.me's API page: a key in the query or
// a token as Bearer, folders and files by ids, an upload to an address that is given out,
// and answers that all have status 200 and say "success" or "error".
type premiumizeMe struct {
	*store
	*oauth
	uploads string
}

func (p premiumizeMe) handler() http.Handler {
	mux := http.NewServeMux()
	const api = "www.premiumize.me/api/"
	mux.HandleFunc("POST www.premiumize.me/token", p.issue)
	mux.HandleFunc("GET "+api+"folder/list", p.auth(p.folder))
	mux.HandleFunc("POST "+api+"folder/uploadinfo", p.auth(func(w http.ResponseWriter, r *http.Request) {
		if p.denies(Writing) {
			premiumizeMeError(w, "Access denied")
			return
		}
		answerJSON(w, http.StatusOK, map[string]string{
			"status": "success", "token": r.FormValue("id"), "url": p.uploads + "/upload",
		})
	}))
	mux.HandleFunc("POST "+api+"item/delete", p.auth(p.delete))
	mux.HandleFunc("GET files.premiumize.me/{id}", func(w http.ResponseWriter, r *http.Request) {
		name, _ := pathOf(r.PathValue("id"))
		text, found := p.open(name)
		if !found || p.denies(Reading) {
			answer(w, http.StatusForbidden, "text/plain", "Forbidden")
			return
		}
		answer(w, http.StatusOK, "application/octet-stream", text)
	})
	return mux
}

func (p premiumizeMe) auth(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("apikey") != premiumizeMeKey && !p.knows(r, "Bearer") {
			premiumizeMeError(w, "Not logged in.")
			return
		}
		next(w, r)
	}
}

func premiumizeMeError(w http.ResponseWriter, message string) {
	answerJSON(w, http.StatusOK, map[string]string{"status": "error", "message": message})
}

// premiumizeMeRoot is the id of the root, which has another name in a request.
const premiumizeMeRoot = "rootfolder"

// premiumizeMePath returns the path of an id.
func premiumizeMePath(id string) (name string, found bool) {
	if id == "" || id == "0" || id == premiumizeMeRoot {
		return "", true
	}
	return pathOf(id)
}

func (p premiumizeMe) folder(w http.ResponseWriter, r *http.Request) {
	folder, found := premiumizeMePath(r.URL.Query().Get("id"))
	if !found || !p.isFolder(folder) {
		premiumizeMeError(w, "Folder not found")
		return
	}
	content := []any{}
	for _, info := range p.list(folder) {
		name := inFolder(folder, info.Name())
		item := map[string]any{"id": idOf(name), "name": info.Name(), "type": "folder", "created_at": fileTime.Unix()}
		if !info.IsDir() {
			item["type"], item["size"], item["link"] = "file", info.Size(), "https://files.premiumize.me/"+idOf(name)
		}
		content = append(content, item)
	}
	id := premiumizeMeRoot
	if folder != "" {
		id = idOf(folder)
	}
	answerJSON(w, http.StatusOK, map[string]any{
		"status": "success", "content": content, "name": path.Base("/" + folder), "folder_id": id,
	})
}

// upload takes a file for the folder that its token names.
func (p premiumizeMe) upload(w http.ResponseWriter, r *http.Request) {
	file, head, err := r.FormFile("file")
	if err != nil {
		premiumizeMeError(w, "No file")
		return
	}
	text, err := io.ReadAll(file)
	folder, found := premiumizeMePath(r.FormValue("token"))
	if err != nil || !found {
		premiumizeMeError(w, "Folder not found")
		return
	}
	p.put(inFolder(folder, head.Filename), string(text))
	answerJSON(w, http.StatusOK, map[string]string{"status": "success"})
}

func (p premiumizeMe) delete(w http.ResponseWriter, r *http.Request) {
	name, _ := pathOf(r.FormValue("id"))
	switch {
	case p.denies(Removing):
		premiumizeMeError(w, "Access denied")
	case !p.remove(name):
		premiumizeMeError(w, "Item not found")
	default:
		answerJSON(w, http.StatusOK, map[string]string{"status": "success"})
	}
}
