package storagetest

import (
	"cmp"
	"context"
	"crypto"
	"crypto/md5"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	oracleTenancy     = "ocid1.tenancy.oc1..aaaaaaaahoodytenancy"
	oracleUser        = "ocid1.user.oc1..aaaaaaaahoodyuser"
	oracleCompartment = "ocid1.compartment.oc1..aaaaaaaahoodycompartment"
	oracleNamespace   = "hoodyspace"
)

// oracleKeys are the user's key and a stranger's, made once because that takes
// long.
var oracleKeys = sync.OnceValues(func() (keys [2]*rsa.PrivateKey, err error) {
	for i := range keys {
		if keys[i], err = rsa.GenerateKey(rand.Reader, 2048); err != nil {
			return keys, err
		}
	}
	return keys, nil
})

// OracleObjectStorage is OCI Object Storage for a user with an API key. It
// follows "Request Signatures" (RSA-SHA256 over date, request target and host),
// "API Errors", and ListBuckets, ListObjects, and HeadObject,
// GetObject, PutObject and DeleteObject of the Object Storage API.
//
// The key is in a configuration file ("SDK and CLI Configuration File") with
// one profile for each case. There is no profile DEFAULT: Oracle's SDK takes
// whatever a profile lacks from that one, so that an unknown profile would
// connect. The answer to a bad signature does not tell what is wrong with it.
func OracleObjectStorage(ctx context.Context) (*Service, error) {
	return start(ctx, "oracleobjectstorage", func(s *Service) error {
		keys, err := oracleKeys()
		if err != nil {
			return err
		}
		dir, err := s.tempDir()
		if err != nil {
			return err
		}
		config, err := writeOracleConfig(dir, keys)
		if err != nil {
			return err
		}
		endpoint, err := s.serve(oracleHandler(&keys[0].PublicKey, s.store))
		if err != nil {
			return err
		}
		s.Values = map[string]any{
			"provider":       "user_principal_auth",
			"config_file":    config,
			"config_profile": "hoody",
			"endpoint":       endpoint,
			"namespace":      oracleNamespace,
			"region":         "eu-frankfurt-1",
			"compartment":    oracleCompartment,
		}
		s.Wrong = []Wrong{
			{Name: "another key", Values: map[string]any{"config_profile": "another-key"}},
			{Name: "wrong fingerprint", Values: map[string]any{"config_profile": "wrong-fingerprint"}},
			{Name: "unknown user", Values: map[string]any{"config_profile": "unknown-user"}},
			{Name: "missing key file", Values: map[string]any{"config_profile": "missing-key-file"}},
			{Name: "unknown profile", Values: map[string]any{"config_profile": "unknown"}, Field: "config_profile"},
			{Name: "missing config file", Values: map[string]any{"config_file": filepath.Join(dir, "missing")},
				Field: "config_file"},
			{Name: "unknown namespace", Values: map[string]any{"namespace": "elsewhere"}, Field: "namespace"},
			// The same answer as for a user who may not list its buckets.
			{Name: "unknown compartment", Values: map[string]any{"compartment": "ocid1.compartment.oc1..unknown"}},
			{Name: "missing bucket", VerifyPath: "missing", Field: "verify_path"},
		}
		return nil
	})
}

// writeOracleConfig writes the keys and the configuration file into dir.
func writeOracleConfig(dir string, keys [2]*rsa.PrivateKey) (string, error) {
	var keyFiles [2]string
	for i, key := range keys {
		keyFiles[i] = filepath.Join(dir, fmt.Sprintf("key%d.pem", i))
		block := &pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)}
		if err := writeFile(keyFiles[i], string(pem.EncodeToMemory(block))); err != nil {
			return "", err
		}
	}
	right, err := oracleFingerprint(&keys[0].PublicKey)
	if err != nil {
		return "", err
	}
	other, err := oracleFingerprint(&keys[1].PublicKey)
	if err != nil {
		return "", err
	}
	var text strings.Builder
	for _, p := range []struct{ name, user, fingerprint, keyFile string }{
		{"hoody", oracleUser, right, keyFiles[0]},
		{"another-key", oracleUser, right, keyFiles[1]},
		{"wrong-fingerprint", oracleUser, other, keyFiles[0]},
		{"unknown-user", "ocid1.user.oc1..unknown", right, keyFiles[0]},
		{"missing-key-file", oracleUser, right, filepath.Join(dir, "missing.pem")},
	} {
		fmt.Fprintf(&text, "[%s]\nuser=%s\nfingerprint=%s\nkey_file=%s\ntenancy=%s\nregion=eu-frankfurt-1\n",
			p.name, p.user, p.fingerprint, p.keyFile, oracleTenancy)
	}
	config := filepath.Join(dir, "config")
	return config, writeFile(config, text.String())
}

// oracleFingerprint returns the MD5 of the public key as OCI shows it ("Required Keys
// and OCIDs").
func oracleFingerprint(key *rsa.PublicKey) (string, error) {
	der, err := x509.MarshalPKIXPublicKey(key)
	if err != nil {
		return "", err
	}
	sum := md5.Sum(der)
	return strings.ReplaceAll(fmt.Sprintf("% x", sum[:]), " ", ":"), nil
}

func oracleHandler(key *rsa.PublicKey, files *store) http.Handler {
	o := oracle{files}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /n/{namespace}/b", o.listBuckets)
	mux.HandleFunc("GET /n/{namespace}/b/{bucket}/o", o.listObjects)
	mux.HandleFunc("GET /n/{namespace}/b/{bucket}/o/{object...}", o.getObject)
	mux.HandleFunc("PUT /n/{namespace}/b/{bucket}/o/{object...}", o.putObject)
	mux.HandleFunc("DELETE /n/{namespace}/b/{bucket}/o/{object...}", o.deleteObject)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		oracleError(w, http.StatusNotFound, "NotFound", "There is no operation supported at the URI path and HTTP method "+
			"you specified in the request.")
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("opc-request-id", cmp.Or(r.Header.Get("opc-request-id"), rand.Text()))
		if refusal := oracleRefusal(r, key); refusal != "" {
			oracleError(w, http.StatusUnauthorized, "NotAuthenticated", refusal)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// oracleParameter is one of "Authorization: Signature name="value",…".
var oracleParameter = regexp.MustCompile(`(\w+)="([^"]*)"`)

// oracleRefusal says why a request is not authenticated.
func oracleRefusal(r *http.Request, key *rsa.PublicKey) string {
	const incorrect = "The required information to complete authentication was not provided or was incorrect."
	scheme, rest, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	p := map[string]string{}
	for _, match := range oracleParameter.FindAllStringSubmatch(rest, -1) {
		p[match[1]] = match[2]
	}
	fingerprint, err := oracleFingerprint(key)
	if err != nil || scheme != "Signature" || p["version"] != "1" || p["algorithm"] != "rsa-sha256" ||
		p["keyId"] != oracleTenancy+"/"+oracleUser+"/"+fingerprint {
		return incorrect
	}
	signed := strings.Fields(p["headers"])
	dateName := "date"
	if slices.Contains(signed, "x-date") {
		dateName = "x-date"
	}
	for _, name := range []string{dateName, "(request-target)", "host"} {
		if !slices.Contains(signed, name) {
			return incorrect
		}
	}
	now := time.Now().UTC()
	date, err := http.ParseTime(r.Header.Get(dateName))
	if err != nil || now.Sub(date).Abs() > 5*time.Minute {
		return fmt.Sprintf("Date '%s' is not within allowed clock skew. Current '%s', valid datetime range: ['%s', '%s']",
			r.Header.Get(dateName), now.Format(time.RFC1123), now.Add(-5*time.Minute).Format(time.RFC1123),
			now.Add(5*time.Minute).Format(time.RFC1123))
	}
	signature, err := base64.StdEncoding.DecodeString(p["signature"])
	if err != nil {
		return incorrect
	}
	sum := sha256.Sum256([]byte(oracleSigned(r, signed)))
	if rsa.VerifyPKCS1v15(key, crypto.SHA256, sum[:], signature) != nil {
		return incorrect
	}
	return ""
}

// oracleSigned returns the text that a signature over these headers is made of.
func oracleSigned(r *http.Request, headers []string) string {
	lines := make([]string, len(headers))
	for i, name := range headers {
		value := r.Header.Get(name)
		switch name {
		case "(request-target)":
			value = strings.ToLower(r.Method) + " " + r.RequestURI
		case "host":
			value = r.Host
		}
		lines[i] = name + ": " + value
	}
	return strings.Join(lines, "\n")
}

// oracle is the namespace of one tenancy.
type oracle struct{ *store }

func (o oracle) listBuckets(w http.ResponseWriter, r *http.Request) {
	if !isOracleNamespace(w, r) {
		return
	}
	if r.URL.Query().Get("compartmentId") != oracleCompartment {
		oracleError(w, http.StatusNotFound, "NotAuthorizedOrNotFound", "Authorization failed or requested resource not "+
			"found.")
		return
	}
	buckets := []any{}
	for _, name := range o.all().buckets() {
		buckets = append(buckets, map[string]string{
			"namespace": oracleNamespace, "name": name, "compartmentId": oracleCompartment,
			"createdBy": oracleUser, "timeCreated": "2026-01-02T03:04:05.000Z", "etag": "1",
		})
	}
	answerJSON(w, http.StatusOK, buckets)
}

func (o oracle) listObjects(w http.ResponseWriter, r *http.Request) {
	if !isOracleNamespace(w, r) {
		return
	}
	bucket := o.all().in(r.PathValue("bucket"))
	if len(bucket) == 0 {
		oracleNoBucket(w, r)
		return
	}
	q := r.URL.Query()
	names, prefixes := bucket.list(q.Get("prefix"), q.Get("delimiter"))
	objects := []any{}
	for _, name := range names {
		objects = append(objects, map[string]any{"name": name, "size": len(bucket[name]),
			"timeModified": "2026-01-02T03:04:05.000Z"})
	}
	answerJSON(w, http.StatusOK, map[string]any{"objects": objects, "prefixes": prefixes})
}

// getObject answers HEAD too, as HeadObject.
func (o oracle) getObject(w http.ResponseWriter, r *http.Request) {
	text, found := o.open(oracleName(r))
	switch {
	case !isOracleNamespace(w, r):
	case o.denies(Reading):
		oracleNoBucket(w, r)
	case !found:
		oracleNoObject(w, r)
	default:
		w.Header().Set("Last-Modified", "Fri, 02 Jan 2026 03:04:05 GMT")
		w.Header().Set("Content-Length", strconv.Itoa(len(text)))
		answer(w, http.StatusOK, "application/octet-stream", text)
	}
}

func (o oracle) putObject(w http.ResponseWriter, r *http.Request) {
	text, err := io.ReadAll(r.Body)
	switch {
	case !isOracleNamespace(w, r):
	case o.denies(Writing):
		oracleNoBucket(w, r)
	case err != nil:
		oracleError(w, http.StatusBadRequest, "IncompleteBody", "The body is shorter than the Content-Length header says.")
	default:
		o.put(oracleName(r), string(text))
		w.WriteHeader(http.StatusOK)
	}
}

func (o oracle) deleteObject(w http.ResponseWriter, r *http.Request) {
	switch {
	case !isOracleNamespace(w, r):
	case o.denies(Removing):
		oracleNoBucket(w, r)
	case !o.remove(oracleName(r)):
		oracleNoObject(w, r)
	default:
		w.WriteHeader(http.StatusNoContent)
	}
}

func oracleName(r *http.Request) string { return r.PathValue("bucket") + "/" + r.PathValue("object") }

// oracleNoBucket is also the answer to a user without a permission in the bucket.
func oracleNoBucket(w http.ResponseWriter, r *http.Request) {
	oracleError(w, http.StatusNotFound, "BucketNotFound", fmt.Sprintf(
		"Either the bucket named '%s' does not exist in the namespace '%s' or you are not authorized to access it",
		r.PathValue("bucket"), oracleNamespace))
}

func oracleNoObject(w http.ResponseWriter, r *http.Request) {
	oracleError(w, http.StatusNotFound, "ObjectNotFound", fmt.Sprintf(
		"The object '%s' was not found in the bucket '%s'", r.PathValue("object"), r.PathValue("bucket")))
}

// isOracleNamespace answers for any namespace but the tenancy's.
func isOracleNamespace(w http.ResponseWriter, r *http.Request) bool {
	if r.PathValue("namespace") == oracleNamespace {
		return true
	}
	oracleError(w, http.StatusNotFound, "NamespaceNotFound",
		"You do not have authorization to perform this request, or the requested resource could not be found.")
	return false
}

func oracleError(w http.ResponseWriter, status int, code, message string) {
	answerJSON(w, status, map[string]string{"code": code, "message": message})
}
