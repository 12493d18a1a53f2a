package storagetest

import (
	"context"
	"net/http"
	"path"
	"strings"
)

const siaPassword = "d4f0a7c19e5b4862b3c1"

// Sia is a renter's siad. It follows the "Sia API Documentation": the user agent
// that every request needs, the password of HTTP Basic authentication without a
// user, and the calls /renter/dir and /renter/validatesiapath.
//
// As in siad, the password guards what changes something or is a secret, and
// reading a folder is neither. To list the root proves that siad is there and
// nothing of the password; the cheapest call that does is
// POST /renter/validatesiapath/{any name}, which changes nothing.
func Sia(ctx context.Context) (*Service, error) {
	return start(ctx, "sia", func(s *Service) error {
		url, err := s.serve(siaHandler())
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

func siaHandler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /renter/dir/{path...}", listSiaFolder)
	mux.HandleFunc("POST /renter/validatesiapath/{path...}", func(w http.ResponseWriter, r *http.Request) {
		if _, password, ok := r.BasicAuth(); !ok || password != siaPassword {
			w.Header().Set("WWW-Authenticate", `Basic realm="SiaAPI"`)
			siaError(w, http.StatusUnauthorized, "API authentication failed.")
			return
		}
		w.WriteHeader(http.StatusNoContent)
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.Contains(r.UserAgent(), "Sia-Agent") {
			siaError(w, http.StatusBadRequest, "Browser access disabled due to security vulnerability. Use Sia-UI or siac.")
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// listSiaFolder answers with the folder itself, its folders and its files.
func listSiaFolder(w http.ResponseWriter, r *http.Request) {
	folder, files := strings.Trim(r.PathValue("path"), "/"), sample
	if folder != "" {
		files = sample.in(folder)
	}
	if len(files) == 0 {
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
		entries = append(entries, map[string]any{
			"siapath": path.Join(folder, name), "filesize": len(files[name]), "modtime": "2026-01-02T03:04:05Z", "available": true,
		})
	}
	answerJSON(w, http.StatusOK, map[string]any{"directories": directories, "files": entries})
}

func siaFolder(name string) any {
	return map[string]any{"siapath": name, "mostrecentmodtime": "2026-01-02T03:04:05Z"}
}

func siaError(w http.ResponseWriter, status int, message string) {
	answerJSON(w, status, map[string]string{"message": message})
}
