package storagetest

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"
)

const (
	pikPakUser     = "curator@example.com"
	pikPakRobot    = "robot@example.com"
	pikPakPassword = "a-password-for-pikpak"
	pikPakAccess   = "an-access-token-of-pikpak"
	pikPakCaptcha  = "a-captcha-token-of-pikpak"
)

// PikPak is an account at PikPak. It follows what PikPak's web page says with its API: a
// token against robots for every kind of request, a sign-in, the drive, and a bucket that
// takes uploads as S3 does. The hosts are fixed, so they are reached through Env.
func PikPak(ctx context.Context) (*Service, error) {
	return start(ctx, "pikpak", func(s *Service) error {
		s.Values = map[string]any{
			"user": pikPakUser, "pass": pikPakPassword, "device_id": "0123456789abcdef0123456789abcdef",
		}
		s.Wrong = []Wrong{
			{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"},
			change("wrong password", "pass", "wrong-password", ""),
			change("unknown user", "user", "nobody@example.com", ""),
			change("a person is wanted", "user", pikPakRobot, "device_id"),
			change("missing root", "root_folder_id", "missing", "root_folder_id"),
		}
		p := pikPak{s.store}
		mux := http.NewServeMux()
		mux.HandleFunc("POST user.mypikpak.com/v1/shield/captcha/init", pikPakCaptchas)
		mux.HandleFunc("POST user.mypikpak.com/v1/auth/signin", pikPakSignIn)
		const drive = " api-drive.mypikpak.com/drive/v1"
		mux.HandleFunc("GET"+drive+"/files", pikPakSignedIn(p.files))
		mux.HandleFunc("POST"+drive+"/files", pikPakSignedIn(p.create))
		mux.HandleFunc("GET"+drive+"/files/{id}", pikPakSignedIn(p.file))
		mux.HandleFunc("GET"+drive+"/tasks/{id}", pikPakSignedIn(func(w http.ResponseWriter, _ *http.Request) {
			answerJSON(w, http.StatusOK, map[string]string{"phase": "PHASE_TYPE_COMPLETE"})
		}))
		mux.HandleFunc("POST"+drive+"/files:batchDelete", pikPakSignedIn(p.delete))
		mux.HandleFunc("GET dl.mypikpak.com/{name...}", p.download)
		mux.HandleFunc("PUT upload.mypikpak.com/{key}", p.upload)
		return s.impersonate(mux, "user.mypikpak.com", "api-drive.mypikpak.com", "dl.mypikpak.com", "upload.mypikpak.com")
	})
}

// A pikPak is one account. The id of a file or a folder is its path in base64.
type pikPak struct{ *store }

func pikPakRefuse(w http.ResponseWriter, status, code int, reason, why string) {
	answerJSON(w, status, map[string]any{"error": reason, "error_code": code, "error_description": why})
}

// pikPakCaptchas gives out a token to a client that signs as PikPak's page does.
func pikPakCaptchas(w http.ResponseWriter, r *http.Request) {
	var asked struct {
		Action string `json:"action"`
		Device string `json:"device_id"`
		Meta   struct {
			Sign string `json:"captcha_sign"`
			User string `json:"username"`
		} `json:"meta"`
	}
	err := json.NewDecoder(r.Body).Decode(&asked)
	isSignIn := asked.Action == "POST:/v1/auth/signin" && asked.Meta.User != ""
	if err != nil || len(asked.Device) != 32 || !isSignIn && !strings.HasPrefix(asked.Meta.Sign, "1.") {
		pikPakRefuse(w, http.StatusBadRequest, 3, "invalid_argument", "The request is malformed")
		return
	}
	answerJSON(w, http.StatusOK, map[string]any{"captcha_token": pikPakCaptcha, "expires_in": 300})
}

func pikPakSignIn(w http.ResponseWriter, r *http.Request) {
	var who struct{ Username, Password string }
	err := json.NewDecoder(r.Body).Decode(&who)
	switch isRobot := who.Username == pikPakRobot; {
	case err != nil || r.Header.Get("X-Captcha-Token") != pikPakCaptcha || isRobot:
		pikPakRefuse(w, http.StatusBadRequest, 4002, "captcha_invalid", "Verification code is invalid")
	case who.Username != pikPakUser || who.Password != pikPakPassword:
		pikPakRefuse(w, http.StatusBadRequest, 4022, "invalid_account_or_password", "Invalid username or password")
	default:
		answerJSON(w, http.StatusOK, map[string]any{
			"token_type": "Bearer", "access_token": pikPakAccess, "refresh_token": "a-refresh-token-of-pikpak",
			"expires_in": 7200, "sub": "curator0000",
		})
	}
}

func pikPakSignedIn(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Header.Get("Authorization") != "Bearer "+pikPakAccess:
			pikPakRefuse(w, http.StatusUnauthorized, 16, "unauthenticated", "Please sign in")
		case r.Header.Get("X-Captcha-Token") != pikPakCaptcha:
			pikPakRefuse(w, http.StatusBadRequest, 9, "captcha_invalid", "Verification code is invalid")
		default:
			next(w, r)
		}
	}
}

func pikPakID(name string) string {
	if name == "." {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString([]byte(name))
}

// named returns the path of an id.
func (p pikPak) named(id string) (name string, found bool) {
	decoded, err := base64.RawURLEncoding.DecodeString(id)
	_, missing := p.info(string(decoded))
	return string(decoded), err == nil && missing == nil
}

func (p pikPak) item(name string, isFolder bool, size int) map[string]any {
	kind := "drive#file"
	if isFolder {
		kind = "drive#folder"
	}
	return map[string]any{
		"kind": kind, "id": pikPakID(name), "parent_id": pikPakID(path.Dir(name)), "name": path.Base(name),
		"size": strconv.Itoa(size), "modified_time": fileTime.Format(time.RFC3339), "phase": "PHASE_TYPE_COMPLETE",
		"links": map[string]any{},
	}
}

func (p pikPak) files(w http.ResponseWriter, r *http.Request) {
	folder, found := p.named(r.FormValue("parent_id"))
	if !found {
		pikPakRefuse(w, http.StatusNotFound, 5, "file_not_found", "The file does not exist")
		return
	}
	var filters struct{ Kind struct{ Eq string } }
	_ = json.Unmarshal([]byte(r.FormValue("filters")), &filters)
	items := []any{}
	for _, e := range p.list(folder) {
		item := p.item(path.Join(folder, e.Name()), e.IsDir(), int(e.Size()))
		if kind := filters.Kind.Eq; kind == "" || kind == item["kind"] {
			items = append(items, item)
		}
	}
	answerJSON(w, http.StatusOK, map[string]any{"kind": "drive#fileList", "files": items, "next_page_token": ""})
}

// file describes a file, with a link to read it.
func (p pikPak) file(w http.ResponseWriter, r *http.Request) {
	name, _ := p.named(r.PathValue("id"))
	text, found := p.open(name)
	if !found {
		pikPakRefuse(w, http.StatusNotFound, 5, "file_not_found", "The file does not exist")
		return
	}
	item := p.item(name, false, len(text))
	item["links"] = map[string]any{"application/octet-stream": map[string]string{
		"url": "https://dl.mypikpak.com/" + name + "?expire=" + strconv.FormatInt(time.Now().Add(time.Hour).Unix(), 10),
	}}
	answerJSON(w, http.StatusOK, item)
}

func (p pikPak) download(w http.ResponseWriter, r *http.Request) {
	text, found := p.open(r.PathValue("name"))
	switch {
	case p.denies(Reading):
		pikPakRefuse(w, http.StatusForbidden, 7, "permission_denied", "You may not read this file")
	case !found:
		pikPakRefuse(w, http.StatusNotFound, 5, "file_not_found", "The file does not exist")
	default:
		answer(w, http.StatusOK, "application/octet-stream", text)
	}
}

// create begins a file, which the bucket then takes.
func (p pikPak) create(w http.ResponseWriter, r *http.Request) {
	var asked struct {
		Name   string `json:"name"`
		Parent string `json:"parent_id"`
		Size   int    `json:"size"`
	}
	err := json.NewDecoder(r.Body).Decode(&asked)
	folder, found := p.named(asked.Parent)
	switch {
	case p.denies(Writing):
		pikPakRefuse(w, http.StatusForbidden, 7, "permission_denied", "You may not write to this folder")
	case err != nil || !found:
		pikPakRefuse(w, http.StatusNotFound, 5, "file_not_found", "The file does not exist")
	default:
		name := path.Join(folder, asked.Name)
		item := p.item(name, false, asked.Size)
		item["phase"] = "PHASE_TYPE_RUNNING"
		answerJSON(w, http.StatusOK, map[string]any{"file": item, "resumable": map[string]any{"params": map[string]string{
			"access_key_id": "an-access-key-of-a-bucket", "access_key_secret": "a-secret-of-a-bucket",
			"security_token": "a-security-token-of-a-bucket", "bucket": "upload", "key": pikPakID(name),
		}}})
	}
}

func (p pikPak) upload(w http.ResponseWriter, r *http.Request) {
	name, err := base64.RawURLEncoding.DecodeString(r.PathValue("key"))
	text, failed := io.ReadAll(r.Body)
	isSigned := strings.Contains(r.Header.Get("Authorization"), "Credential=an-access-key-of-a-bucket/")
	if err != nil || failed != nil || !isSigned {
		answer(w, http.StatusForbidden, "application/xml", "<Error><Code>AccessDenied</Code></Error>")
		return
	}
	p.put(string(name), string(text))
	w.Header().Set("ETag", `"0"`)
}

func (p pikPak) delete(w http.ResponseWriter, r *http.Request) {
	var asked struct{ IDs []string }
	_ = json.NewDecoder(r.Body).Decode(&asked)
	if p.denies(Removing) {
		pikPakRefuse(w, http.StatusForbidden, 7, "permission_denied", "You may not delete this file")
		return
	}
	for _, id := range asked.IDs {
		name, _ := p.named(id)
		p.remove(name)
	}
	answerJSON(w, http.StatusOK, map[string]string{"task_id": "a-task"})
}
