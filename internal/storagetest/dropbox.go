package storagetest

import (
	"context"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"path"
	"strings"
)

const (
	dropboxMember    = "curator@museum.example"
	dropboxMemberID  = "dbmid:AAHoodyMember"
	dropboxNamespace = "3141592653"
)

// Dropbox is a Dropbox account, for a token of which only the refresh token is still
// good. It follows "Dropbox for HTTP developers" (files, and errors, of which the tags
// are in a body with the status 409) and the "OAuth guide". The hosts are fixed, so they
// are reached through Env.
func Dropbox(ctx context.Context) (*Service, error) {
	return startDropbox(ctx, func(s *Service, d *dropbox) {
		maps.Copy(s.Values, d.credentials(expiredToken))
		s.Wrong = append(s.Wrong, d.wrongTokens()...)
	})
}

// DropboxTeam is the account of a member of a team, for a token that is still good.
func DropboxTeam(ctx context.Context) (*Service, error) {
	return startDropbox(ctx, func(s *Service, d *dropbox) {
		d.team = true
		maps.Copy(s.Values, map[string]any{
			"token": d.token(freshToken), "impersonate": dropboxMember, "root_namespace": dropboxNamespace,
		})
		s.Wrong = append(s.Wrong,
			change("no member", "impersonate", "nobody@museum.example", "impersonate"),
			change("no namespace", "root_namespace", "1", "root_namespace"),
			change("wrong access token", "token", d.token(wrongToken), "token"),
		)
	})
}

// dropbox is one account, or one member of a team.
type dropbox struct {
	*store
	*oauth
	team bool
}

func startDropbox(ctx context.Context, configure func(*Service, *dropbox)) (*Service, error) {
	return start(ctx, "dropbox", func(s *Service) error {
		d := &dropbox{store: s.store, oauth: newOAuth()}
		s.Values = map[string]any{}
		s.Wrong = []Wrong{{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"}}
		mux := http.NewServeMux()
		const api, content = "POST api.dropboxapi.com/2/", "POST content.dropboxapi.com/2/"
		mux.HandleFunc("POST api.dropboxapi.com/oauth2/token", d.issue)
		mux.HandleFunc(api+"team/members/get_info", d.members)
		mux.HandleFunc(api+"files/list_folder", d.authorized(0, d.listFolder))
		mux.HandleFunc(api+"files/get_metadata", d.authorized(0, d.metadata))
		mux.HandleFunc(api+"files/delete_v2", d.authorized(Removing, d.delete))
		mux.HandleFunc(content+"files/download", d.authorized(Reading, d.download))
		mux.HandleFunc(content+"files/upload", d.authorized(Writing, d.upload))
		if err := s.impersonate(mux, "api.dropboxapi.com", "content.dropboxapi.com"); err != nil {
			return err
		}
		configure(s, d)
		return nil
	})
}

// dropboxError is an error of a call, by its tags from the outside in.
func dropboxError(w http.ResponseWriter, status int, tags ...string) {
	var inner any
	for i := len(tags) - 1; i >= 0; i-- {
		document := map[string]any{".tag": tags[i]}
		if inner != nil {
			document[tags[i]] = inner
		}
		inner = document
	}
	answerJSON(w, status, map[string]any{"error_summary": strings.Join(tags, "/") + "/..", "error": inner})
}

// authorized passes on requests with a token that may do what they ask for.
func (d *dropbox) authorized(what Operation, next func(http.ResponseWriter, *http.Request, string)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		root := r.Header.Get("Dropbox-Api-Path-Root")
		switch {
		case !d.knows(r, "Bearer"):
			dropboxError(w, http.StatusUnauthorized, "invalid_access_token")
		case d.team && r.Header.Get("Dropbox-Api-Select-User") != dropboxMemberID:
			answer(w, http.StatusBadRequest, "text/plain", "This API function operates on a single Dropbox account, but the "+
				"OAuth 2 access token you provided is for an entire Dropbox Business team.")
		case root != "" && !strings.Contains(root, dropboxNamespace):
			dropboxError(w, http.StatusUnprocessableEntity, "no_permission")
		case d.denies(what):
			dropboxError(w, http.StatusUnauthorized, "missing_scope")
		default:
			// Where the body is a file, what to do with it is in a header.
			var arguments struct{ Path string }
			text := r.Header.Get("Dropbox-Api-Arg")
			if text == "" {
				body, _ := io.ReadAll(r.Body)
				text = string(body)
			}
			if json.Unmarshal([]byte(text), &arguments) != nil {
				answer(w, http.StatusBadRequest, "text/plain", "Error in call to API function: request body: no JSON")
				return
			}
			next(w, r, d.at(arguments.Path))
		}
	}
}

// at returns the path of a file or a folder, which an argument names by its path or its id.
func (d *dropbox) at(argument string) string {
	if id, ok := strings.CutPrefix(argument, "id:"); ok {
		name, _ := pathOf(id)
		return name
	}
	return strings.Trim(argument, "/")
}

func (d *dropbox) members(w http.ResponseWriter, r *http.Request) {
	var arguments struct{ Members []struct{ Email string } }
	switch err := json.NewDecoder(r.Body).Decode(&arguments); {
	case !d.knows(r, "Bearer"):
		dropboxError(w, http.StatusUnauthorized, "invalid_access_token")
	case err != nil || len(arguments.Members) != 1:
		answer(w, http.StatusBadRequest, "text/plain", "Error in call to API function: request body: members")
	case arguments.Members[0].Email != dropboxMember:
		nobody := arguments.Members[0].Email
		answerJSON(w, http.StatusOK, []any{map[string]any{".tag": "id_not_found", "id_not_found": nobody}})
	default:
		answerJSON(w, http.StatusOK, []any{map[string]any{
			".tag": "member_info", "role": map[string]any{".tag": "member_only"},
			"profile": map[string]any{"team_member_id": dropboxMemberID, "email": dropboxMember, "email_verified": true},
		}})
	}
}

// entry returns what the service says about a file or a folder.
func (d *dropbox) entry(name string) map[string]any {
	entry := map[string]any{
		".tag": "folder", "name": path.Base(name), "id": "id:" + idOf(name),
		"path_lower": "/" + strings.ToLower(name), "path_display": "/" + name,
	}
	if text, found := d.open(name); found {
		const at = "2026-01-02T03:04:05Z"
		maps.Copy(entry, map[string]any{
			".tag": "file", "client_modified": at, "server_modified": at, "rev": "5f1d7a3c9b2e4806", "size": len(text),
			"is_downloadable": true, "content_hash": strings.Repeat("0", 64),
		})
	}
	return entry
}

func (d *dropbox) listFolder(w http.ResponseWriter, _ *http.Request, folder string) {
	if !d.isFolder(folder) {
		dropboxError(w, http.StatusConflict, "path", "not_found")
		return
	}
	entries := []any{}
	for _, one := range d.list(folder) {
		entries = append(entries, d.entry(inFolder(folder, one.Name())))
	}
	answerJSON(w, http.StatusOK, map[string]any{"entries": entries, "cursor": "a-cursor", "has_more": false})
}

func (d *dropbox) metadata(w http.ResponseWriter, _ *http.Request, name string) {
	if _, err := d.info(name); err != nil {
		dropboxError(w, http.StatusConflict, "path", "not_found")
		return
	}
	answerJSON(w, http.StatusOK, d.entry(name))
}

func (d *dropbox) delete(w http.ResponseWriter, _ *http.Request, name string) {
	entry := d.entry(name)
	if !d.remove(name) {
		dropboxError(w, http.StatusConflict, "path_lookup", "not_found")
		return
	}
	answerJSON(w, http.StatusOK, map[string]any{"metadata": entry})
}

func (d *dropbox) download(w http.ResponseWriter, _ *http.Request, name string) {
	text, found := d.open(name)
	if !found {
		dropboxError(w, http.StatusConflict, "path", "not_found")
		return
	}
	entry, err := json.Marshal(d.entry(name))
	if err != nil {
		panic("an entry cannot be written: " + err.Error())
	}
	w.Header().Set("Dropbox-API-Result", string(entry))
	answer(w, http.StatusOK, "application/octet-stream", text)
}

func (d *dropbox) upload(w http.ResponseWriter, r *http.Request, name string) {
	text, err := io.ReadAll(r.Body)
	if err != nil {
		dropboxError(w, http.StatusConflict, "payload_too_large")
		return
	}
	d.put(name, string(text))
	answerJSON(w, http.StatusOK, d.entry(name))
}
