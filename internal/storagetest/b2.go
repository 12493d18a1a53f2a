package storagetest

import (
	"context"
	"crypto/rand"
	"crypto/sha1"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// b2Account is the account that both keys belong to.
const b2Account = "6a1f00c2b94e"

// A b2Key is an application key for all buckets, for one bucket, or for what begins
// with a prefix in a bucket.
type b2Key struct {
	id, secret, bucket, prefix string
	// noBuckets says that it lacks the capability listBuckets.
	noBuckets bool
}

var (
	b2AllBuckets = b2Key{id: "0056a1f00c2b94e0000000001", secret: "K005rQ2vXmZt8LcN4wYb7HjPd1SfGaE"}
	b2OneBucket  = b2Key{id: "0056a1f00c2b94e0000000002", secret: "K005uT6kWnBq3JxM9sVe0RgCh8DyLpA", bucket: "photos"}
	b2OnePrefix  = b2Key{id: "0056a1f00c2b94e0000000003", secret: "K005pRe1fIx7ZqWvB4nTyUm8KsJdHgC", bucket: "photos",
		prefix: "2026/"}
	b2NoBuckets = b2Key{id: "0056a1f00c2b94e0000000004", secret: "K005nOl1sTb9XcVrE5mQwPzLk2JhGfD", noBuckets: true}
)

// B2 is Backblaze B2 with an application key for all buckets. It follows the B2 Native
// API: b2_authorize_account in version 4, and the calls that require the token which
// that one issued: b2_list_buckets, b2_list_file_names, b2_get_upload_url,
// b2_delete_file_version, and downloads by id and by name. An upload requires a token
// of its own.
//
// Backblaze refuses a wrong key and a wrong key id with the same words.
func B2(ctx context.Context) (*Service, error) {
	return startB2(ctx, b2AllBuckets,
		Wrong{Name: "missing bucket", VerifyPath: "missing", Field: "verify_path"},
	)
}

// B2BucketKey is B2 with an application key for the bucket "photos". Clients
// learn the bucket with the token, so its root can be listed.
func B2BucketKey(ctx context.Context) (*Service, error) {
	return startB2(ctx, b2OneBucket,
		Wrong{Name: "key of another bucket", VerifyPath: "letters", Field: "verify_path"},
	)
}

// B2PrefixKey is B2 with an application key for what begins with "2026/" in the bucket
// "photos".
func B2PrefixKey(ctx context.Context) (*Service, error) {
	return startB2(ctx, b2OnePrefix, Wrong{Name: "more than the prefix", VerifyPath: "photos"})
}

// B2KeyWithoutListBuckets is B2 with an application key that lacks the capability, and
// is therefore refused what every client asks for.
func B2KeyWithoutListBuckets(ctx context.Context) (*Service, error) {
	return startB2(ctx, b2NoBuckets, Wrong{Name: "any bucket", VerifyPath: "photos"})
}

func startB2(ctx context.Context, key b2Key, more Wrong) (*Service, error) {
	return start(ctx, "b2", func(s *Service) error {
		endpoint, err := s.serve(b2Handler(key, s.store))
		if err != nil {
			return err
		}
		s.Values = map[string]any{"account": key.id, "key": key.secret, "endpoint": endpoint}
		s.Wrong = []Wrong{
			{Name: "wrong key", Values: map[string]any{"key": "K005wrong"}},
			{Name: "unknown key", Values: map[string]any{"account": "0056a1f00c2b94e0000000009"}},
			more,
		}
		return nil
	})
}

// b2Server answers for its only key.
type b2Server struct {
	*store
	key   b2Key
	token string
}

func b2Handler(key b2Key, files *store) http.Handler {
	b := b2Server{files, key, "4_" + key.id + "_" + rand.Text()}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /b2api/v4/b2_authorize_account", func(w http.ResponseWriter, r *http.Request) {
		id, secret, ok := r.BasicAuth()
		if !ok || id != key.id || secret != key.secret {
			b2Error(w, http.StatusUnauthorized, "unauthorized", "")
			return
		}
		answerJSON(w, http.StatusOK, b2Authorization("http://"+r.Host, b.token, key))
	})
	for _, version := range []string{"v1", "v2", "v3", "v4"} {
		for call, do := range map[string]func(http.ResponseWriter, b2Request){
			"b2_list_buckets": b.listBuckets, "b2_list_file_names": b.listFiles,
			"b2_get_upload_url": b.uploadURL, "b2_delete_file_version": b.deleteFile,
		} {
			mux.HandleFunc("POST /b2api/"+version+"/"+call, b.authorized(do))
		}
		mux.HandleFunc("GET /b2api/"+version+"/b2_download_file_by_id", b.download)
	}
	mux.HandleFunc("GET /file/{name...}", b.download)
	mux.HandleFunc("POST /upload/{bucket}", b.upload)
	return mux
}

// b2Authorization returns the answer to a correct key.
func b2Authorization(url, token string, key b2Key) any {
	capabilities := []string{"listBuckets", "listFiles", "readFiles", "writeFiles", "deleteFiles"}
	if key.noBuckets {
		capabilities = capabilities[1:]
	}
	allowed := map[string]any{"capabilities": capabilities, "buckets": nil, "namePrefix": nil}
	if key.prefix != "" {
		allowed["namePrefix"] = key.prefix
	}
	if key.bucket != "" {
		allowed["buckets"] = []any{map[string]string{"id": b2BucketID(key.bucket), "name": key.bucket}}
	}
	return map[string]any{
		"accountId":                         b2Account,
		"authorizationToken":                token,
		"applicationKeyExpirationTimestamp": nil,
		"apiInfo": map[string]any{"storageApi": map[string]any{
			"infoType": "storageApi", "apiUrl": url, "downloadUrl": url, "s3ApiUrl": url,
			"absoluteMinimumPartSize": 5000000, "recommendedPartSize": 100000000, "allowed": allowed,
		}},
	}
}

// b2Request has what the calls ask for.
type b2Request struct {
	host string

	AccountID, BucketID, BucketName string
	Prefix, Delimiter               string
	FileID, FileName                string
}

// isIn reports whether a request stays with a bucket.
func (r b2Request) isIn(bucket string) bool {
	return r.BucketID == b2BucketID(bucket) || r.BucketName == bucket || strings.HasPrefix(r.FileID, b2FileID(bucket+"/"))
}

// authorized passes on requests with the token that stay within the key's bucket.
func (b b2Server) authorized(next func(http.ResponseWriter, b2Request)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		req := b2Request{host: r.Host}
		switch {
		case r.Header.Get("Authorization") != b.token:
			b2Error(w, http.StatusUnauthorized, "bad_auth_token", "Invalid authorization token")
		case json.NewDecoder(r.Body).Decode(&req) != nil:
			b2Error(w, http.StatusBadRequest, "bad_json", "the request is no JSON object")
		case b.key.noBuckets && strings.HasSuffix(r.URL.Path, "/b2_list_buckets"),
			strings.HasSuffix(r.URL.Path, "/b2_list_file_names") && !strings.HasPrefix(req.Prefix, b.key.prefix),
			req.FileName != "" && !strings.HasPrefix(req.FileName, b.key.prefix):
			b2Error(w, http.StatusUnauthorized, "unauthorized", "")
		case b.key.bucket != "" && !req.isIn(b.key.bucket):
			b2NotEntitled(w)
		default:
			next(w, req)
		}
	}
}

func b2BucketID(name string) string { return "e73ede9c9c8412db" + name }

func (b b2Server) listBuckets(w http.ResponseWriter, req b2Request) {
	if req.AccountID != b2Account {
		b2Error(w, http.StatusBadRequest, "bad_request", "invalid accountId")
		return
	}
	buckets := []any{}
	for _, name := range b.all().buckets() {
		if req.BucketID != "" && req.BucketID != b2BucketID(name) || req.BucketName != "" && req.BucketName != name {
			continue
		}
		buckets = append(buckets, map[string]any{
			"accountId": b2Account, "bucketId": b2BucketID(name), "bucketName": name, "bucketType": "allPrivate",
			"bucketInfo": struct{}{}, "lifecycleRules": []any{}, "revision": 1,
		})
	}
	answerJSON(w, http.StatusOK, map[string]any{"buckets": buckets})
}

func (b b2Server) listFiles(w http.ResponseWriter, req b2Request) {
	var files tree
	for _, name := range b.all().buckets() {
		if req.BucketID == b2BucketID(name) {
			files = b.all().in(name)
		}
	}
	if files == nil {
		b2Error(w, http.StatusBadRequest, "bad_bucket_id", "Bucket does not exist: "+req.BucketID)
		return
	}
	list := []any{}
	names, folders := files.list(req.Prefix, req.Delimiter)
	for _, name := range folders {
		list = append(list, map[string]any{"fileName": name, "action": "folder", "size": 0, "uploadTimestamp": 0})
	}
	for _, name := range names {
		file := b2File(strings.TrimPrefix(req.BucketID, b2BucketID(""))+"/"+name, files[name])
		file["size"] = file["contentLength"]
		list = append(list, file)
	}
	answerJSON(w, http.StatusOK, map[string]any{"files": list, "nextFileName": nil})
}

// b2FileID returns the id of the only version of a file, by its path with the bucket.
func b2FileID(path string) string { return "4_z" + b2BucketID(path) }

// b2File returns what the service says about a file.
func b2File(path, text string) map[string]any {
	bucket, name, _ := strings.Cut(path, "/")
	return map[string]any{
		"fileId": b2FileID(path), "accountId": b2Account, "bucketId": b2BucketID(bucket), "fileName": name,
		"action":        "upload",
		"contentLength": len(text), "contentSha1": fmt.Sprintf("%x", sha1.Sum([]byte(text))),
		"contentType": "application/octet-stream", "uploadTimestamp": int64(1767323045000), "fileInfo": struct{}{},
	}
}

func (b b2Server) uploadURL(w http.ResponseWriter, req b2Request) {
	if b.denies(Writing) {
		b2NotEntitled(w)
		return
	}
	answerJSON(w, http.StatusOK, map[string]any{
		"bucketId": req.BucketID, "authorizationToken": "upload_" + b.token,
		"uploadUrl": "http://" + req.host + "/upload/" + strings.TrimPrefix(req.BucketID, b2BucketID("")),
	})
}

// upload takes a file whose SHA-1 follows it, as hexadecimal digits.
func (b b2Server) upload(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	name, failed := url.PathUnescape(r.Header.Get("X-Bz-File-Name"))
	text := string(body[:max(0, len(body)-2*sha1.Size)])
	switch {
	case r.Header.Get("Authorization") != "upload_"+b.token:
		b2Error(w, http.StatusUnauthorized, "bad_auth_token", "Invalid authorization token")
	case err != nil, failed != nil, r.Header.Get("X-Bz-Content-Sha1") != "hex_digits_at_end",
		string(body[len(text):]) != fmt.Sprintf("%x", sha1.Sum([]byte(text))):
		b2Error(w, http.StatusBadRequest, "bad_request", "Sha1 did not match data received")
	default:
		path := r.PathValue("bucket") + "/" + name
		if !strings.HasPrefix(name, b.key.prefix) {
			b2NotEntitled(w)
			return
		}
		b.put(path, text)
		answerJSON(w, http.StatusOK, b2File(path, text))
	}
}

// download finds a file by its id, or by bucket and name. It answers HEAD too.
func (b b2Server) download(w http.ResponseWriter, r *http.Request) {
	path := r.PathValue("name")
	if id := r.URL.Query().Get("fileId"); id != "" {
		path = strings.TrimPrefix(id, b2FileID(""))
	}
	text, found := b.open(path)
	_, name, _ := strings.Cut(path, "/")
	switch {
	case r.Header.Get("Authorization") != b.token:
		b2Error(w, http.StatusUnauthorized, "bad_auth_token", "Invalid authorization token")
	case b.denies(Reading), b.key.bucket != "" && !strings.HasPrefix(path, b.key.bucket+"/"+b.key.prefix):
		b2NotEntitled(w)
	case !found:
		b2Error(w, http.StatusNotFound, "not_found", "File with such name does not exist.")
	default:
		h := w.Header()
		h.Set("X-Bz-File-Id", b2FileID(path))
		h.Set("X-Bz-File-Name", url.PathEscape(name))
		h.Set("X-Bz-Content-Sha1", fmt.Sprintf("%x", sha1.Sum([]byte(text))))
		h.Set("X-Bz-Upload-Timestamp", "1767323045000")
		h.Set("Content-Length", strconv.Itoa(len(text)))
		answer(w, http.StatusOK, "application/octet-stream", text)
	}
}

func (b b2Server) deleteFile(w http.ResponseWriter, req b2Request) {
	switch {
	case b.denies(Removing):
		b2NotEntitled(w)
	case !b.remove(strings.TrimPrefix(req.FileID, b2FileID(""))):
		b2Error(w, http.StatusBadRequest, "file_not_present", "File not present: "+req.FileName+" "+req.FileID)
	default:
		answerJSON(w, http.StatusOK, map[string]string{"fileId": req.FileID, "fileName": req.FileName})
	}
}

// b2NotEntitled is the answer to a key that lacks the capability.
func b2NotEntitled(w http.ResponseWriter) {
	b2Error(w, http.StatusUnauthorized, "unauthorized", "not entitled")
}

func b2Error(w http.ResponseWriter, status int, code, message string) {
	answerJSON(w, status, map[string]any{"status": status, "code": code, "message": message})
}
