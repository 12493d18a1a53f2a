package storagetest

import (
	"context"
	"crypto/md5"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"path"
	"strings"
)

const jottaUser = "12qh1wsht8cssxdtwl15rqh9"

// Jottacloud is the archive of a Jottacloud account, for a token that is still good. It
// follows what Jottacloud's own programs ask: the customer and uploads as JSON, folders
// and files ("JFS") as XML, and tokens by OpenID Connect, of which each refreshes once.
// The hosts are fixed, so they are reached through Env.
func Jottacloud(ctx context.Context) (*Service, error) {
	return start(ctx, "jottacloud", func(s *Service) error {
		j := &jottacloud{store: s.store, oauth: newOAuth()}
		j.rotates = true
		s.refreshes = j.refreshes
		s.Values = map[string]any{"token": j.token(freshToken)}
		s.Wrong = append(j.wrongTokens(),
			Wrong{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"},
			change("expired token", "token", j.token(expiredToken), "token"),
		)
		mux := http.NewServeMux()
		mux.HandleFunc("POST id.jottacloud.com/auth/realms/jottacloud/protocol/openid-connect/token", j.issue)
		mux.HandleFunc("GET api.jottacloud.com/account/v1/customer", j.authorized(j.customer))
		mux.HandleFunc("POST api.jottacloud.com/files/v1/allocate", j.authorized(j.allocate))
		mux.HandleFunc("POST up.jottacloud.com/{id}", j.authorized(j.upload))
		mux.HandleFunc("GET jfs.jottacloud.com/jfs/", j.authorized(j.get))
		mux.HandleFunc("POST jfs.jottacloud.com/jfs/", j.authorized(j.delete))
		return s.impersonate(mux, "id.jottacloud.com", "api.jottacloud.com", "up.jottacloud.com", "jfs.jottacloud.com")
	})
}

// jottacloud is one account.
type jottacloud struct {
	*store
	*oauth
}

func jottaError(w http.ResponseWriter, status int, message string) {
	const form = "<error><code>%d</code><message>%s</message></error>"
	answer(w, status, "application/xml", fmt.Sprintf(form, status, message))
}

func (j *jottacloud) authorized(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !j.knows(r, "Bearer") {
			jottaError(w, http.StatusUnauthorized, "Unauthorized")
			return
		}
		next(w, r)
	}
}

func (j *jottacloud) customer(w http.ResponseWriter, _ *http.Request) {
	answerJSON(w, http.StatusOK, map[string]any{"username": jottaUser, "account_type": "Personal"})
}

// at returns the path in the archive that a request names.
func (j *jottacloud) at(r *http.Request) (name string, found bool) {
	name, found = strings.CutPrefix(r.URL.Path, "/jfs/"+jottaUser+"/Jotta/Archive")
	name = strings.Trim(name, "/")
	_, err := j.info(name)
	return name, found && err == nil
}

// A jottaRevision is what a file holds now.
type jottaRevision struct {
	Number   int    `xml:"number"`
	State    string `xml:"state"`
	Created  string `xml:"created"`
	Modified string `xml:"modified"`
	Mime     string `xml:"mime"`
	Size     int    `xml:"size"`
	MD5      string `xml:"md5"`
	Updated  string `xml:"updated"`
}

// A jottaItem is a folder, a file or the archive.
type jottaItem struct {
	XMLName  xml.Name
	Name     string         `xml:"name,attr"`
	Revision *jottaRevision `xml:"currentRevision,omitempty"`
	Folders  []jottaItem    `xml:"folders>folder,omitempty"`
	Files    []jottaItem    `xml:"files>file,omitempty"`
}

func (j *jottacloud) file(name string) jottaItem {
	const at = "2026-01-02-T03:04:05Z"
	text, _ := j.open(name)
	sum := md5.Sum([]byte(text))
	return jottaItem{XMLName: xml.Name{Local: "file"}, Name: path.Base(name), Revision: &jottaRevision{
		Number: 1, State: "COMPLETED", Created: at, Modified: at, Updated: at, Mime: "application/octet-stream",
		Size: len(text), MD5: hex.EncodeToString(sum[:]),
	}}
}

func (j *jottacloud) folder(name string) jottaItem {
	folder := jottaItem{XMLName: xml.Name{Local: "folder"}, Name: path.Base("/" + name)}
	if name == "" {
		folder.XMLName.Local = "mountPoint"
	}
	for _, one := range j.list(name) {
		if one.IsDir() {
			folder.Folders = append(folder.Folders, jottaItem{XMLName: xml.Name{Local: "folder"}, Name: one.Name()})
		} else {
			folder.Files = append(folder.Files, j.file(inFolder(name, one.Name())))
		}
	}
	return folder
}

func (j *jottacloud) get(w http.ResponseWriter, r *http.Request) {
	name, found := j.at(r)
	text, isFile := j.open(name)
	item := j.folder(name)
	switch {
	case !found:
		jottaError(w, http.StatusNotFound, "Not found")
		return
	case isFile && r.URL.Query().Get("mode") == "bin" && j.denies(Reading):
		jottaError(w, http.StatusForbidden, "Forbidden")
		return
	case isFile && r.URL.Query().Get("mode") == "bin":
		answer(w, http.StatusOK, "application/octet-stream", text)
		return
	case isFile:
		item = j.file(name)
	}
	document, err := xml.Marshal(item)
	if err != nil {
		panic("an item cannot be written: " + err.Error())
	}
	answer(w, http.StatusOK, "application/xml", string(document))
}

func (j *jottacloud) delete(w http.ResponseWriter, r *http.Request) {
	name, found := j.at(r)
	switch {
	case j.denies(Removing):
		jottaError(w, http.StatusForbidden, "Forbidden")
	case !found || r.URL.Query().Get("dl") != "true":
		jottaError(w, http.StatusNotFound, "Not found")
	default:
		j.remove(name)
		w.WriteHeader(http.StatusOK)
	}
}

// allocate says where a file is uploaded.
func (j *jottacloud) allocate(w http.ResponseWriter, r *http.Request) {
	var file struct{ Path string }
	err := json.NewDecoder(r.Body).Decode(&file)
	name, ok := strings.CutPrefix(file.Path, "/jfs/Jotta/Archive/")
	switch {
	case j.denies(Writing):
		answerJSON(w, http.StatusForbidden, map[string]any{"code": 403, "message": "Forbidden"})
	case err != nil || !ok:
		answerJSON(w, http.StatusBadRequest, map[string]any{"code": 400, "message": "Bad request"})
	default:
		answerJSON(w, http.StatusOK, map[string]any{
			"name": path.Base(name), "path": file.Path, "state": "INCOMPLETE", "resume_pos": 0,
			"upload_id": idOf(name), "upload_url": "https://up.jottacloud.com/" + idOf(name),
		})
	}
}

func (j *jottacloud) upload(w http.ResponseWriter, r *http.Request) {
	name, found := pathOf(r.PathValue("id"))
	text, err := io.ReadAll(r.Body)
	if !found || err != nil {
		answerJSON(w, http.StatusBadRequest, map[string]any{"code": 400, "message": "Bad request"})
		return
	}
	j.put(name, string(text))
	sum := md5.Sum(text)
	answerJSON(w, http.StatusOK, map[string]any{"path": name, "bytes": len(text), "md5": hex.EncodeToString(sum[:])})
}
