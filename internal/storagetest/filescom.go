package storagetest

import (
	"context"
	"io"
	"net/http"
	"path"
	"strings"
)

const (
	filesComKey      = "a7b3c9d1e5f2084696a8b0c4d2e6f1a3"
	filesComUser     = "curator"
	filesComPassword = "a-password-for-files"
	filesComSession  = "60525f92e859c4c3d74cb02fd176b1525901b525"
	filesComHost     = "museum.files.com"
	filesComUploads  = "files-uploads.s3.amazonaws.com"
)

// FilesCom is a site that takes an API key. Its hosts are fixed, so that they are reached
// through Env.
func FilesCom(ctx context.Context) (*Service, error) {
	return startFilesCom(ctx, func(s *Service) {
		s.Values["api_key"] = filesComKey
		s.Wrong = append(s.Wrong, change("wrong key", "api_key", "a7b3c9d1e5f2084696a8b0c4d2e60000", "api_key"))
	})
}

// FilesComUser is one that a user signs in at, at a domain of its own.
func FilesComUser(ctx context.Context) (*Service, error) {
	return startFilesCom(ctx, func(s *Service) {
		s.Values["site"], s.Values["username"], s.Values["password"] = filesComDomain, filesComUser, filesComPassword
		s.Wrong = append(s.Wrong,
			change("wrong password", "password", "another-password", ""),
			change("unknown user", "username", "nobody", ""),
			change("no user", "username", "", ""),
		)
	})
}

// filesComDomain is the site's own domain.
const filesComDomain = "files.example.com"

func startFilesCom(ctx context.Context, setup func(*Service)) (*Service, error) {
	return start(ctx, "filescom", func(s *Service) error {
		s.Values = map[string]any{"site": "museum"}
		s.Wrong = []Wrong{{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"}}
		setup(s)
		return s.impersonate(filesComHandler(s.store), filesComHost, filesComDomain, filesComUploads)
	})
}

// filesCom is one site. It follows Files.com's REST API: a key or a session in a header,
// folders and files by path, uploads to an address that is given out, and refusals as
// documents with a type.
type filesCom struct{ *store }

func filesComHandler(files *store) http.Handler {
	f := filesCom{files}
	const api = "/api/rest/v1/"
	mux := http.NewServeMux()
	mux.HandleFunc("POST "+api+"sessions", func(w http.ResponseWriter, r *http.Request) {
		account := readJSON[struct{ Username, Password string }](r)
		if account.Username != filesComUser || account.Password != filesComPassword {
			const kind = "not-authenticated/invalid-username-or-password"
			filesComError(w, http.StatusUnauthorized, kind, "Invalid username or password")
			return
		}
		answerJSON(w, http.StatusCreated, map[string]string{"id": filesComSession})
	})
	mux.HandleFunc("GET "+api+"folders/{path...}", filesComAuth(f.list))
	mux.HandleFunc("GET "+api+"folders", filesComAuth(f.list))
	mux.HandleFunc("GET "+api+"file_actions/metadata/{path...}", filesComAuth(f.find))
	mux.HandleFunc("GET "+api+"files/{path...}", filesComAuth(f.find))
	mux.HandleFunc("POST "+api+"file_actions/begin_upload/{path...}", filesComAuth(f.begin))
	mux.HandleFunc("POST "+api+"files/{path...}", filesComAuth(f.find)) // the end of an upload
	mux.HandleFunc("DELETE "+api+"files/{path...}", filesComAuth(f.delete))
	mux.HandleFunc("PUT "+filesComUploads+"/{path...}", f.upload)
	mux.HandleFunc("GET "+filesComUploads+"/{path...}", f.download)
	return mux
}

// filesComAuth lets pass what carries the key or the session.
func filesComAuth(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-FilesAPI-Key") != filesComKey && r.Header.Get("X-FilesAPI-Auth") != filesComSession {
			filesComError(w, http.StatusUnauthorized, "not-authenticated/invalid-credentials", "Invalid credentials")
			return
		}
		next(w, r)
	}
}

func filesComError(w http.ResponseWriter, status int, kind, message string) {
	answerJSON(w, status, map[string]any{"type": kind, "http-code": status, "error": message, "title": message})
}

func filesComMayNot(w http.ResponseWriter) {
	filesComError(w, http.StatusForbidden, "not-authorized/write-permission-required", "You do not have access to this")
}

func filesComNowhere(w http.ResponseWriter) {
	const message = "Not Found. This may be related to your permissions."
	filesComError(w, http.StatusNotFound, "not-found/file-not-found", message)
}

func filesComPath(r *http.Request) string { return strings.Trim(r.PathValue("path"), "/") }

// describe returns what the service says about a file or a folder.
func (f filesCom) describe(name string) map[string]any {
	file := map[string]any{"path": name, "display_name": path.Base("/" + name), "type": "directory", "mtime": fileTime}
	if text, found := f.open(name); found {
		file["type"], file["size"], file["md5"] = "file", len(text), filesComMD5
		file["download_uri"] = "https://" + filesComUploads + "/" + name
	}
	return file
}

// filesComMD5 is some checksum: rclone waits for one, and compares it with nothing here.
const filesComMD5 = "17c54824e9931a4688ca032d03f6663c"

func (f filesCom) list(w http.ResponseWriter, r *http.Request) {
	folder := filesComPath(r)
	if !f.isFolder(folder) {
		filesComNowhere(w)
		return
	}
	files := []any{}
	for _, info := range f.store.list(folder) {
		files = append(files, f.describe(inFolder(folder, info.Name())))
	}
	answerJSON(w, http.StatusOK, files)
}

func (f filesCom) find(w http.ResponseWriter, r *http.Request) {
	name := filesComPath(r)
	if _, err := f.info(name); err != nil {
		filesComNowhere(w)
		return
	}
	answerJSON(w, http.StatusOK, f.describe(name))
}

func (f filesCom) begin(w http.ResponseWriter, r *http.Request) {
	if f.denies(Writing) {
		filesComMayNot(w)
		return
	}
	answerJSON(w, http.StatusOK, []any{map[string]any{
		"ref": "put-378670", "http_method": "PUT", "part_number": 1, "partsize": 5 << 20, "parallel_parts": true,
		"upload_uri": "https://" + filesComUploads + "/" + filesComPath(r),
	}})
}

func (f filesCom) upload(w http.ResponseWriter, r *http.Request) {
	text, err := io.ReadAll(r.Body)
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	f.put(filesComPath(r), string(text))
	w.Header().Set("ETag", `"`+filesComMD5+`"`)
	w.WriteHeader(http.StatusOK)
}

func (f filesCom) download(w http.ResponseWriter, r *http.Request) {
	text, found := f.open(filesComPath(r))
	if !found || f.denies(Reading) {
		const refusal = "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"
		answer(w, http.StatusForbidden, "application/xml", refusal)
		return
	}
	answer(w, http.StatusOK, "application/octet-stream", text)
}

func (f filesCom) delete(w http.ResponseWriter, r *http.Request) {
	switch {
	case f.denies(Removing):
		filesComMayNot(w)
	case !f.remove(filesComPath(r)):
		filesComNowhere(w)
	default:
		w.WriteHeader(http.StatusNoContent)
	}
}
