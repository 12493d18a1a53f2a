package storagetest

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha1"
	"encoding/binary"
	"encoding/hex"
	"io"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
)

const (
	mailRuUser     = "curator@mail.ru"
	mailRuPassword = "a-password-for-programs"
	// MailRuToken is what Mail.ru gives out for a password. No configuration has it.
	MailRuToken = "an-access-token-of-mailru"
	// MailRuCut is a folder during whose listing the connection is cut.
	MailRuCut = "cut"
)

// MailRu is an account at Mail.ru Cloud. It follows what Mail.ru's own client says with
// it: a sign-in by OAuth's password grant, lists in JSON, and files that are registered by
// a checksum with a server of their own. The token is part of every address. The hosts
// are fixed, so they are reached through Env.
func MailRu(ctx context.Context) (*Service, error) {
	return start(ctx, "mailru", func(s *Service) error {
		s.Values = map[string]any{"user": mailRuUser, "pass": mailRuPassword}
		s.Wrong = []Wrong{
			{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"},
			change("wrong password", "pass", "the-password-for-people", ""),
			change("unknown user", "user", "nobody@mail.ru", ""),
		}
		m := &mailRu{store: s.store, uploads: map[string]string{}}
		mux := http.NewServeMux()
		mux.HandleFunc("POST o2.mail.ru/token", mailRuSignIn)
		mux.HandleFunc("POST cloud.mail.ru/api/m1/folder", mailRuSignedIn("access_token", m.folder))
		mux.HandleFunc("GET cloud.mail.ru/api/m1/file", mailRuSignedIn("access_token", m.file))
		mux.HandleFunc("POST cloud.mail.ru/api/m1/file/remove", mailRuSignedIn("access_token", m.delete))
		for kind, address := range map[string]string{"d": "/get/", "u": "/upload/", "m": "/meta/"} {
			mux.HandleFunc("GET dispatcher.cloud.mail.ru/"+kind, func(w http.ResponseWriter, _ *http.Request) {
				answer(w, http.StatusOK, "text/plain", "https://files.cloud.mail.ru"+address+" 127.0.0.1 1")
			})
		}
		mux.HandleFunc("GET files.cloud.mail.ru/get/{name...}", mailRuSignedIn("token", m.read))
		mux.HandleFunc("PUT files.cloud.mail.ru/upload/", mailRuSignedIn("token", m.upload))
		mux.HandleFunc("POST files.cloud.mail.ru/meta/", mailRuSignedIn("token", m.register))
		return s.impersonate(mux, "o2.mail.ru", "cloud.mail.ru", "dispatcher.cloud.mail.ru", "files.cloud.mail.ru")
	})
}

// A mailRu is one account.
type mailRu struct {
	*store
	mu sync.Mutex
	// uploads are what was sent, by its checksum.
	uploads map[string]string
}

func mailRuSignIn(w http.ResponseWriter, r *http.Request) {
	isRight := r.FormValue("username") == mailRuUser && r.FormValue("password") == mailRuPassword
	if r.FormValue("grant_type") != "password" || !isRight {
		answerJSON(w, http.StatusBadRequest, map[string]any{
			"error": "invalid_grant", "error_code": 3, "error_description": "user or password is wrong",
		})
		return
	}
	answerJSON(w, http.StatusOK, map[string]any{
		"access_token": MailRuToken, "refresh_token": "a-refresh-token-of-mailru", "expires_in": 3600, "token_type": "Bearer",
	})
}

// mailRuSignedIn looks for the token in the address.
func mailRuSignedIn(name string, next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get(name) != MailRuToken {
			mailRuRefuse(w, http.StatusForbidden, "user")
			return
		}
		next(w, r)
	}
}

func mailRuRefuse(w http.ResponseWriter, status int, why string) {
	answerJSON(w, status, map[string]any{
		"status": status, "body": map[string]any{"home": map[string]string{"value": "", "error": why}},
	})
}

// mailRuSum returns what a file is known by: itself, if it is short.
func mailRuSum(text string) string {
	if len(text) <= sha1.Size {
		return strings.ToUpper(hex.EncodeToString(append([]byte(text), make([]byte, sha1.Size-len(text))...)))
	}
	sum := sha1.Sum([]byte("mrCloud" + text + strconv.Itoa(len(text))))
	return strings.ToUpper(hex.EncodeToString(sum[:]))
}

func (m *mailRu) item(name string, isFolder bool) map[string]any {
	item := map[string]any{"name": path.Base(name), "home": "/" + name, "kind": "folder", "type": "folder"}
	if text, found := m.open(name); found && !isFolder {
		item["kind"], item["type"] = "file", "file"
		item["size"], item["mtime"], item["hash"] = len(text), fileTime.Unix(), mailRuSum(text)
	}
	return item
}

func (m *mailRu) folder(w http.ResponseWriter, r *http.Request) {
	folder := strings.Trim(r.FormValue("home"), "/")
	if folder == MailRuCut {
		panic(http.ErrAbortHandler)
	}
	if info, err := m.info(folder); err != nil || !info.IsDir() {
		mailRuRefuse(w, http.StatusNotFound, "not_exists")
		return
	}
	items := []any{}
	for _, e := range m.list(folder) {
		items = append(items, m.item(path.Join(folder, e.Name()), e.IsDir()))
	}
	answerJSON(w, http.StatusOK, map[string]any{
		"status": http.StatusOK, "body": map[string]any{"kind": "folder", "home": "/" + folder, "list": items},
	})
}

func (m *mailRu) file(w http.ResponseWriter, r *http.Request) {
	name := strings.Trim(r.FormValue("home"), "/")
	info, err := m.info(name)
	if err != nil {
		mailRuRefuse(w, http.StatusNotFound, "not_exists")
		return
	}
	answerJSON(w, http.StatusOK, map[string]any{"status": http.StatusOK, "body": m.item(name, info.IsDir())})
}

func (m *mailRu) read(w http.ResponseWriter, r *http.Request) {
	text, found := m.open(r.PathValue("name"))
	switch {
	case m.denies(Reading):
		answer(w, http.StatusForbidden, "text/plain", "forbidden")
	case !found:
		answer(w, http.StatusNotFound, "text/plain", "not found")
	default:
		answer(w, http.StatusOK, "application/octet-stream", text)
	}
}

// upload takes what a file holds, before its name.
func (m *mailRu) upload(w http.ResponseWriter, r *http.Request) {
	if m.denies(Writing) {
		answer(w, http.StatusForbidden, "text/plain", "forbidden")
		return
	}
	text, _ := io.ReadAll(r.Body)
	sum := mailRuSum(string(text))
	m.mu.Lock()
	m.uploads[sum] = string(text)
	m.mu.Unlock()
	answer(w, http.StatusCreated, "text/plain", sum)
}

// Requests to register, and their answers.
const (
	mailRuAddFile = 103
	mailRuMakeDir = 106
	mailRuDone    = 0
	mailRuIsThere = 4
	mailRuFailed  = 253
)

// register gives a name to what was uploaded, or makes a folder. It speaks in numbers of
// variable length.
func (m *mailRu) register(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	in := bufio.NewReader(bytes.NewReader(body))
	number := func() uint64 {
		n, _ := binary.ReadUvarint(in)
		return n
	}
	operation := number()
	_ = number() // revision
	name := make([]byte, min(number(), uint64(len(body))))
	_, _ = io.ReadFull(in, name)
	home := strings.Trim(strings.TrimRight(string(name), "\x00"), "/")
	result := byte(mailRuFailed)
	switch operation {
	case mailRuMakeDir:
		result = mailRuIsThere
	case mailRuAddFile:
		size, _, _ := number(), number(), number() // and the time, and zero
		sum := make([]byte, sha1.Size)
		_, _ = io.ReadFull(in, sum)
		m.mu.Lock()
		text, found := m.uploads[strings.ToUpper(hex.EncodeToString(sum))]
		m.mu.Unlock()
		if found && uint64(len(text)) == size {
			m.put(home, text)
			result = mailRuDone
		}
	}
	answer(w, http.StatusOK, "application/octet-stream", string([]byte{result}))
}

func (m *mailRu) delete(w http.ResponseWriter, r *http.Request) {
	switch {
	case m.denies(Removing):
		mailRuRefuse(w, http.StatusForbidden, "readonly")
	case !m.remove(strings.Trim(r.FormValue("home"), "/")):
		mailRuRefuse(w, http.StatusNotFound, "not_exists")
	default:
		answerJSON(w, http.StatusOK, map[string]any{"status": http.StatusOK, "body": "/"})
	}
}
