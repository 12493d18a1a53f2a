package storagetest

import (
	"context"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"io"
	"maps"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"time"
)

const (
	boxAppToken = "a-token-of-the-application"
	boxUser     = "12345678"
)

// Box is a Box account, with a person's token that still works. It follows Box's "API
// reference": folders, files, the check before an upload, and "Tokens", by which a
// refresh token works once. The hosts are fixed, so they are reached through Env.
func Box(ctx context.Context) (*Service, error) {
	return startBox(ctx, func(s *Service, b *box) {
		maps.Copy(s.Values, b.credentials(freshToken))
		s.Wrong = append(s.Wrong, b.wrongTokens()...)
		s.Wrong = append(s.Wrong,
			change("expired token", "token", b.token(expiredToken), "token"),
			change("no such folder", "root_folder_id", "404", "root_folder_id"),
		)
	})
}

// BoxApp is Box for an application.
func BoxApp(ctx context.Context) (*Service, error) {
	return startBox(ctx, func(s *Service, b *box) {
		s.Values["access_token"], s.Values["impersonate"] = boxAppToken, boxUser
		b.access = append(b.access, boxAppToken)
		s.Wrong = append(s.Wrong,
			change("wrong token", "access_token", "another-token", "access_token"),
			change("a user that it may not be", "impersonate", "1", "impersonate"),
		)
	})
}

// BoxProgram is Box for an application with an id and a secret.
func BoxProgram(ctx context.Context) (*Service, error) {
	return startBox(ctx, func(s *Service, b *box) {
		b.programs = true
		maps.Copy(s.Values, map[string]any{
			"client_credentials": true, "client_id": oauthClient, "client_secret": oauthClientSecret,
		})
		s.Wrong = append(s.Wrong,
			change("wrong secret", "client_secret", "wrong-secret-of-the-client", ""),
			change("unknown client", "client_id", "unknown-client", ""),
		)
	})
}

// BoxKey is Box for an application with a key, as its own account.
func BoxKey(ctx context.Context) (*Service, error) {
	return startBox(ctx, func(s *Service, b *box) {
		s.Values["box_config_file"], s.Values["box_sub_type"] = filepath.Join(b.folder, "right.json"), "enterprise"
		s.Wrong = append(s.Wrong,
			change("another key", "box_config_file", filepath.Join(b.folder, "stranger.json"), ""),
			change("as a user", "box_sub_type", "user", ""),
			change("malformed file", "box_config_file", filepath.Join(b.folder, "malformed.json"), "box_config_file"),
			change("missing file", "box_config_file", filepath.Join(b.folder, "missing.json"), "box_config_file"),
		)
	})
}

const boxEnterprise = "900001"

// boxConfig returns what Box makes for an application with a key.
func boxConfig(key *rsa.PrivateKey) (string, error) {
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return "", err
	}
	document, err := json.Marshal(map[string]any{"enterpriseID": boxEnterprise, "boxAppSettings": map[string]any{
		"clientID": oauthClient, "clientSecret": oauthClientSecret, "appAuth": map[string]any{
			"publicKeyID": "hoodykey", "passphrase": "",
			"privateKey": string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})),
		},
	}})
	return string(document), err
}

// writeConfigs writes what BoxKey uses into a folder.
func (b *box) writeConfigs(s *Service) error {
	keys, err := rsaKeys()
	if err != nil {
		return err
	}
	if b.folder, err = s.tempDir(); err != nil {
		return err
	}
	b.key = &keys[0].PublicKey
	right, err := boxConfig(keys[0])
	if err != nil {
		return err
	}
	stranger, err := boxConfig(keys[1])
	if err != nil {
		return err
	}
	for name, text := range map[string]string{"right": right, "stranger": stranger, "malformed": right[:len(right)/2]} {
		if err := os.WriteFile(filepath.Join(b.folder, name+".json"), []byte(text), 0o600); err != nil {
			return err
		}
	}
	return nil
}

// issueForKey issues a token for an assertion that an application has signed.
func (b *box) issueForKey(w http.ResponseWriter, r *http.Request) {
	var header struct{ Alg, Kid string }
	var claims struct {
		Iss, Sub, Aud string
		BoxSubType    string `json:"box_sub_type"`
		Exp           int64
	}
	isSigned, ok := readJWT(r.FormValue("assertion"), &header, &claims)
	if !ok {
		oauthError(w, http.StatusBadRequest, "invalid_request", "The assertion is malformed.")
		return
	}
	seconds := claims.Exp - time.Now().Unix()
	switch {
	case r.FormValue("client_id") != oauthClient || r.FormValue("client_secret") != oauthClientSecret:
		oauthError(w, http.StatusBadRequest, "invalid_client", "The client credentials are invalid.")
	case header.Alg != "RS256" || header.Kid != "hoodykey" || !isSigned(b.key):
		oauthError(w, http.StatusBadRequest, "invalid_grant", "Please check the 'kid' claim and the signature.")
	case claims.Iss != oauthClient || claims.Aud != "https://api.box.com/oauth2/token" || seconds < 0 || seconds > 60:
		oauthError(w, http.StatusBadRequest, "invalid_grant", "Please check the claims.")
	case claims.BoxSubType != "enterprise" || claims.Sub != boxEnterprise:
		oauthError(w, http.StatusBadRequest, "invalid_grant", "Please check the 'sub' claim.")
	default:
		b.oauth.mu.Lock()
		defer b.oauth.mu.Unlock()
		b.grant(w, "")
	}
}

// box is one account.
type box struct {
	*store
	*oauth
	// folder has the configurations of applications, and key is the correct one among
	// their keys.
	folder string
	key    *rsa.PublicKey
}

func startBox(ctx context.Context, configure func(*Service, *box)) (*Service, error) {
	return start(ctx, "box", func(s *Service) error {
		b := &box{store: s.store, oauth: newOAuth()}
		b.rotates = true
		s.refreshes = b.refreshes
		s.Values = map[string]any{}
		s.Wrong = []Wrong{{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"}}
		mux := http.NewServeMux()
		mux.HandleFunc("POST app.box.com/api/oauth2/token", b.issue)
		mux.HandleFunc("POST api.box.com/oauth2/token", b.issueForKey)
		const api = "api.box.com/2.0/"
		mux.HandleFunc("GET "+api+"folders/{id}/items", b.authorized(b.items))
		mux.HandleFunc("OPTIONS "+api+"files/content/", b.authorized(b.check))
		mux.HandleFunc("GET "+api+"files/{id}", b.authorized(b.get))
		mux.HandleFunc("DELETE "+api+"files/{id}", b.authorized(b.delete))
		mux.HandleFunc("GET "+api+"files/{id}/content", b.authorized(b.content))
		mux.HandleFunc("POST upload.box.com/api/2.0/files/content", b.authorized(b.upload))
		mux.HandleFunc("GET dl.boxcloud.com/{id}", func(w http.ResponseWriter, r *http.Request) {
			name, _ := pathOf(r.PathValue("id"))
			text, _ := b.open(name)
			answer(w, http.StatusOK, "application/octet-stream", text)
		})
		hosts := []string{"api.box.com", "upload.box.com", "app.box.com", "dl.boxcloud.com"}
		if err := s.impersonate(mux, hosts...); err != nil {
			return err
		}
		if err := b.writeConfigs(s); err != nil {
			return err
		}
		configure(s, b)
		return nil
	})
}

func (b *box) authorized(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		user := r.Header.Get("As-User")
		switch {
		case !b.knows(r, "Bearer"):
			w.Header().Set("WWW-Authenticate", `Bearer realm="Service", error="invalid_token", `+
				`error_description="The access token provided is invalid."`)
			w.WriteHeader(http.StatusUnauthorized)
		case user != "" && user != boxUser:
			boxForbids(w)
		default:
			next(w, r)
		}
	}
}

func boxError(w http.ResponseWriter, status int, code, message string, context any) {
	document := map[string]any{
		"type": "error", "status": status, "code": code, "message": message, "request_id": "5f1d7a3c9b2e",
	}
	if context != nil {
		document["context_info"] = context
	}
	answerJSON(w, status, document)
}

// at returns the path that an id stands for.
func (b *box) at(id string) (name string, found bool) {
	if id == "0" {
		return "", true
	}
	name, found = pathOf(id)
	if found {
		_, err := b.info(name)
		found = err == nil
	}
	return name, found
}

// item returns what the service says about a file or a folder.
func (b *box) item(name string) any {
	const at = "2026-01-02T03:04:05-08:00"
	item := map[string]any{
		"type": "folder", "id": idOf(name), "name": path.Base(name), "sequence_id": "0", "etag": "0", "item_status": "active",
		"created_at": at, "modified_at": at, "content_created_at": at, "content_modified_at": at,
	}
	if text, found := b.open(name); found {
		sum := sha1.Sum([]byte(text))
		item["type"], item["size"], item["sha1"] = "file", len(text), hex.EncodeToString(sum[:])
	}
	return item
}

func (b *box) items(w http.ResponseWriter, r *http.Request) {
	folder, found := b.at(r.PathValue("id"))
	if !found {
		boxError(w, http.StatusNotFound, "not_found", "Not Found", nil)
		return
	}
	entries := []any{}
	for _, one := range b.list(folder) {
		entries = append(entries, b.item(inFolder(folder, one.Name())))
	}
	answerJSON(w, http.StatusOK, map[string]any{"entries": entries, "limit": 1000, "next_marker": nil})
}

// check answers, before an upload, whether a file with the name exists.
func (b *box) check(w http.ResponseWriter, r *http.Request) {
	var file struct {
		Name   string
		Parent struct{ ID string }
	}
	err := json.NewDecoder(r.Body).Decode(&file)
	folder, found := b.at(file.Parent.ID)
	name := inFolder(folder, file.Name)
	_, exists := b.open(name)
	switch {
	case err != nil || !found:
		boxError(w, http.StatusNotFound, "not_found", "Not Found", nil)
	case exists:
		boxError(w, http.StatusConflict, "item_name_in_use", "Item with the same name already exists",
			map[string]any{"conflicts": b.item(name)})
	default:
		answerJSON(w, http.StatusOK, map[string]any{
			"upload_token": nil, "upload_url": "https://upload.box.com/api/2.0/files/content",
		})
	}
}

func (b *box) get(w http.ResponseWriter, r *http.Request) {
	if name, found := b.at(r.PathValue("id")); found {
		answerJSON(w, http.StatusOK, b.item(name))
		return
	}
	boxError(w, http.StatusNotFound, "not_found", "Not Found", nil)
}

func boxForbids(w http.ResponseWriter) {
	const code, message = "access_denied_insufficient_permissions", "Access denied - insufficient permission"
	boxError(w, http.StatusForbidden, code, message, nil)
}

// content leads to where files are read.
func (b *box) content(w http.ResponseWriter, r *http.Request) {
	if b.denies(Reading) {
		boxForbids(w)
		return
	}
	http.Redirect(w, r, "https://dl.boxcloud.com/"+r.PathValue("id"), http.StatusFound)
}

func (b *box) upload(w http.ResponseWriter, r *http.Request) {
	var file struct {
		Name   string
		Parent struct{ ID string }
	}
	if err := json.Unmarshal([]byte(r.FormValue("attributes")), &file); err != nil {
		boxError(w, http.StatusBadRequest, "bad_request", "Bad Request", nil)
		return
	}
	folder, found := b.at(file.Parent.ID)
	part, _, err := r.FormFile("contents")
	if err != nil || !found {
		boxError(w, http.StatusBadRequest, "bad_request", "Bad Request", nil)
		return
	}
	text, err := io.ReadAll(part)
	switch name := inFolder(folder, file.Name); {
	case b.denies(Writing):
		boxForbids(w)
	case err != nil:
		boxError(w, http.StatusBadRequest, "bad_request", "Bad Request", nil)
	default:
		b.put(name, string(text))
		answerJSON(w, http.StatusCreated, map[string]any{"total_count": 1, "entries": []any{b.item(name)}})
	}
}

func (b *box) delete(w http.ResponseWriter, r *http.Request) {
	name, found := b.at(r.PathValue("id"))
	switch {
	case b.denies(Removing):
		boxForbids(w)
	case !found || !b.remove(name):
		boxError(w, http.StatusNotFound, "not_found", "Not Found", nil)
	default:
		w.WriteHeader(http.StatusNoContent)
	}
}
