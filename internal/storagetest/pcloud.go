package storagetest

import (
	"context"
	"crypto/sha1"
	"encoding/hex"
	"io"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// PCloud is a pCloud account in Europe. It follows the methods of pCloud's "API" for
// folders and files: errors have a number in a body with the status 200, tokens do not
// expire, and a file is read from the host that a link names. The hosts are fixed, so
// they are reached through Env.
func PCloud(ctx context.Context) (*Service, error) {
	return start(ctx, "pcloud", func(s *Service) error {
		p := &pCloud{store: s.store, oauth: newOAuth()}
		p.lasting = true
		s.Values = map[string]any{"token": p.token(freshToken), "hostname": "eapi.pcloud.com"}
		s.Wrong = []Wrong{
			{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"},
			change("wrong access token", "token", p.token(wrongToken), "token"),
			change("another region", "hostname", "api.pcloud.com", "token"),
			change("malformed token", "token", p.token(freshToken)[:20], "token"),
			change("no such folder", "root_folder_id", "d404", "root_folder_id"),
		}
		mux := http.NewServeMux()
		mux.HandleFunc("api.pcloud.com/", func(w http.ResponseWriter, _ *http.Request) { // where the account is not
			pCloudError(w, 2094, "Invalid 'access_token' provided.")
		})
		mux.HandleFunc("GET eapi.pcloud.com/listfolder", p.authorized(p.listFolder))
		mux.HandleFunc("GET eapi.pcloud.com/getfilelink", p.authorized(p.link))
		mux.HandleFunc("PUT eapi.pcloud.com/uploadfile", p.authorized(p.upload))
		mux.HandleFunc("POST eapi.pcloud.com/deletefile", p.authorized(p.delete))
		mux.HandleFunc("GET p-lux1.pcloud.com/{id}", func(w http.ResponseWriter, r *http.Request) {
			text, _ := p.open(p.named(r.PathValue("id")))
			answer(w, http.StatusOK, "application/octet-stream", text)
		})
		return s.impersonate(mux, "api.pcloud.com", "eapi.pcloud.com", "p-lux1.pcloud.com")
	})
}

// pCloud is one account.
type pCloud struct {
	*store
	*oauth
}

func pCloudError(w http.ResponseWriter, code int, message string) {
	answerJSON(w, http.StatusOK, map[string]any{"result": code, "error": message})
}

func (p *pCloud) authorized(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !p.knows(r, "Bearer") {
			pCloudError(w, 2094, "Invalid 'access_token' provided.")
			return
		}
		next(w, r)
	}
}

const pCloudTime = "Fri, 02 Jan 2026 03:04:05 +0000"

// item returns what the service says about a file or a folder.
func (p *pCloud) item(name string) map[string]any {
	item := map[string]any{"name": path.Base(name), "created": pCloudTime, "modified": pCloudTime, "ismine": true}
	number := strconv.FormatInt(numberOf(name), 10)
	if text, found := p.open(name); found {
		item["id"], item["isfolder"], item["size"], item["fileid"] = "f"+number, false, len(text), numberOf(name)
	} else {
		item["id"], item["isfolder"], item["folderid"] = "d"+number, true, numberOf(name)
	}
	return item
}

// folder returns the one that a request names.
func (p *pCloud) folder(r *http.Request) (name string, found bool) {
	id := r.URL.Query().Get("folderid")
	name = p.named(id)
	return name, id == "0" || name != "" && p.isFolder(name)
}

func (p *pCloud) listFolder(w http.ResponseWriter, r *http.Request) {
	folder, found := p.folder(r)
	if !found {
		pCloudError(w, 2005, "Directory does not exist.")
		return
	}
	contents := []any{}
	for _, one := range p.list(folder) {
		contents = append(contents, p.item(inFolder(folder, one.Name())))
	}
	metadata := p.item(folder)
	metadata["contents"] = contents
	answerJSON(w, http.StatusOK, map[string]any{"result": 0, "metadata": metadata})
}

const pCloudMayNot = "Access denied. You do not have permissions to preform this operation."

func (p *pCloud) link(w http.ResponseWriter, r *http.Request) {
	id := r.URL.Query().Get("fileid")
	switch _, found := p.open(p.named(id)); {
	case p.denies(Reading):
		pCloudError(w, 2003, pCloudMayNot)
	case !found:
		pCloudError(w, 2009, "File not found.")
	default:
		answerJSON(w, http.StatusOK, map[string]any{
			"result": 0, "path": "/" + id, "hosts": []string{"p-lux1.pcloud.com"},
			"expires": "Fri, 02 Jan 2096 03:04:05 +0000",
		})
	}
}

func (p *pCloud) upload(w http.ResponseWriter, r *http.Request) {
	folder, found := p.folder(r)
	text, err := io.ReadAll(r.Body)
	switch name := inFolder(folder, r.URL.Query().Get("filename")); {
	case p.denies(Writing):
		pCloudError(w, 2003, pCloudMayNot)
	case !found || err != nil:
		pCloudError(w, 2005, "Directory does not exist.")
	default:
		p.put(name, string(text))
		sum := sha1.Sum(text)
		answerJSON(w, http.StatusOK, map[string]any{
			"result": 0, "fileids": []int64{numberOf(name)}, "metadata": []any{p.item(name)},
			"checksums": []any{map[string]any{"sha1": hex.EncodeToString(sum[:])}},
		})
	}
}

func (p *pCloud) delete(w http.ResponseWriter, r *http.Request) {
	name := p.named(r.URL.Query().Get("fileid"))
	switch {
	case p.denies(Removing):
		pCloudError(w, 2003, pCloudMayNot)
	case name == "" || !p.remove(name):
		pCloudError(w, 2009, "File not found.")
	default:
		answerJSON(w, http.StatusOK, map[string]any{"result": 0, "metadata": map[string]any{
			"name": path.Base(strings.TrimSpace(name)), "created": pCloudTime, "modified": pCloudTime,
		}})
	}
}
