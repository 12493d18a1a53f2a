package storagetest

import (
	"context"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"html"
	"io"
	"net/http"
	"path"
	"strings"
)

const (
	sugarSyncHost    = "https://api.sugarsync.com"
	sugarSyncRefresh = sugarSyncHost + "/app-authorization/a-refresh-token-of-sugarsync"
	sugarSyncAccess  = sugarSyncHost + "/authorization/an-access-token-of-sugarsync"
	sugarSyncUser    = sugarSyncHost + "/user/566494"
)

// SugarSync is an account that takes a refresh token. It follows SugarSync's "Platform
// API": authorization, user, folders and files, in XML, with refusals in HTML. The host is
// fixed, so it is reached through Env.
func SugarSync(ctx context.Context) (*Service, error) {
	return startSugarSync(ctx, func(s *Service) {
		s.Values = map[string]any{"refresh_token": sugarSyncRefresh}
		s.Wrong = append(s.Wrong,
			change("wrong refresh token", "refresh_token", sugarSyncHost+"/app-authorization/another", "refresh_token"),
			Wrong{Name: "a root that is not there", Field: "root_id", Values: map[string]any{
				"root_id": sugarSyncHost + "/folder/00", "deleted_id": sugarSyncHost + "/folder/00",
			}},
		)
	})
}

// SugarSyncAccess is one that takes an access token.
func SugarSyncAccess(ctx context.Context) (*Service, error) {
	return startSugarSync(ctx, func(s *Service) {
		s.Values = map[string]any{
			"authorization": sugarSyncAccess, "authorization_expiry": "2040-01-01T00:00:00Z", "user": sugarSyncUser,
		}
		s.Wrong = append(s.Wrong,
			change("wrong access token", "authorization", sugarSyncHost+"/authorization/another", "authorization"),
			change("access token that has ended", "authorization_expiry", "2020-01-01T00:00:00Z", "authorization"),
		)
	})
}

func startSugarSync(ctx context.Context, setup func(*Service)) (*Service, error) {
	return start(ctx, "sugarsync", func(s *Service) error {
		s.Wrong = []Wrong{{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"}}
		setup(s)
		y := sugarSync{s.store}
		mux := http.NewServeMux()
		mux.HandleFunc("POST /authorization", y.authorize)
		mux.HandleFunc("GET /user", sugarSyncSignedIn(y.user))
		mux.HandleFunc("GET /user/566494/folders/contents", sugarSyncSignedIn(y.contents))
		mux.HandleFunc("GET /folder/{id}/contents", sugarSyncSignedIn(y.contents))
		mux.HandleFunc("POST /folder/{id}", sugarSyncSignedIn(y.create))
		mux.HandleFunc("GET /file/{id}", sugarSyncSignedIn(y.describe))
		mux.HandleFunc("GET /file/{id}/data", sugarSyncSignedIn(y.read))
		mux.HandleFunc("PUT /file/{id}/data", sugarSyncSignedIn(y.write))
		mux.HandleFunc("DELETE /file/{id}", sugarSyncSignedIn(y.delete))
		return s.impersonate(mux, "api.sugarsync.com")
	})
}

// A sugarSync is one account. The id of a file or a folder is its path in hexadecimal
// digits.
type sugarSync struct{ *store }

func (y sugarSync) authorize(w http.ResponseWriter, r *http.Request) {
	var asked struct {
		AccessKeyID  string `xml:"accessKeyId"`
		RefreshToken string `xml:"refreshToken"`
	}
	err := xml.NewDecoder(r.Body).Decode(&asked)
	if err != nil || asked.RefreshToken != sugarSyncRefresh || asked.AccessKeyID == "" {
		sugarSyncRefuse(w, http.StatusUnauthorized, "Invalid credentials")
		return
	}
	w.Header().Set("Location", sugarSyncAccess)
	sugarSyncAnswer(w, http.StatusCreated,
		"<authorization><expiration>2040-01-01T00:00:00.000-07:00</expiration><user>"+sugarSyncUser+"</user></authorization>")
}

func sugarSyncSignedIn(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != sugarSyncAccess {
			sugarSyncRefuse(w, http.StatusUnauthorized, "Authorization required")
			return
		}
		next(w, r)
	}
}

func sugarSyncAnswer(w http.ResponseWriter, status int, document string) {
	answer(w, status, "application/xml; charset=UTF-8", `<?xml version="1.0" encoding="UTF-8"?>`+document)
}

func sugarSyncRefuse(w http.ResponseWriter, status int, why string) {
	answer(w, status, "text/html", "<html><body><h3>"+why+"</h3></body></html>")
}

func (y sugarSync) user(w http.ResponseWriter, _ *http.Request) {
	sugarSyncAnswer(w, http.StatusOK, "<user><username>curator@example.com</username><syncfolders>"+sugarSyncUser+
		"/folders/contents</syncfolders><deleted>"+sugarSyncUser+"/deleted/contents</deleted></user>")
}

// named returns the path of what a request asks for.
func (y sugarSync) named(r *http.Request) string {
	name, _ := hex.DecodeString(r.PathValue("id"))
	return string(name)
}

func sugarSyncFile(name string, size int) string {
	ref := sugarSyncHost + "/file/" + hex.EncodeToString([]byte(name))
	return fmt.Sprintf("<file><displayName>%s</displayName><ref>%s</ref><size>%d</size>"+
		"<lastModified>2026-01-02T03:04:05.000-08:00</lastModified><mediaType>text/plain</mediaType>"+
		"<presentOnServer>true</presentOnServer><fileData>%s/data</fileData></file>",
		html.EscapeString(path.Base(name)), ref, size, ref)
}

func (y sugarSync) contents(w http.ResponseWriter, r *http.Request) {
	folder := y.named(r)
	if info, err := y.info(folder); err != nil || !info.IsDir() {
		sugarSyncRefuse(w, http.StatusNotFound, "Folder not found")
		return
	}
	var b strings.Builder
	for _, e := range y.list(folder) {
		name := path.Join(folder, e.Name())
		if !e.IsDir() {
			b.WriteString(sugarSyncFile(name, int(e.Size())))
			continue
		}
		ref := sugarSyncHost + "/folder/" + hex.EncodeToString([]byte(name))
		fmt.Fprintf(&b, `<collection type="folder"><displayName>%s</displayName><ref>%s</ref>`+
			`<contents>%s/contents</contents></collection>`,
			html.EscapeString(e.Name()), ref, ref)
	}
	sugarSyncAnswer(w, http.StatusOK,
		`<collectionContents start="0" hasMore="false" end="0">`+b.String()+`</collectionContents>`)
}

// create makes an empty file.
func (y sugarSync) create(w http.ResponseWriter, r *http.Request) {
	var file struct {
		XMLName xml.Name
		Name    string `xml:"displayName"`
	}
	err := xml.NewDecoder(r.Body).Decode(&file)
	switch {
	case y.denies(Writing):
		sugarSyncRefuse(w, http.StatusForbidden, "You may not write to this folder")
	case err != nil || file.XMLName.Local != "file" || file.Name == "":
		sugarSyncRefuse(w, http.StatusBadRequest, "Malformed request")
	default:
		name := path.Join(y.named(r), file.Name)
		y.put(name, "")
		w.Header().Set("Location", sugarSyncHost+"/file/"+hex.EncodeToString([]byte(name)))
		w.WriteHeader(http.StatusCreated)
	}
}

func (y sugarSync) describe(w http.ResponseWriter, r *http.Request) {
	text, found := y.open(y.named(r))
	if !found {
		sugarSyncRefuse(w, http.StatusNotFound, "File not found")
		return
	}
	sugarSyncAnswer(w, http.StatusOK, sugarSyncFile(y.named(r), len(text)))
}

func (y sugarSync) read(w http.ResponseWriter, r *http.Request) {
	text, found := y.open(y.named(r))
	switch {
	case y.denies(Reading):
		sugarSyncRefuse(w, http.StatusForbidden, "You may not read this file")
	case !found:
		sugarSyncRefuse(w, http.StatusNotFound, "File not found")
	default:
		answer(w, http.StatusOK, "text/plain", text)
	}
}

func (y sugarSync) write(w http.ResponseWriter, r *http.Request) {
	text, err := io.ReadAll(r.Body)
	if err != nil {
		sugarSyncRefuse(w, http.StatusBadRequest, "Malformed request")
		return
	}
	y.put(y.named(r), string(text))
	w.WriteHeader(http.StatusNoContent)
}

func (y sugarSync) delete(w http.ResponseWriter, r *http.Request) {
	switch {
	case y.denies(Removing):
		sugarSyncRefuse(w, http.StatusForbidden, "You may not delete this file")
	case !y.remove(y.named(r)):
		sugarSyncRefuse(w, http.StatusNotFound, "File not found")
	default:
		w.WriteHeader(http.StatusNoContent)
	}
}
