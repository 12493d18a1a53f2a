package storagetest

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	qingStorKey    = "HOODYQINGSTORKEY0001"
	qingStorSecret = "f2pXv7LsQm4KzR9tYb1NwEc6HjUd0GaS"
)

// QingStor is QingStor for a key that may list the buckets of zone pek3a. It
// follows "Signature" (Authorization: QS key:signature), "Error Information",
// GET Service, GET Bucket, and HEAD, GET, PUT and DELETE Object of the QingStor API.
//
// rclone accepts no endpoint with a hyphen and no host without a dot, so the endpoint
// is an IP address. A bucket cannot be reached there, because its zone is a name below
// the endpoint's host.
func QingStor(ctx context.Context) (*Service, error) {
	return start(ctx, "qingstor", func(s *Service) error {
		endpoint, err := s.serve(qingStorHandler{s.store})
		if err != nil {
			return err
		}
		s.Values = qingStorValues(endpoint)
		s.Wrong = qingStorWrong()
		return nil
	})
}

// QingStorBucket is QingStor for the bucket "photos". Its zone's host name leads
// to it through a proxy, which only the environment can name.
func QingStorBucket(ctx context.Context) (*Service, error) {
	return start(ctx, "qingstor", func(s *Service) error {
		// The proxy is the service itself: clients ask it for either host by name.
		proxy, err := s.serve(qingStorHandler{s.store})
		if err != nil {
			return err
		}
		s.Values = qingStorValues("http://qingstor.test")
		s.VerifyPath = "photos"
		s.Wrong = append(qingStorWrong(), Wrong{Name: "missing bucket", VerifyPath: "missing", Field: "verify_path"})
		s.Env = []string{"HTTP_PROXY=" + proxy, "NO_PROXY=127.0.0.1"}
		return nil
	})
}

func qingStorValues(endpoint string) map[string]any {
	return map[string]any{
		"access_key_id": qingStorKey, "secret_access_key": qingStorSecret, "endpoint": endpoint, "zone": "pek3a",
	}
}

func qingStorWrong() []Wrong {
	return []Wrong{
		{Name: "wrong secret", Values: map[string]any{"secret_access_key": "wrong"}, Field: "secret_access_key"},
		{Name: "unknown key", Values: map[string]any{"access_key_id": "HOODYQINGSTORKEY0009"}, Field: "access_key_id"},
		{Name: "no secret", Values: map[string]any{"secret_access_key": ""}, Field: "secret_access_key"},
		{Name: "no key", Values: map[string]any{"access_key_id": ""}, Field: "access_key_id"},
	}
}

// qingStorHandler answers for zone pek3a.
type qingStorHandler struct{ *store }

func (h qingStorHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	bucket, object, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	status, code, message := qingStorRefusal(r)
	switch {
	case status != 0:
		qingStorError(w, status, code, message)
	case object != "":
		h.serveObject(w, r, bucket+"/"+object)
	case r.Method != http.MethodGet:
		qingStorError(w, http.StatusMethodNotAllowed, "method_not_allowed", "The method is not allowed for the requested URL")
	case bucket == "":
		h.listBuckets(w, r)
	default:
		h.listObjects(w, r, bucket)
	}
}

func (h qingStorHandler) serveObject(w http.ResponseWriter, r *http.Request, name string) {
	op := map[string]Operation{
		http.MethodGet: Reading, http.MethodHead: Reading, http.MethodPut: Writing, http.MethodDelete: Removing,
	}[r.Method]
	text, found := h.open(name)
	switch {
	case op == 0:
		qingStorError(w, http.StatusMethodNotAllowed, "method_not_allowed", "The method is not allowed for the requested URL")
	case h.denies(op):
		qingStorError(w, http.StatusForbidden, "permission_denied", qingStorMayNot)
	case op == Writing:
		body, err := io.ReadAll(r.Body)
		if err != nil {
			qingStorError(w, http.StatusBadRequest, "incomplete_body", "The body is shorter than the header says")
			return
		}
		h.put(name, string(body))
		w.WriteHeader(http.StatusCreated)
	case op == Removing:
		h.remove(name) // no error if there is none
		w.WriteHeader(http.StatusNoContent)
	case !found:
		qingStorError(w, http.StatusNotFound, "object_not_exists", "The object you are accessing doesn't exist")
	default:
		w.Header().Set("Last-Modified", "Fri, 02 Jan 2026 03:04:05 GMT")
		w.Header().Set("Content-Length", strconv.Itoa(len(text)))
		answer(w, http.StatusOK, "application/octet-stream", text)
	}
}

const qingStorMayNot = "You don't have enough permission to accomplish this request"

// qingStorRefusal says why a request is not authenticated, with a status of 0 if
// it is.
func qingStorRefusal(r *http.Request) (status int, code, message string) {
	scheme, credential, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	key, signature, _ := strings.Cut(credential, ":")
	date := r.Header.Get("X-QS-Date")
	if date == "" {
		date = r.Header.Get("Date")
	}
	at, err := http.ParseTime(date)
	switch {
	case scheme != "QS":
		return http.StatusForbidden, "permission_denied", qingStorMayNot
	case key != qingStorKey:
		return http.StatusUnauthorized, "invalid_access_key_id", "The access key id is invalid or does not exist"
	case err != nil || time.Since(at).Abs() > 15*time.Minute:
		return http.StatusForbidden, "request_expired", "The date of the request differs too much from the time of the server"
	case !hmac.Equal([]byte(signature), []byte(qingStorSign(r, qingStorSecret))):
		return http.StatusUnauthorized, "signature_not_matched", "The signature of the request does not match"
	}
	return 0, "", ""
}

// qingStorSign returns the signature of a request. None of the query parameters that
// would be signed too is served here.
func qingStorSign(r *http.Request, secret string) string {
	date := r.Header.Get("Date")
	if r.Header.Get("X-QS-Date") != "" {
		date = ""
	}
	var own []string
	for name, values := range r.Header {
		if name := strings.ToLower(name); strings.HasPrefix(name, "x-qs-") {
			own = append(own, name+":"+strings.TrimSpace(values[0]))
		}
	}
	slices.Sort(own)
	lines := append([]string{r.Method, r.Header.Get("Content-MD5"), r.Header.Get("Content-Type"), date}, own...)
	lines = append(lines, r.URL.EscapedPath())
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(strings.Join(lines, "\n")))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

func (h qingStorHandler) listBuckets(w http.ResponseWriter, r *http.Request) {
	buckets := []any{}
	for _, name := range h.all().buckets() {
		if location := r.Header.Get("Location"); location == "" || location == "pek3a" {
			buckets = append(buckets, map[string]any{"name": name, "location": "pek3a", "created": "2026-01-02T03:04:05Z"})
		}
	}
	answerJSON(w, http.StatusOK, map[string]any{"count": len(buckets), "buckets": buckets})
}

func (h qingStorHandler) listObjects(w http.ResponseWriter, r *http.Request, bucket string) {
	objects, q := h.all().in(bucket), r.URL.Query()
	if len(objects) == 0 {
		qingStorError(w, http.StatusNotFound, "bucket_not_exists", "The bucket you are accessing doesn't exist")
		return
	}
	names, prefixes := objects.list(q.Get("prefix"), q.Get("delimiter"))
	keys := []any{}
	for _, name := range names {
		keys = append(keys, map[string]any{
			"key": name, "size": len(objects[name]), "modified": 1767323045, "mime_type": "application/octet-stream",
			"etag": `"none"`,
		})
	}
	answerJSON(w, http.StatusOK, map[string]any{
		"name": bucket, "prefix": q.Get("prefix"), "delimiter": q.Get("delimiter"),
		"keys": keys, "common_prefixes": prefixes, "has_more": false,
	})
}

func qingStorError(w http.ResponseWriter, status int, code, message string) {
	answerJSON(w, status, map[string]string{
		"code": code, "message": message, "request_id": rand.Text(),
		"url": "http://docs.qingcloud.com/qingstor/api/error_code.html",
	})
}
