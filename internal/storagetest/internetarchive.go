package storagetest

import (
	"context"
	"net/http"
)

const (
	internetArchiveKey    = "Wq3nT8vLz1KfYb6R"
	internetArchiveSecret = "hX5jP0sDg7MtCa2E"
)

// InternetArchive is an account with one item, "hoody-item". It follows "Internet
// archive S3-like server API" (IAS3) for keys ("Authorization: LOW key:secret"),
// check_auth and the list of items, and "Internet Archive Metadata API" for the
// item at the front endpoint, where anybody may read it and an item that does
// not exist is an empty object, no error.
//
// check_auth refuses with status 200. Its "error" does not tell whether the key
// or the secret is wrong, and the words in it are this handler's own.
func InternetArchive(ctx context.Context) (*Service, error) {
	return start(ctx, "internetarchive", func(s *Service) error {
		endpoint, err := s.serve(http.HandlerFunc(serveIAS3))
		if err != nil {
			return err
		}
		front, err := s.serve(internetArchiveFront())
		if err != nil {
			return err
		}
		s.Values = map[string]any{
			"endpoint":          endpoint,
			"front_endpoint":    front,
			"access_key_id":     internetArchiveKey,
			"secret_access_key": internetArchiveSecret,
		}
		s.Wrong = []Wrong{
			{Name: "wrong secret", Values: map[string]any{"secret_access_key": "wrong"}},
			{Name: "unknown key", Values: map[string]any{"access_key_id": "unknown"}},
		}
		return nil
	})
}

func serveIAS3(w http.ResponseWriter, r *http.Request) {
	authorized := r.Header.Get("Authorization") == "LOW "+internetArchiveKey+":"+internetArchiveSecret
	switch {
	case r.Method != http.MethodGet || r.URL.Path != "/":
		answer(w, http.StatusNotFound, "application/xml", `<Error><Code>NoSuchBucket</Code><Message>The specified bucket does not exist.</Message></Error>`)
	case r.URL.Query().Get("check_auth") == "1" && authorized:
		answer(w, http.StatusOK, "application/json", `{"authorized":true,"username":"hoody@example.com","itemname":"@hoody","screenname":"hoody"}`)
	case r.URL.Query().Get("check_auth") == "1":
		answer(w, http.StatusOK, "application/json", `{"authorized":false,"error":"no account has this access key and secret"}`)
	case authorized:
		answer(w, http.StatusOK, "application/xml", `<?xml version="1.0" encoding="UTF-8"?>`+
			`<ListAllMyBucketsResult><Buckets><Bucket><Name>hoody-item</Name><CreationDate>2026-01-02T03:04:05.000Z</CreationDate></Bucket></Buckets></ListAllMyBucketsResult>`)
	default:
		answer(w, http.StatusForbidden, "application/xml", `<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>`)
	}
}

func internetArchiveFront() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /metadata/hoody-item", func(w http.ResponseWriter, r *http.Request) {
		answer(w, http.StatusOK, "application/json",
			`{"files":[{"name":"hello.txt","source":"original","mtime":"1767323045","size":"6","md5":"b1946ac92492d2347c6235b4d2611184"}],"item_size":6}`)
	})
	mux.HandleFunc("GET /metadata/{item}", func(w http.ResponseWriter, r *http.Request) {
		answer(w, http.StatusOK, "application/json", `{}`)
	})
	return mux
}
