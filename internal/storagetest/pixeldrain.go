package storagetest

import (
	"context"
	"io"
	"net/http"
	"path"
	"strings"
)

const (
	pixeldrainKey    = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"
	pixeldrainShared = "tUp5Mhtm"
)

// Pixeldrain is the filesystem of an account.
func Pixeldrain(ctx context.Context) (*Service, error) {
	return startPixeldrain(ctx, func(s *Service) {
		s.Values["api_key"] = pixeldrainKey
		s.Wrong = append(s.Wrong,
			change("wrong key", "api_key", "11111111-1111-1111-1111-111111111111", "api_key"),
			change("no key", "api_key", "", "api_key"),
			change("no address", "api_url", strings.TrimSuffix(s.Values["api_url"].(string), "/api"), "api_url"),
		)
	})
}

// PixeldrainShared is a folder that is shared with everybody, who may read it.
func PixeldrainShared(ctx context.Context) (*Service, error) {
	return startPixeldrain(ctx, func(s *Service) {
		s.Values["root_folder_id"] = pixeldrainShared
		s.Wrong = append(s.Wrong,
			change("wrong key", "api_key", "11111111-1111-1111-1111-111111111111", "api_key"),
			change("not shared", "root_folder_id", "another", "root_folder_id"),
		)
	})
}

func startPixeldrain(ctx context.Context, setup func(*Service)) (*Service, error) {
	return start(ctx, "pixeldrain", func(s *Service) error {
		base, err := s.serve(pixeldrainHandler(s.store))
		if err != nil {
			return err
		}
		s.Values = map[string]any{"api_url": base + "/api"}
		s.Wrong = []Wrong{{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"}}
		setup(s)
		return nil
	})
}

// pixeldrain is one account, whose whole filesystem is a shared folder too. It follows
// what rclone's client of Pixeldrain's filesystem API sends and reads: Basic
// authentication with the key as the password, "stat" of a path with what is in it,
// and reading, writing and removing by path.
type pixeldrain struct{ *store }

func pixeldrainHandler(files *store) http.Handler {
	p := pixeldrain{files}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api/user", func(w http.ResponseWriter, r *http.Request) {
		if !byBasic("", pixeldrainKey)(r) {
			pixeldrainError(w, http.StatusUnauthorized, "authentication_failed")
			return
		}
		answerJSON(w, http.StatusOK, map[string]any{"username": "curator", "storage_space_used": 42})
	})
	mux.HandleFunc("/api/filesystem/{root}", p.node)
	mux.HandleFunc("/api/filesystem/{root}/{name...}", p.node)
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, http.StatusOK, "text/html", "<html><body>Pixeldrain</body></html>")
	})
	return mux
}

func pixeldrainError(w http.ResponseWriter, status int, value string) {
	answerJSON(w, status, map[string]any{"success": false, "value": value, "message": "The words are this handler's own."})
}

func (p pixeldrain) node(w http.ResponseWriter, r *http.Request) {
	root, name := r.PathValue("root"), strings.Trim(r.PathValue("name"), "/")
	_, _, signsIn := r.BasicAuth()
	switch {
	case signsIn && !byBasic("", pixeldrainKey)(r), !signsIn && root == "me":
		pixeldrainError(w, http.StatusUnauthorized, "authentication_failed")
	case !signsIn && r.Method != http.MethodGet:
		pixeldrainError(w, http.StatusForbidden, "permission_denied")
	case root != "me" && root != pixeldrainShared:
		pixeldrainError(w, http.StatusNotFound, "path_not_found")
	case r.Method == http.MethodPut:
		text, err := io.ReadAll(r.Body)
		if err != nil || p.denies(Writing) {
			pixeldrainError(w, http.StatusForbidden, "permission_denied")
			return
		}
		p.put(name, string(text))
		answerJSON(w, http.StatusCreated, p.describe(root, name))
	case r.Method == http.MethodDelete:
		p.delete(w, name)
	case r.URL.Query().Has("stat"):
		p.stat(w, root, name)
	default:
		p.read(w, name)
	}
}

// describe returns what the service says about a file or a folder.
func (p pixeldrain) describe(root, name string) any {
	node := map[string]any{
		"type": "dir", "path": path.Join("/", root, name), "name": path.Base("/" + root + "/" + name), "mode_octal": "755",
		"created": fileTime, "modified": fileTime,
	}
	if text, found := p.open(name); found {
		node["type"], node["file_size"], node["file_type"] = "file", len(text), "text/plain"
	}
	return node
}

func (p pixeldrain) stat(w http.ResponseWriter, root, name string) {
	if _, err := p.info(name); err != nil {
		pixeldrainError(w, http.StatusNotFound, "path_not_found")
		return
	}
	children := []any{}
	if p.isFolder(name) {
		for _, child := range p.list(name) {
			children = append(children, p.describe(root, inFolder(name, child.Name())))
		}
	}
	answerJSON(w, http.StatusOK, map[string]any{
		"path": []any{p.describe(root, name)}, "base_index": 0, "children": children,
	})
}

func (p pixeldrain) read(w http.ResponseWriter, name string) {
	text, found := p.open(name)
	switch {
	case p.denies(Reading):
		pixeldrainError(w, http.StatusForbidden, "permission_denied")
	case !found:
		pixeldrainError(w, http.StatusNotFound, "path_not_found")
	default:
		answer(w, http.StatusOK, "text/plain", text)
	}
}

func (p pixeldrain) delete(w http.ResponseWriter, name string) {
	switch {
	case p.denies(Removing):
		pixeldrainError(w, http.StatusForbidden, "permission_denied")
	case !p.remove(name):
		pixeldrainError(w, http.StatusNotFound, "path_not_found")
	default:
		answerJSON(w, http.StatusOK, map[string]any{"success": true})
	}
}
