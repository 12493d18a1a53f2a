package storagetest

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"net/http"
	"strings"
)

// b2Account is the account that both keys belong to.
const b2Account = "6a1f00c2b94e"

// A b2Key is an application key, for all buckets, for one, or for what begins with a
// prefix there.
type b2Key struct {
	id, secret, bucket, prefix string
	// noBuckets says that it lacks the capability listBuckets.
	noBuckets bool
}

var (
	b2AllBuckets = b2Key{id: "0056a1f00c2b94e0000000001", secret: "K005rQ2vXmZt8LcN4wYb7HjPd1SfGaE"}
	b2OneBucket  = b2Key{id: "0056a1f00c2b94e0000000002", secret: "K005uT6kWnBq3JxM9sVe0RgCh8DyLpA", bucket: "photos"}
	b2OnePrefix  = b2Key{id: "0056a1f00c2b94e0000000003", secret: "K005pRe1fIx7ZqWvB4nTyUm8KsJdHgC", bucket: "photos", prefix: "2026/"}
	b2NoBuckets  = b2Key{id: "0056a1f00c2b94e0000000004", secret: "K005nOl1sTb9XcVrE5mQwPzLk2JhGfD", noBuckets: true}
)

// B2 is Backblaze B2 with an application key for all buckets. It follows the B2
// Native API: b2_authorize_account in version 4, and b2_list_buckets and
// b2_list_file_names, which want the token that the former issued.
//
// Backblaze refuses a key and its id with the same words.
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
// so is refused what every client asks for.
func B2KeyWithoutListBuckets(ctx context.Context) (*Service, error) {
	return startB2(ctx, b2NoBuckets, Wrong{Name: "any bucket", VerifyPath: "photos"})
}

func startB2(ctx context.Context, key b2Key, more Wrong) (*Service, error) {
	return start(ctx, "b2", func(s *Service) error {
		endpoint, err := s.serve(b2Handler(key))
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

// b2Handler answers for the one key there is.
func b2Handler(key b2Key) http.Handler {
	token := "4_" + key.id + "_" + rand.Text()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /b2api/v4/b2_authorize_account", func(w http.ResponseWriter, r *http.Request) {
		id, secret, ok := r.BasicAuth()
		if !ok || id != key.id || secret != key.secret {
			b2Error(w, http.StatusUnauthorized, "unauthorized", "")
			return
		}
		answerJSON(w, http.StatusOK, b2Authorization("http://"+r.Host, token, key))
	})
	for _, version := range []string{"v1", "v2", "v3", "v4"} {
		mux.HandleFunc("POST /b2api/"+version+"/b2_list_buckets", b2Authorized(token, key, listB2Buckets))
		mux.HandleFunc("POST /b2api/"+version+"/b2_list_file_names", b2Authorized(token, key, listB2Files))
	}
	return mux
}

// b2Authorization is the answer to a right key.
func b2Authorization(url, token string, key b2Key) any {
	allowed := map[string]any{"capabilities": []string{"listBuckets", "listFiles", "readFiles"}, "buckets": nil, "namePrefix": nil}
	if key.noBuckets {
		allowed["capabilities"] = []string{"listFiles", "readFiles"}
	}
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

// b2Request has what the two listings ask for.
type b2Request struct {
	AccountID, BucketID, BucketName string
	Prefix, Delimiter               string
}

// b2Authorized lets requests with the token pass that stay with the key's bucket.
func b2Authorized(token string, key b2Key, next func(http.ResponseWriter, b2Request)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var req b2Request
		switch {
		case r.Header.Get("Authorization") != token:
			b2Error(w, http.StatusUnauthorized, "bad_auth_token", "Invalid authorization token")
		case json.NewDecoder(r.Body).Decode(&req) != nil:
			b2Error(w, http.StatusBadRequest, "bad_json", "the request is no JSON object")
		case key.noBuckets && strings.HasSuffix(r.URL.Path, "/b2_list_buckets"),
			!strings.HasSuffix(r.URL.Path, "/b2_list_buckets") && !strings.HasPrefix(req.Prefix, key.prefix):
			b2Error(w, http.StatusUnauthorized, "unauthorized", "")
		case key.bucket != "" && req.BucketID != b2BucketID(key.bucket) && req.BucketName != key.bucket:
			b2Error(w, http.StatusUnauthorized, "unauthorized", "not entitled")
		default:
			next(w, req)
		}
	}
}

func b2BucketID(name string) string { return "e73ede9c9c8412db" + name }

func listB2Buckets(w http.ResponseWriter, req b2Request) {
	if req.AccountID != b2Account {
		b2Error(w, http.StatusBadRequest, "bad_request", "invalid accountId")
		return
	}
	buckets := []any{}
	for _, name := range sample.buckets() {
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

func listB2Files(w http.ResponseWriter, req b2Request) {
	var files tree
	for _, name := range sample.buckets() {
		if req.BucketID == b2BucketID(name) {
			files = sample.in(name)
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
		list = append(list, map[string]any{
			"fileId": "4_z" + req.BucketID + "_" + name, "fileName": name, "action": "upload", "size": len(files[name]),
			"uploadTimestamp": 1767323045000, "contentSha1": "none", "contentType": "application/octet-stream", "fileInfo": struct{}{},
		})
	}
	answerJSON(w, http.StatusOK, map[string]any{"files": list, "nextFileName": nil})
}

func b2Error(w http.ResponseWriter, status int, code, message string) {
	answerJSON(w, status, map[string]any{"status": status, "code": code, "message": message})
}
