package storagetest

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"path"
)

const zohoRoot = "hoodyroot0f1e2d3c"

// Zoho is a folder of Zoho WorkDrive in Europe, for a token of which only the refresh
// token is still good. It follows the "WorkDrive API" (files) and "OAuth 2.0" of Zoho's
// accounts. The hosts are fixed for each region, so they are reached through Env.
func Zoho(ctx context.Context) (*Service, error) {
	return start(ctx, "zoho", func(s *Service) error {
		z := &zoho{store: s.store, oauth: newOAuth()}
		s.Values = z.credentials(expiredToken)
		s.Values["region"], s.Values["root_folder_id"] = "eu", zohoRoot
		s.Wrong = append(z.wrongTokens(),
			Wrong{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"},
			change("no such folder", "root_folder_id", "missing0f1e2d3c", "root_folder_id"),
			change("no such region", "region", "mars", ""), // the proxy refuses its host
		)
		mux := http.NewServeMux()
		mux.HandleFunc("POST accounts.zoho.eu/oauth/v2/token", z.issue)
		const api = "workdrive.zoho.eu/api/v1/"
		mux.HandleFunc("GET "+api+"files/{id}/files", z.authorized(z.files))
		mux.HandleFunc("PATCH "+api+"files", z.authorized(z.trash))
		mux.HandleFunc("POST "+api+"upload", z.authorized(z.upload))
		mux.HandleFunc("GET download.zoho.eu/v1/workdrive/download/{id}", z.authorized(z.download))
		return s.impersonate(mux, "accounts.zoho.eu", "workdrive.zoho.eu", "download.zoho.eu")
	})
}

// zoho is one folder and what is below it.
type zoho struct {
	*store
	*oauth
}

func zohoError(w http.ResponseWriter, status int, id, title string) {
	answerJSON(w, status, map[string]any{"errors": []any{map[string]any{"id": id, "title": title}}})
}

func (z *zoho) authorized(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !z.knows(r, "Bearer", "Zoho-oauthtoken") {
			zohoError(w, http.StatusUnauthorized, "F7003", "Invalid OAuth token.")
			return
		}
		next(w, r)
	}
}

// at returns the path that an id stands for.
func (z *zoho) at(id string) (name string, found bool) {
	if id == zohoRoot {
		return "", true
	}
	name, found = pathOf(id)
	if found {
		_, err := z.info(name)
		found = err == nil
	}
	return name, found
}

func (z *zoho) files(w http.ResponseWriter, r *http.Request) {
	folder, found := z.at(r.PathValue("id"))
	if !found {
		zohoError(w, http.StatusUnauthorized, "R008", "Unauthorized access")
		return
	}
	items := []any{}
	for _, one := range z.list(folder) {
		name := inFolder(folder, one.Name())
		items = append(items, map[string]any{"id": idOf(name), "type": "files", "attributes": map[string]any{
			"name": one.Name(), "is_folder": one.IsDir(), "storage_info": map[string]any{"size_in_bytes": one.Size()},
			"created_time_in_millisecond": 1767323045000, "modified_time_in_millisecond": 1767323045000,
			"uploaded_time_in_millisecond": 1767323045000,
		}})
	}
	answerJSON(w, http.StatusOK, map[string]any{
		"data": items, "links": map[string]any{"cursor": map[string]any{"has_next": false}},
	})
}

func zohoForbids(w http.ResponseWriter) {
	zohoError(w, http.StatusForbidden, "F000", "You are not authorized to perform this operation.")
}

func (z *zoho) download(w http.ResponseWriter, r *http.Request) {
	name, _ := z.at(r.PathValue("id"))
	text, found := z.open(name)
	switch {
	case z.denies(Reading):
		zohoForbids(w)
	case !found:
		zohoError(w, http.StatusUnauthorized, "R008", "Unauthorized access")
	default:
		answer(w, http.StatusOK, "application/octet-stream", text)
	}
}

func (z *zoho) upload(w http.ResponseWriter, r *http.Request) {
	folder, found := z.at(r.URL.Query().Get("parent_id"))
	leaf, _ := url.QueryUnescape(r.URL.Query().Get("filename"))
	part, _, err := r.FormFile("content")
	switch {
	case z.denies(Writing):
		zohoForbids(w)
		return
	case !found || err != nil || leaf == "":
		zohoError(w, http.StatusBadRequest, "F6016", "Invalid request.")
		return
	}
	text, err := io.ReadAll(part)
	if err != nil {
		zohoError(w, http.StatusBadRequest, "F6016", "Invalid request.")
		return
	}
	name := inFolder(folder, leaf)
	z.put(name, string(text))
	info, err := json.Marshal(map[string]any{"RESOURCE_ID": idOf(name), "size": len(text)})
	if err != nil {
		panic("an upload cannot be told: " + err.Error())
	}
	attributes := map[string]any{
		"resource_id": idOf(name), "parent_id": r.URL.Query().Get("parent_id"), "File INFO": string(info),
		"notes.txt": path.Base(name),
	}
	answerJSON(w, http.StatusOK, map[string]any{"data": []any{map[string]any{"type": "files", "attributes": attributes}}})
}

// trash moves files to the trash, which is a status of theirs.
func (z *zoho) trash(w http.ResponseWriter, r *http.Request) {
	var change struct {
		Data []struct {
			ID         string
			Attributes struct{ Status string }
		}
	}
	err := json.NewDecoder(r.Body).Decode(&change)
	if err != nil || len(change.Data) != 1 || change.Data[0].Attributes.Status != "51" {
		zohoError(w, http.StatusBadRequest, "F6016", "Invalid request.")
		return
	}
	name, found := z.at(change.Data[0].ID)
	switch {
	case z.denies(Removing):
		zohoForbids(w)
	case !found || !z.remove(name):
		zohoError(w, http.StatusUnauthorized, "R008", "Unauthorized access")
	default:
		answerJSON(w, http.StatusOK, map[string]any{"data": []any{}})
	}
}
