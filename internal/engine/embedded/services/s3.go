package services

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/rclone/rclone/fs/config/configmap"
	"github.com/rclone/rclone/fs/fshttp"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

var s3 = Service{
	Name:      "s3",
	Addresses: []string{"endpoint"},
	SignsTime: true,
	NeverHTML: true,
	Doubt:     listsBuckets,
	Renamed: map[string]map[string]string{
		"provider":     {"Hoody-VFS": "Rclone"},
		"sdk_log_mode": {"0": "Off"},
	},
	Symptoms: []Symptom{
		{Texts: []string{errBucket.Error()}, Plain: true, Field: "endpoint",
			What: "The endpoint leads to a bucket, and not to the storage",
			Next: "Remove the bucket from the endpoint's path or host, and name it in verify_path"},
		// rclone takes this for an empty bucket.
		{Texts: []string{ErrRedirected.Error()}, Plain: true, Field: "region",
			What: "The bucket is in another region",
			Next: "Set region to the bucket's region, and the endpoint to that region's"},
		{Texts: []string{"NoSuchBucket"}, Root: true, Field: "endpoint",
			What: "The endpoint leads to a bucket, which does not exist",
			Next: "Remove the bucket from the endpoint's path or host, and name it in verify_path"},
		{Texts: []string{Nowhere}, Status: 404, Repeats: true, Plain: true, Field: "endpoint",
			What: "The bucket of verify_path is in the endpoint too",
			Next: "Remove the bucket from the endpoint's path or host"},
		{Texts: []string{"SignatureDoesNotMatch"}, Field: "secret_access_key",
			What: "The secret access key does not belong to the access key id",
			Next: "Set secret_access_key to the secret of that key; if it is, a proxy before the storage " +
				"changes the Host header or the path"},
		{Texts: []string{"InvalidAccessKeyId", "XAdminUserNotFound"}, Field: "access_key_id",
			What: "The storage does not know the access key id",
			Next: "Check access_key_id, and that the endpoint is that of the key's account"},
		{Texts: []string{"ExpiredToken", "TokenRefreshRequired"}, Field: "session_token",
			What: "The session token has expired",
			Next: "Get a new set of temporary credentials: key id, secret and token change together"},
		{Texts: []string{"InvalidToken"}, Field: "session_token",
			What: "The session token is not valid",
			Next: "Set session_token to the one that was issued with this key, or remove it for a permanent key"},
		{Texts: []string{"RequestTimeTooSkewed"},
			What: "The clock of this machine differs too much from the storage's",
			Next: "Set the clock: the storage refuses signatures from another time"},
		{Texts: []string{"AuthorizationHeaderMalformed", "PermanentRedirect", "IllegalLocationConstraint", "incorrect region",
			"invalid input region"}, Field: "region",
			What: "The region is not the one that the storage expects",
			Next: "Set region to the storage's or the bucket's region"},
		{Texts: []string{"secret_access_key not found"}, Plain: true, Field: "secret_access_key",
			What: "The access key id has no secret",
			Next: "Set secret_access_key"},
		{Texts: []string{"access_key_id not found"}, Plain: true, Field: "access_key_id",
			What: "The secret access key has no key id",
			Next: "Set access_key_id"},
		{Texts: []string{"failed to get shared config profile"}, Field: "profile",
			What: "The profile is not in the credentials file",
			Next: "Check profile and shared_credentials_file"},
		{Texts: []string{"get identity: get credentials", "no EC2 IMDS role found", "failed to refresh cached credentials"},
			Field: "env_auth",
			What:  "The environment has no credentials that work",
			Next:  "Set access_key_id and secret_access_key, or the variables and files that the AWS tools read"},
		{Texts: []string{"chunk size: "}, Field: "chunk_size",
			What: "The part size is not possible",
			Next: "Set chunk_size to at least 5242880"},
		{Texts: []string{"upload cutoff: "}, Field: "upload_cutoff",
			What: "The limit for uploads in one part is not possible",
			Next: "Set upload_cutoff to at most 5368709120"},
		{Texts: []string{"AccessControlListNotSupported"}, Field: "acl",
			What: "The bucket takes no ACLs",
			Next: "Remove acl, or set it to bucket-owner-full-control: the bucket's owner has turned ACLs off"},
		{Texts: []string{"InvalidStorageClass"}, Field: "storage_class",
			What: "The storage does not have the storage class",
			Next: "Remove storage_class, or set it to one that the storage has"},
		{Texts: []string{"InvalidObjectState"}, OneOf: []string{"storage_class"}, Field: engine.Verify,
			What: "The object is archived, and cannot be read",
			Next: `Set storage_class to one whose objects can be read at once, or verify = "list"`},
		{Texts: []string{"KMS.", "kms:GenerateDataKey", "kms:Decrypt"}, OneOf: []string{"sse_kms_key_id"},
			Field: "server_side_encryption",
			What:  "The storage cannot encrypt or decrypt with the KMS key",
			Next:  "Check sse_kms_key_id, and allow the credentials kms:GenerateDataKey and kms:Decrypt with it"},
		{Texts: []string{"MD5 hash of the key did not match"}, Field: "sse_customer_key_md5",
			What: "The MD5 is not that of the encryption key",
			Next: "Remove sse_customer_key_md5, or set it to the key's MD5 in base64"},
		{Texts: []string{"stored using a form of Server Side Encryption"}, OneOf: customerKeys, Field: "sse_customer_key",
			What: "The object is encrypted with a customer-provided key, and the configuration has none or another",
			Next: "Set sse_customer_key to that key, or verify_path to a folder without such objects"},
		{Texts: []string{"encryption parameters are not applicable"}, OneOf: customerKeys,
			What: "The object is not encrypted with the key of the configuration",
			Next: "Remove the key, or set verify_path to a folder whose objects are encrypted with it"},
		{Texts: []string{"deserialization failed"}, Address: true,
			What: "Something answered that is no S3 service",
			Next: "Check host, port and path of the endpoint"},
		{Texts: []string{"AccessDenied", "StatusCode: 403"}, Unless: []string{"access_key_id", "env_auth"},
			What: "No key is set, and the storage refuses anonymous requests",
			Next: "Set access_key_id and secret_access_key"},
		{Texts: []string{"AccessDenied"}, Listing: true,
			What: "The key is known, but may not list %s"},
	},
}

// customerKeys are the two spellings of one key.
var customerKeys = []string{"sse_customer_key", "sse_customer_key_base64"}

// errBucket says that a request for the list of buckets was answered with the list of
// one bucket.
var errBucket = errors.New("the endpoint lists a bucket")

// emptyPayload is the hash of an empty body.
const emptyPayload = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

// listsBuckets asks for the buckets once more and examines the answer itself. The SDK
// takes any other document for an account without buckets, such as the listing of one
// bucket, which the storage answers if the endpoint has the bucket in its path or
// host.
func listsBuckets(ctx context.Context, o configmap.Simple) error {
	endpoint := o["endpoint"]
	if endpoint == "" || o["v2_auth"] == "true" {
		return nil
	}
	if !strings.Contains(endpoint, "://") {
		endpoint = "https://" + endpoint
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSuffix(endpoint, "/")+"/", nil)
	if err != nil {
		return nil
	}
	if err := signS3(ctx, req, o); err != nil {
		return nil // by the same credentials, rclone could list
	}
	resp, err := fshttp.NewClient(ctx).Do(req)
	if err != nil {
		return nil
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil
	}
	switch rootElement(io.LimitReader(resp.Body, 1<<16)) {
	case "ListAllMyBucketsResult":
		return nil
	case "ListBucketResult":
		return errBucket
	default:
		return ErrOtherService
	}
}

// signS3 signs a request as rclone does, which looks for credentials that are not
// configured where the AWS tools do.
func signS3(ctx context.Context, req *http.Request, o configmap.Simple) error {
	account := aws.Credentials{AccessKeyID: o["access_key_id"], SessionToken: o["session_token"]}
	switch {
	case account.AccessKeyID != "":
		account.SecretAccessKey = o["secret_access_key"]
	case o["env_auth"] == "true":
		found, err := config.LoadDefaultConfig(ctx, config.WithSharedConfigProfile(o["profile"]))
		if err != nil {
			return err
		}
		if account, err = found.Credentials.Retrieve(ctx); err != nil {
			return err
		}
	default:
		return nil
	}
	region := o["region"]
	if region == "" {
		region = "us-east-1"
	}
	req.Header.Set("X-Amz-Content-Sha256", emptyPayload)
	return v4.NewSigner().SignHTTP(ctx, account, req, emptyPayload, "s3", region, time.Now())
}

// rootElement returns the name of a document's first element, or "".
func rootElement(document io.Reader) string {
	decoder := xml.NewDecoder(document)
	for {
		token, err := decoder.Token()
		if err != nil {
			return ""
		}
		if e, ok := token.(xml.StartElement); ok {
			return e.Name.Local
		}
	}
}
