package storagetest

import (
	"context"
	"encoding/base64"
	"io"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
)

const (
	fileFabricPermanent = "a-permanent-token-of-file-fabric"
	fileFabricSession   = "a-session-token-of-file-fabric"
	fileFabricExpired   = "a-session-token-that-has-ended"
)

// FileFabric is an Enterprise File Fabric that takes a permanent token. It follows the
// Multi-Cloud API: every call is a form with its function and a token, and every answer
// has status 200 and says in its document whether it is one.
func FileFabric(ctx context.Context) (*Service, error) {
	return startFileFabric(ctx, func(s *Service, base string) {
		s.Values["permanent_token"] = fileFabricPermanent
		s.Wrong = append(s.Wrong,
			change("wrong token", "permanent_token", "another-permanent-token", "permanent_token"),
			change("missing root", "root_folder_id", "424242", "root_folder_id"),
			change("a web page", "url", base+"/page", "url"),
			change("a document of something else", "url", base+"/odd", "url"),
			change("no server", "url", "http://127.0.0.1:1", "url"),
		)
	})
}

// FileFabricSession is one that takes a session token.
func FileFabricSession(ctx context.Context) (*Service, error) {
	return startFileFabric(ctx, func(s *Service, _ string) {
		s.Values["token"], s.Values["token_expiry"] = fileFabricSession, "2040-01-01T00:00:00Z"
		s.Values["version"] = "2006.02"
		s.Wrong = append(s.Wrong,
			change("wrong token", "token", "another-session-token", "token"),
			change("token that has ended", "token", fileFabricExpired, "token"),
			change("token that ended here", "token_expiry", "2020-01-01T00:00:00Z", "token"),
		)
	})
}

func startFileFabric(ctx context.Context, setup func(s *Service, base string)) (*Service, error) {
	return start(ctx, "filefabric", func(s *Service) error {
		f := &fileFabric{store: s.store, uploads: map[string]string{}}
		mux := http.NewServeMux()
		mux.HandleFunc("POST /api/rpc.php", f.call)
		mux.HandleFunc("PUT /cgi-bin/uploader/uploader1.cgi/{name}", f.upload)
		mux.HandleFunc("/odd/", func(w http.ResponseWriter, _ *http.Request) {
			answer(w, http.StatusOK, "application/json", "{}")
		})
		mux.HandleFunc("/page/", func(w http.ResponseWriter, _ *http.Request) {
			answer(w, http.StatusOK, "text/html", "<html><body>Sign in</body></html>")
		})
		base, err := s.serve(mux)
		if err != nil {
			return err
		}
		s.Values = map[string]any{"url": base}
		s.Wrong = []Wrong{{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"}}
		setup(s, base)
		return nil
	})
}

// A fileFabric is one account. The id of a file or a folder is its path.
type fileFabric struct {
	*store
	mu sync.Mutex
	// uploads are paths by the codes of their uploads.
	uploads map[string]string
}

// fileFabricRoot is the id of the root.
const fileFabricRoot = "0"

func (f *fileFabric) call(w http.ResponseWriter, r *http.Request) {
	token, function := r.FormValue("token"), r.FormValue("function")
	switch function {
	case "getApplianceInfo":
		fileFabricAnswer(w, map[string]any{"sitetitle": "File Fabric", "softwareversionlabel": "2006.02"})
		return
	case "getTokenByAuthToken":
		if r.FormValue("authtoken") != fileFabricPermanent {
			fileFabricRefuse(w, "login_incorrect", "Incorrect authentication token")
			return
		}
		fileFabricAnswer(w, map[string]any{"token": fileFabricSession, "userid": "7"})
		return
	}
	functions := map[string]http.HandlerFunc{
		"getFolderContents": f.list, "checkPathExists": f.exists, "getFile": f.read, "doInitUpload": f.begin,
		"doCompleteUpload": f.finish, "doDeleteFile": f.delete,
	}
	switch next := functions[function]; {
	case token == fileFabricExpired:
		fileFabricRefuse(w, "login_token_expired", "Your session has expired")
	case token != fileFabricSession:
		fileFabricRefuse(w, "login_required", "Please login")
	case next == nil:
		fileFabricRefuse(w, "unknown_function", "Unknown function")
	default:
		next(w, r)
	}
}

func fileFabricAnswer(w http.ResponseWriter, document map[string]any) {
	document["status"], document["statusmessage"] = "ok", "OK"
	answerJSON(w, http.StatusOK, document)
}

func fileFabricRefuse(w http.ResponseWriter, code, message string) {
	answerJSON(w, http.StatusOK, map[string]string{"status": code, "statusmessage": message})
}

// fileFabricItem returns what the service says about a file or a folder.
func fileFabricItem(name string, folder bool, size int64) map[string]any {
	kind, parent := "0", path.Dir(name)
	if folder {
		kind = "1"
	}
	if parent == "." {
		parent = fileFabricRoot
	}
	return map[string]any{
		"fi_id": name, "fi_pid": parent, "fi_name": path.Base(name), "fi_type": kind, "fi_size": strconv.FormatInt(size, 10),
		"fi_contenttype": "text/plain; charset=utf-8",
		"fi_modified":    "2026-01-02 03:04:05", "fi_localtime": "0000-00-00 00:00:00",
	}
}

// within returns the path of a name in the folder of an id.
func (f *fileFabric) within(id, name string) string {
	if id == fileFabricRoot {
		id = ""
	}
	return strings.Trim(path.Join(id, name), "/")
}

func (f *fileFabric) list(w http.ResponseWriter, r *http.Request) {
	folder := f.within(r.FormValue("fi_pid"), "")
	if info, err := f.info(folder); err != nil || !info.IsDir() {
		fileFabricRefuse(w, "not_found", "Folder not found")
		return
	}
	items := []any{}
	for _, e := range f.store.list(folder) {
		items = append(items, fileFabricItem(f.within(folder, e.Name()), e.IsDir(), e.Size()))
	}
	fileFabricAnswer(w, map[string]any{"filelist": items, "total": strconv.Itoa(len(items)), "from": 0})
}

func (f *fileFabric) exists(w http.ResponseWriter, r *http.Request) {
	name := f.within(r.FormValue("pid"), r.FormValue("path"))
	info, err := f.info(name)
	if err != nil {
		fileFabricAnswer(w, map[string]any{"exists": "n"})
		return
	}
	fileFabricAnswer(w, map[string]any{"exists": "y", "file": fileFabricItem(name, info.IsDir(), info.Size())})
}

// read answers what a file holds, or with a status of HTTP.
func (f *fileFabric) read(w http.ResponseWriter, r *http.Request) {
	text, found := f.open(r.FormValue("fi_id"))
	switch {
	case f.denies(Reading):
		answer(w, http.StatusForbidden, "text/plain", "Permission denied")
	case !found:
		answer(w, http.StatusNotFound, "text/plain", "Not found")
	default:
		answer(w, http.StatusOK, "text/plain", text)
	}
}

func (f *fileFabric) begin(w http.ResponseWriter, r *http.Request) {
	if f.denies(Writing) {
		fileFabricRefuse(w, "permission_denied", "You can not upload to this folder")
		return
	}
	name := f.within(r.FormValue("fi_pid"), r.FormValue("fi_name"))
	code := base64.RawURLEncoding.EncodeToString([]byte(name))
	f.mu.Lock()
	f.uploads[code] = name
	f.mu.Unlock()
	fileFabricAnswer(w, map[string]any{"uploadcode": code})
}

func (f *fileFabric) upload(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	name, found := f.uploads[r.URL.RawQuery]
	f.mu.Unlock()
	text, err := io.ReadAll(r.Body)
	if !found || err != nil {
		answerJSON(w, http.StatusOK, map[string]string{"success": "n", "filesize": "0"})
		return
	}
	f.put(name, string(text))
	answerJSON(w, http.StatusOK, map[string]string{"success": "y", "filesize": strconv.Itoa(len(text))})
}

func (f *fileFabric) finish(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	name := f.uploads[r.FormValue("uploadcode")]
	delete(f.uploads, r.FormValue("uploadcode"))
	f.mu.Unlock()
	text, _ := f.open(name)
	fileFabricAnswer(w, map[string]any{
		"file": fileFabricItem(name, false, int64(len(text))), "uploadedsize": strconv.Itoa(len(text)),
	})
}

func (f *fileFabric) delete(w http.ResponseWriter, r *http.Request) {
	switch {
	case f.denies(Removing):
		fileFabricRefuse(w, "permission_denied", "You can not delete this file")
	case !f.remove(r.FormValue("fi_id")):
		fileFabricRefuse(w, "not_found", "File not found")
	default:
		fileFabricAnswer(w, map[string]any{"deleted": []string{r.FormValue("fi_id")}})
	}
}
