package storagetest

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
)

// This is the account of S3Behind.
const (
	s3BehindKey    = "AKEXAMPLEKEY00000001"
	s3BehindSecret = "ex/am+ple/SECRET+0000000000000000000001"
)

// An S3Place is where people put an S3 service, and how a configuration has to reach
// it.
type S3Place struct {
	// Prefix is the path that the service's own begins with.
	Prefix string
	// Domain is the host below which each bucket has a host of its own. If it is empty,
	// the bucket is in the path.
	Domain string
	// Upstream is the host that a proxy puts into requests in place of the signed one.
	Upstream string
}

// S3Behind is an S3 service with the bucket "media" at a place, for one key. It checks
// AWS Signature V4 ("Authenticating Requests (AWS Signature Version 4)") and follows
// ListBuckets and ListObjectsV2 of the Amazon S3 API. As with Amazon, Cloudflare and
// MinIO, a request to a bucket's address is answered with the bucket's listing,
// whatever the client wanted to list.
func S3Behind(ctx context.Context, p S3Place) (*Service, error) {
	return start(ctx, "s3", func(s *Service) error {
		base, err := s.serve(s3Behind{p})
		if err != nil {
			return err
		}
		s.Values = s3Values(base+p.Prefix, s3BehindKey, s3BehindSecret)
		s.Env = []string{"HTTP_PROXY=" + base}
		s.Wrong = []Wrong{
			{Name: "wrong secret", Values: map[string]any{"secret_access_key": "wrong"}, Field: "secret_access_key"},
			{Name: "unknown key", Values: map[string]any{"access_key_id": "AKEXAMPLEKEY00000009"}, Field: "access_key_id"},
		}
		return nil
	})
}

type s3Behind struct{ S3Place }

func (s s3Behind) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.Upstream != "" {
		r.Host = s.Upstream
	}
	if code := s3Refusal(r); code != "" {
		s3Error(w, http.StatusForbidden, code)
		return
	}
	rest, within := strings.CutPrefix(r.URL.Path, s.Prefix)
	if !within {
		s3Error(w, http.StatusNotFound, "NoSuchBucket")
		return
	}
	bucket, key, _ := strings.Cut(strings.TrimPrefix(rest, "/"), "/")
	if of, ok := strings.CutSuffix(r.Host, "."+s.Domain); ok && s.Domain != "" {
		bucket, key = of, strings.TrimPrefix(rest, "/")
	}
	const files = "photos/a.txt"
	switch prefix := r.URL.Query().Get("prefix"); {
	case bucket == "":
		answer(w, http.StatusOK, "application/xml", xmlHead+`<ListAllMyBucketsResult xmlns="`+s3Namespace+
			`"><Owner><ID>o</ID></Owner><Buckets><Bucket><Name>media</Name>`+
			`<CreationDate>2026-01-01T00:00:00.000Z</CreationDate></Bucket></Buckets></ListAllMyBucketsResult>`)
	case bucket != "media":
		s3Error(w, http.StatusNotFound, "NoSuchBucket")
	case key != "":
		s3Error(w, http.StatusNotFound, "NoSuchKey")
	case strings.HasPrefix(files, prefix):
		answer(w, http.StatusOK, "application/xml", xmlHead+`<ListBucketResult xmlns="`+s3Namespace+
			`"><Name>media</Name><KeyCount>1</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated>`+
			`<Contents><Key>photos/a.txt</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified>`+
			`<ETag>"1"</ETag><Size>1</Size></Contents></ListBucketResult>`)
	default:
		answer(w, http.StatusOK, "application/xml", xmlHead+`<ListBucketResult xmlns="`+s3Namespace+
			`"><Name>media</Name><KeyCount>0</KeyCount><MaxKeys>1000</MaxKeys>`+
			`<IsTruncated>false</IsTruncated></ListBucketResult>`)
	}
}

const (
	xmlHead     = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
	s3Namespace = "http://s3.amazonaws.com/doc/2006-03-01/"
)

func s3Error(w http.ResponseWriter, status int, code string) {
	answer(w, status, "application/xml", xmlHead+"<Error><Code>"+code+"</Code><Message>"+code+".</Message></Error>")
}

// s3Refusal returns the code of the error for a request's signature, or "". It signs
// the same headers of the same request again.
func s3Refusal(r *http.Request) (code string) {
	authorization := r.Header.Get("Authorization")
	if authorization == "" {
		return "AccessDenied"
	}
	var key, day, region string
	credential := strings.TrimPrefix(authorization, "AWS4-HMAC-SHA256 Credential=")
	if parts := strings.SplitN(credential, "/", 4); len(parts) == 4 {
		key, day, region = parts[0], parts[1], parts[2]
	}
	signed, err := time.Parse("20060102T150405Z", r.Header.Get("X-Amz-Date"))
	if key != s3BehindKey || day == "" || err != nil {
		return "InvalidAccessKeyId"
	}
	_, list, _ := strings.Cut(authorization, "SignedHeaders=")
	list, _, _ = strings.Cut(list, ",")
	target := url.URL{Scheme: "http", Host: r.Host, Path: r.URL.Path, RawQuery: r.URL.RawQuery}
	again, err := http.NewRequestWithContext(r.Context(), r.Method, target.String(), nil)
	if err != nil {
		return "InvalidRequest"
	}
	for _, name := range strings.Split(list, ";") {
		for _, value := range r.Header.Values(name) {
			again.Header.Add(name, value)
		}
	}
	again.Host = r.Host
	signer := v4.NewSigner(func(o *v4.SignerOptions) { o.DisableURIPathEscaping = true })
	payload := r.Header.Get("X-Amz-Content-Sha256")
	account := aws.Credentials{AccessKeyID: s3BehindKey, SecretAccessKey: s3BehindSecret}
	if err := signer.SignHTTP(r.Context(), account, again, payload, "s3", region, signed); err != nil {
		return fmt.Sprint("InvalidRequest: ", err)
	}
	if signatureOf(again.Header.Get("Authorization")) != signatureOf(authorization) {
		return "SignatureDoesNotMatch"
	}
	return ""
}

func signatureOf(authorization string) string {
	_, signature, _ := strings.Cut(authorization, "Signature=")
	return signature
}
