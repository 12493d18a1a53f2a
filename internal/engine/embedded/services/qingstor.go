package services

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"
	"time"

	"github.com/rclone/rclone/fs/config/configmap"
)

var qingStor = Service{
	Name:      "qingstor",
	NeverHTML: true,
	Addresses: []string{"endpoint"},
	SignsTime: true,
	Answers:   "json",
	Doubt:     countsItsBuckets,
	Symptoms: []Symptom{
		{Texts: []string{"signature_not_matched"}, Field: "secret_access_key",
			What: "The secret access key does not belong to the access key id",
			Next: "Set secret_access_key to the secret of that key"},
		{Texts: []string{"invalid_access_key_id"}, Field: "access_key_id",
			What: "The storage does not know the access key id",
			Next: "Check access_key_id"},
		{Texts: []string{"secret_access_key not found"}, Plain: true, Field: "secret_access_key",
			What: "The access key id has no secret",
			Next: "Set secret_access_key"},
		{Texts: []string{"access_key_id not found"}, Plain: true, Field: "access_key_id",
			What: "The secret access key has no key id",
			Next: "Set access_key_id"},
		{Texts: []string{"format error"}, Plain: true, Field: "endpoint",
			What: "The endpoint is malformed",
			Next: "Write it as https://qingstor.com:443; the host needs a dot and takes no hyphen"},
		{Texts: []string{"in host name"}, Plain: true, Field: "zone",
			What: "No host can be made of the zone",
			Next: "Check zone, such as pek3a"},
		{Texts: []string{"permission_denied"}, Listing: true,
			What: "The key is known, but may not list %s"},
		{Texts: []string{ErrOtherService.Error()}, Plain: true, Address: true,
			What: "Something answered that is not QingStor",
			Next: "Check host and port of the endpoint"},
	},
}

// countsItsBuckets asks for the buckets once more and looks for their number. A bucket
// has a host name of its own, for which another server may not answer. Source: "GET
// Service" and "Signature" of the QingStor API.
func countsItsBuckets(ctx context.Context, o configmap.Simple) error {
	endpoint := o["endpoint"]
	if endpoint == "" {
		endpoint = "https://qingstor.com"
	}
	date := time.Now().UTC().Format(http.TimeFormat)
	sum := hmac.New(sha256.New, []byte(o["secret_access_key"]))
	_, _ = sum.Write([]byte("GET\n\n\n" + date + "\n/")) // never fails
	head := http.Header{"Date": {date}}
	if o["access_key_id"] != "" {
		signature := base64.StdEncoding.EncodeToString(sum.Sum(nil))
		head.Set("Authorization", "QS "+o["access_key_id"]+":"+signature)
	}
	return itsField(ctx, strings.TrimSuffix(endpoint, "/")+"/", head, "count")
}
