package storagetest

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/xml"
	"io"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"
)

const (
	netStorageAccount = "hoody-upload"
	netStorageKey     = "Vb9rK2mZx4Qw7TnLc1Yd"
)

// NetStorage is an upload directory, CP code 1234, with the folder "photos". It
// follows Akamai's "NetStorage Usage API": the two signature headers in version
// 5 (HMAC-SHA256, valid for a minute) and the actions dir, stat, download, upload,
// mkdir and delete. An upload gives its SHA-256 and is signed again in trailers.
//
// A 403 stands for the account, its key and the directory alike, so no field can
// be blamed for it.
func NetStorage(ctx context.Context) (*Service, error) {
	return start(ctx, "netstorage", func(s *Service) error {
		s.store.files = tree{"1234/photos/cat.jpg": "not really a cat"}
		base, err := s.serve(netStorageHandler{s.store})
		if err != nil {
			return err
		}
		host := strings.TrimPrefix(base, "http://")
		s.Values = map[string]any{
			"protocol": "http",
			"host":     host + "/1234",
			"account":  netStorageAccount,
			"secret":   netStorageKey,
		}
		s.Wrong = []Wrong{
			{Name: "wrong secret", Values: map[string]any{"secret": "wrong"}},
			{Name: "unknown account", Values: map[string]any{"account": "unknown"}},
			{Name: "foreign directory", Values: map[string]any{"host": host + "/9999"}},
			{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"},
		}
		return nil
	})
}

// netStorageHandler answers for the upload directory.
type netStorageHandler struct{ *store }

func (h netStorageHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if refusal := netStorageRefusal(r, r.Header); refusal != "" {
		answer(w, http.StatusForbidden, "text/plain", refusal)
		return
	}
	action, err := url.ParseQuery(r.Header.Get(netStorageAction))
	if err != nil || action.Get("version") != "1" {
		answer(w, http.StatusBadRequest, "text/plain", "malformed action")
		return
	}
	name := strings.Trim(r.URL.Path, "/")
	text, found := h.open(name)
	act := r.Method + " " + action.Get("action")
	op := map[string]Operation{"GET download": Reading, "PUT upload": Writing, "POST delete": Removing}[act]
	switch {
	case h.denies(op):
		answer(w, http.StatusForbidden, "text/plain", "unauthorized")
	case act == "GET stat":
		h.stat(w, name)
	case act == "GET dir":
		h.dir(w, name)
	case op == Writing:
		h.upload(w, r, name)
	case act == "POST mkdir": // folders are where files are
	case op == Reading && found:
		answer(w, http.StatusOK, "application/octet-stream", text)
	case op == Removing && h.remove(name):
	default:
		answer(w, http.StatusNotFound, "text/plain", "no such object")
	}
}

// A netStorageFile is a file or a folder.
type netStorageFile struct {
	Type  string `xml:"type,attr"`
	Name  string `xml:"name,attr"`
	Size  int    `xml:"size,attr,omitempty"`
	Mtime int    `xml:"mtime,attr"`
}

const netStorageMtime = 1767323045

func (h netStorageHandler) stat(w http.ResponseWriter, name string) {
	directory, base := path.Split(name)
	text, found := h.open(name)
	switch {
	case found:
		netStorageStat(w, "/"+strings.Trim(directory, "/"), netStorageFile{"file", base, len(text), netStorageMtime})
	case len(h.all().in(name)) > 0:
		netStorageStat(w, "/"+name, netStorageFile{"dir", base, 0, netStorageMtime})
	default:
		answer(w, http.StatusNotFound, "text/plain", "no such object")
	}
}

func (h netStorageHandler) dir(w http.ResponseWriter, name string) {
	files := h.all().in(name)
	if len(files) == 0 {
		answer(w, http.StatusNotFound, "text/plain", "no such object")
		return
	}
	var list []netStorageFile
	names, folders := files.list("", "/")
	for _, folder := range folders {
		list = append(list, netStorageFile{"dir", strings.TrimSuffix(folder, "/"), 0, netStorageMtime})
	}
	for _, file := range names {
		list = append(list, netStorageFile{"file", file, len(files[file]), netStorageMtime})
	}
	netStorageStat(w, "/"+name, list...)
}

func netStorageStat(w http.ResponseWriter, directory string, files ...netStorageFile) {
	body, err := xml.Marshal(struct {
		XMLName   xml.Name         `xml:"stat"`
		Directory string           `xml:"directory,attr"`
		Files     []netStorageFile `xml:"file"`
	}{Directory: directory, Files: files})
	if err != nil {
		panic("a document of this package cannot be written: " + err.Error())
	}
	answer(w, http.StatusOK, "text/xml", `<?xml version="1.0" encoding="UTF-8"?>`+string(body))
}

func (h netStorageHandler) upload(w http.ResponseWriter, r *http.Request, name string) {
	text, err := io.ReadAll(r.Body)
	if refusal := netStorageRefusal(r, r.Trailer); refusal != "" { // trailers come after the body
		answer(w, http.StatusForbidden, "text/plain", refusal)
		return
	}
	action, malformed := url.ParseQuery(r.Trailer.Get(netStorageAction))
	if sum := sha256.Sum256(text); err != nil || malformed != nil || action.Get("sha256") != hex.EncodeToString(sum[:]) {
		answer(w, http.StatusBadRequest, "text/plain", "checksum mismatch")
		return
	}
	h.put(name, string(text))
}

const netStorageAction = "X-Akamai-ACS-Action"

// netStorageRefusal says why a request is refused that is signed in its header or its
// trailer, or nothing.
func netStorageRefusal(r *http.Request, signed http.Header) string {
	data := signed.Get("X-Akamai-ACS-Auth-Data")
	fields := strings.Split(data, ",")
	if len(fields) != 6 || fields[0] != "5" {
		return "missing or malformed authentication"
	}
	sent, err := strconv.ParseInt(strings.TrimSpace(fields[3]), 10, 64)
	if age := time.Since(time.Unix(sent, 0)); err != nil || age.Abs() > time.Minute {
		return "request is too old or from the future"
	}
	mac := hmac.New(sha256.New, []byte(netStorageKey))
	mac.Write([]byte(data + r.URL.RequestURI() + "\nx-akamai-acs-action:" + signed.Get(netStorageAction) + "\n"))
	want := base64.StdEncoding.EncodeToString(mac.Sum(nil))
	if strings.TrimSpace(fields[5]) != netStorageAccount ||
		!hmac.Equal([]byte(signed.Get("X-Akamai-ACS-Auth-Sign")), []byte(want)) {
		return "unauthorized"
	}
	if first, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/"); first != "1234" {
		return "directory not allowed for this account"
	}
	return ""
}
