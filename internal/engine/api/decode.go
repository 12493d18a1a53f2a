package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// The errors of decoding quote nothing of an answer: it may echo secrets.
var (
	errNotJSON    = errors.New("it is not the JSON of the storage API")
	errNoID       = errors.New("it names no backend id")
	errIncomplete = errors.New("it counts more backends than it lists")
	errNoStatus   = errors.New("it has no status")
	errAnother    = errors.New("it is about another id than the one that was asked for")
	errKnownID    = errors.New("it names an id that was there before")
)

// backend is a backend as any answer of either dialect describes it.
type backend struct {
	ID             string   `json:"id"`
	BackendType    string   `json:"backend_type"`
	VFSBackendType string   `json:"vfs_backend_type"` // later specification
	Server         string   `json:"server"`
	User           string   `json:"user"`
	Connected      *bool    `json:"connected"`
	MountPaths     []string `json:"mount_paths"`
	CreatedAt      string   `json:"created_at"`
	LastUsed       string   `json:"last_used"`
}

func (b backend) remote() engine.Remote {
	r := engine.Remote{
		ID:          b.ID,
		BackendType: b.BackendType,
		MountPaths:  b.MountPaths,
		// Documented as always true, so an answer without it says the same.
		Connected: b.Connected == nil || *b.Connected,
		CreatedAt: b.CreatedAt,
		Server:    b.Server,
		User:      b.User,
		LastUsed:  b.LastUsed,
	}
	if r.BackendType == "" {
		r.BackendType = b.VFSBackendType
	}
	return r
}

// payload is the object that matters in an answer: some deployments wrap it as
// {"statusCode", "message", "data"}, and connects as {"success", "message", "data"}.
func payload(body []byte) (json.RawMessage, error) {
	var wrapped struct {
		Data json.RawMessage `json:"data"`
	}
	if err := json.Unmarshal(body, &wrapped); err != nil {
		return nil, errNotJSON
	}
	if data := bytes.TrimSpace(wrapped.Data); len(data) > 0 && data[0] == '{' {
		return data, nil
	}
	return body, nil
}

// decodeBackend reads the answer to a connect or to a read of one backend.
func decodeBackend(body []byte) (engine.Remote, error) {
	data, err := payload(body)
	if err != nil {
		return engine.Remote{}, err
	}
	var b backend
	if err := json.Unmarshal(data, &b); err != nil {
		return engine.Remote{}, errNotJSON
	}
	if !isID(b.ID) {
		return engine.Remote{}, errNoID
	}
	return b.remote(), nil
}

// decodeList reads the list of backends. One that is visibly not whole is an
// error: who is missing from it must not be called gone.
func decodeList(body []byte) ([]engine.Remote, error) {
	data, err := payload(body)
	if err != nil {
		return nil, err
	}
	var list struct {
		Backends *[]backend `json:"backends"`
		Count    int        `json:"count"`
	}
	if err := json.Unmarshal(data, &list); err != nil || list.Backends == nil {
		return nil, errNotJSON
	}
	if list.Count > len(*list.Backends) {
		return nil, errIncomplete
	}
	remotes := make([]engine.Remote, len(*list.Backends))
	for i, b := range *list.Backends {
		if !isID(b.ID) {
			return nil, errNoID
		}
		remotes[i] = b.remote()
	}
	return remotes, nil
}

// decodeStatus reads the "status" of a probe.
func decodeStatus(body []byte) (string, error) {
	data, err := payload(body)
	if err != nil {
		return "", err
	}
	var probe struct {
		Status string `json:"status"`
	}
	if err := json.Unmarshal(data, &probe); err != nil {
		return "", errNotJSON
	}
	if probe.Status == "" {
		return "", errNoStatus
	}
	return probe.Status, nil
}

// decodeDone accepts the answer to a call that answers nothing of use: no body,
// or the API's JSON. A page of HTML comes from something in between.
func decodeDone(body []byte) error {
	if len(bytes.TrimSpace(body)) == 0 {
		return nil
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal(body, &object); err != nil {
		return errNotJSON
	}
	return nil
}

// isID tells whether an id can stand in a path. Ids are opaque, but one that is
// empty or walks up the path would ask something else than what is meant.
func isID(id string) bool {
	if id == "" || len(id) > 256 || strings.Trim(id, ".") == "" {
		return false
	}
	for _, r := range id {
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '_', r == '-', r == '.', r == '~':
		default:
			return false
		}
	}
	return true
}

// words are what the service says of a failure.
type words struct {
	// api says that the answer is the API's JSON and not a proxy's.
	api bool
	// bare says that it is no more than a status and a message, as of gateways.
	bare bool
	// denied says that the answer calls itself unsuccessful.
	denied bool
	// code is for machines, such as BACKEND_NOT_FOUND.
	code string
	text string
}

// readWords finds the words in an answer of either dialect: {"success", "error"},
// {"error": {"code", "message"}}, {"statusCode", "message"}, {"code", "message"}.
// A lone "message" is what gateways answer, not the API.
func readWords(body []byte) words {
	var a struct {
		Success    *bool           `json:"success"`
		Error      json.RawMessage `json:"error"`
		Message    json.RawMessage `json:"message"`
		Code       string          `json:"code"`
		StatusCode int             `json:"statusCode"`
	}
	if json.Unmarshal(body, &a) != nil {
		return words{}
	}
	code, message := a.Code, text(a.Message)
	var nested struct {
		Code    string          `json:"code"`
		Message json.RawMessage `json:"message"`
	}
	if said := text(a.Error); said != "" {
		if message == "" || !isCode(said) {
			message = said
		} else {
			code = said
		}
	} else if json.Unmarshal(a.Error, &nested) == nil {
		code, message = nested.Code, text(nested.Message)
	}
	w := words{denied: a.Success != nil && !*a.Success, code: code, text: message}
	more := w.denied || len(a.Error) > 0 || a.Code != ""
	w.api, w.bare = more || a.StatusCode != 0, !more && a.StatusCode != 0
	switch {
	case w.text == "":
		w.text = code
	case code != "" && code != w.text:
		w.text += " (" + code + ")"
	}
	return w
}

// text is a JSON string, or a JSON list of them in one line.
func text(raw json.RawMessage) string {
	var one string
	if json.Unmarshal(raw, &one) == nil {
		return one
	}
	var many []string
	if json.Unmarshal(raw, &many) == nil {
		return strings.Join(many, "; ")
	}
	return ""
}

// isCode tells a word for machines, such as BACKEND_NOT_FOUND, from a sentence.
func isCode(s string) bool {
	return s != "" && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789") == ""
}
