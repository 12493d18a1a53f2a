package storagetest

import (
	"context"
	"io"
	"net/http"
	"path"
	"strings"
)

const siaPassword = "d4f0a7c19e5b4862b3c1"

// Sia is a renter's siad. It follows the "Sia API Documentation": the user agent
// that every request needs, the password of HTTP Basic authentication without a
// user, and the calls /renter/dir, /renter/file, /renter/stream, /renter/uploadstream,
// /renter/delete and /renter/validatesiapath.
//
// As in siad, the password guards what changes something or is a secret, and reading a
// folder is neither. Listing the root proves that siad is there, and nothing about the
// password; the cheapest call that does is POST /renter/validatesiapath/{any name},
// which changes nothing. siad has no permissions: what it cannot do is due to missing
// hosts and contracts, which it reports with status 500. The words for a removal are
// this handler's own.
func Sia(ctx context.Context) (*Service, error) {
	return start(ctx, "sia", func(s *Service) error {
		url, err := s.serve(siaHandler(s.store))
		if err != nil {
			return err
		}
		s.Values = map[string]any{"api_url": url, "api_password": siaPassword}
		s.Wrong = []Wrong{
			{Name: "wrong password", Values: map[string]any{"api_password": "wrong"}, Field: "api_password"},
			{Name: "no password", Values: map[string]any{"api_password": ""}, Field: "api_password"},
			{Name: "wrong user agent", Values: map[string]any{"user_agent": "Browser"}, Field: "user_agent"},
			{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"},
		}
		return nil
	})
}

// sia is what a renter holds.
type sia struct{ *store }

func siaHandler(files *store) http.Handler {
	d := sia{files}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /renter/dir/{path...}", d.list)
	mux.HandleFunc("GET /renter/file/{path...}", d.file)
	mux.HandleFunc("GET /renter/stream/{path...}", d.stream)
	mux.HandleFunc("POST /renter/uploadstream/{path...}", siaPasswordNeeded(d.upload))
	mux.HandleFunc("POST /renter/delete/{path...}", siaPasswordNeeded(d.delete))
	mux.HandleFunc("POST /renter/validatesiapath/{path...}",
		siaPasswordNeeded(func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(http.StatusNoContent)
		}))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.Contains(r.UserAgent(), "Sia-Agent") {
			siaError(w, http.StatusBadRequest, "Browser access disabled due to security vulnerability. Use Sia-UI or siac.")
			return
		}
		mux.ServeHTTP(w, r)
	})
}

func siaPasswordNeeded(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if _, password, ok := r.BasicAuth(); !ok || password != siaPassword {
			w.Header().Set("WWW-Authenticate", `Basic realm="SiaAPI"`)
			siaError(w, http.StatusUnauthorized, "API authentication failed.")
			return
		}
		next(w, r)
	}
}

func (d sia) file(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("path")
	text, found := d.open(name)
	if !found {
		siaError(w, http.StatusBadRequest, "no file known with that path")
		return
	}
	answerJSON(w, http.StatusOK, map[string]any{"file": siaFile(name, text)})
}

func (d sia) stream(w http.ResponseWriter, r *http.Request) {
	text, found := d.open(r.PathValue("path"))
	switch {
	case !found:
		siaError(w, http.StatusBadRequest, "no file known with that path")
	case d.denies(Reading):
		siaError(w, http.StatusInternalServerError, "failed to download: not enough workers to recover the file")
	default:
		answer(w, http.StatusOK, "application/octet-stream", text)
	}
}

func (d sia) upload(w http.ResponseWriter, r *http.Request) {
	text, err := io.ReadAll(r.Body)
	switch {
	case d.denies(Writing):
		siaError(w, http.StatusInternalServerError, "unable to upload: not enough contracts to upload file: got 0, needed 15")
	case err != nil:
		siaError(w, http.StatusInternalServerError, "unable to upload: "+err.Error())
	default:
		d.put(r.PathValue("path"), string(text))
		w.WriteHeader(http.StatusNoContent)
	}
}

func (d sia) delete(w http.ResponseWriter, r *http.Request) {
	switch {
	case d.denies(Removing):
		siaError(w, http.StatusInternalServerError, "unable to delete the file: the file system is read-only")
	case !d.remove(r.PathValue("path")):
		siaError(w, http.StatusBadRequest, "no file known with that path")
	default:
		w.WriteHeader(http.StatusNoContent)
	}
}

// list answers with the folder itself, its folders and its files.
func (d sia) list(w http.ResponseWriter, r *http.Request) {
	folder, files := strings.Trim(r.PathValue("path"), "/"), d.all()
	if folder != "" {
		files = files.in(folder)
	}
	if folder != "" && len(files) == 0 {
		siaError(w, http.StatusInternalServerError, "failed to get directory contents: path does not exist")
		return
	}
	names, folders := files.list("", "/")
	directories := []any{siaFolder(folder)}
	for _, name := range folders {
		directories = append(directories, siaFolder(path.Join(folder, name)))
	}
	entries := []any{}
	for _, name := range names {
		entries = append(entries, siaFile(path.Join(folder, name), files[name]))
	}
	answerJSON(w, http.StatusOK, map[string]any{"directories": directories, "files": entries})
}

func siaFile(name, text string) any {
	return map[string]any{"siapath": name, "filesize": len(text), "modtime": "2026-01-02T03:04:05Z", "available": true}
}

func siaFolder(name string) any {
	return map[string]any{"siapath": name, "mostrecentmodtime": "2026-01-02T03:04:05Z"}
}

func siaError(w http.ResponseWriter, status int, message string) {
	answerJSON(w, status, map[string]string{"message": message})
}
