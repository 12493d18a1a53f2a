package storagetest

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"
)

// oracleExampleKey is the public half of the key in the examples of "Request
// Signatures".
const oracleExampleKey = `-----BEGIN PUBLIC KEY-----
MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDCFENGw33yGihy92pDjZQhl0C3
6rPJj+CvfSC8+q28hxA161QFNUd13wuCTUcq0Qd2qsBe/2hFyc2DCJJg0h1L78+6
Z4UMR7EOcpfdUE9Hf3m/hs+FUR45uBJeDK1HSFHD8bHKD6kv8FPGfJTotc+2xjJw
oYi+1hqp1fIekaxsyQIDAQAB
-----END PUBLIC KEY-----`

// The signature is the GET example of "Request Signatures".
func TestOracleExampleSignature(t *testing.T) {
	t.Parallel()
	block, _ := pem.Decode([]byte(oracleExampleKey))
	parsed, err := x509.ParsePKIXPublicKey(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	key := parsed.(*rsa.PublicKey)
	if got, err := oracleFingerprint(key); err != nil || got != "73:61:a2:21:67:e0:df:be:7e:4b:93:1e:15:98:a5:b7" {
		t.Errorf("fingerprint is %s, %v", got, err)
	}
	r := httptest.NewRequest("GET", "https://iaas.us-phoenix-1.oraclecloud.com/20160918/instances?availabilityDomain=Pjwf%3A%20PHX-AD-1"+
		"&compartmentId=ocid1.compartment.oc1..aaaaaaaam3we6vgnherjq5q2idnccdflvjsnog7mlr6rtdb25gilchfeyjxa&displayName=TeamXInstances"+
		"&volumeId=ocid1.volume.oc1.phx.abyhqljrgvttnlx73nmrwfaux7kcvzfs3s66izvxf2h4lgvyndsdsnoiwr5q", nil)
	r.RequestURI = r.URL.RequestURI() // as a server sees it
	r.Header.Set("Date", "Thu, 05 Jan 2014 21:31:40 GMT")
	signature, err := base64.StdEncoding.DecodeString("GBas7grhyrhSKHP6AVIj/h5/Vp8bd/peM79H9Wv8kjoaCivujVXlpbKLjMPe" +
		"DUhxkFIWtTtLBj3sUzaFj34XE6YZAHc9r2DmE4pMwOAy/kiITcZxa1oHPOeRheC0jP2dqbTll8fmTZVwKZOKHYPtrLJIJQHJjNvxFWeHQjMaR7M=")
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte(oracleSigned(r, []string{"date", "(request-target)", "host"})))
	if err := rsa.VerifyPKCS1v15(key, crypto.SHA256, sum[:], signature); err != nil {
		t.Error(err)
	}
}

// oracleProfile is a profile of a configuration file.
func oracleProfile(t *testing.T, config, name string) map[string]string {
	t.Helper()
	text, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(text), "["+name+"]\n")
	if !found {
		t.Fatalf("there is no profile %s in %s", name, text)
	}
	rest, _, _ = strings.Cut(rest, "[")
	profile := map[string]string{}
	for _, line := range strings.Split(rest, "\n") {
		key, value, _ := strings.Cut(line, "=")
		profile[key] = value
	}
	return profile
}

func TestOracleObjectStorage(t *testing.T) {
	t.Parallel()
	s := running(t, OracleObjectStorage)
	endpoint := s.Values["endpoint"].(string)
	const (
		buckets   = "/n/hoodyspace/b?compartmentId=ocid1.compartment.oc1..aaaaaaaahoodycompartment"
		objects   = "/n/hoodyspace/b/photos/o?delimiter=%2F"
		incorrect = `{"code":"NotAuthenticated","message":"The required information`
	)
	tests := []struct {
		name, path, profile, headers string
		age                          time.Duration
		status                       int
		contains                     string
	}{
		{"buckets", buckets, "hoody", "date (request-target) host", 0, 200, `"name":"photos"`},
		{"x-date", buckets, "hoody", "x-date (request-target) host", 0, 200, `"name":"photos"`},
		{"objects", objects, "hoody", "date (request-target) host", 0, 200, `"name":"cat.jpg"`},
		{"prefixes", objects, "hoody", "date (request-target) host", 0, 200, `"prefixes":["2026/"]`},
		{"unknown namespace", "/n/elsewhere/b", "hoody", "date (request-target) host", 0, 404, `"code":"NamespaceNotFound"`},
		{"unknown compartment", "/n/hoodyspace/b?compartmentId=other", "hoody", "date (request-target) host", 0, 404, `"code":"NotAuthorizedOrNotFound"`},
		{"missing bucket", "/n/hoodyspace/b/missing/o", "hoody", "date (request-target) host", 0, 404, `"code":"BucketNotFound"`},
		{"unknown call", "/n", "hoody", "date (request-target) host", 0, 404, `"code":"NotFound"`},
		{"another key", buckets, "another-key", "date (request-target) host", 0, 401, incorrect},
		{"wrong fingerprint", buckets, "wrong-fingerprint", "date (request-target) host", 0, 401, incorrect},
		{"unknown user", buckets, "unknown-user", "date (request-target) host", 0, 401, incorrect},
		{"target not signed", buckets, "hoody", "date host", 0, 401, incorrect},
		{"too old", buckets, "hoody", "date (request-target) host", 6 * time.Minute, 401, "is not within allowed clock skew"},
		{"from the future", buckets, "hoody", "date (request-target) host", -6 * time.Minute, 401, "is not within allowed clock skew"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := oracleProfile(t, s.Values["config_file"].(string), tt.profile)
			text, err := os.ReadFile(p["key_file"])
			if err != nil {
				t.Fatal(err)
			}
			block, _ := pem.Decode(text)
			key, err := x509.ParsePKCS1PrivateKey(block.Bytes)
			if err != nil {
				t.Fatal(err)
			}
			date := time.Now().Add(-tt.age).UTC().Format(http.TimeFormat)
			signed := strings.NewReplacer(
				"date", "date: "+date, " (request-target)", "\n(request-target): get "+tt.path, " host", "\nhost: "+strings.TrimPrefix(endpoint, "http://"),
			).Replace(tt.headers)
			sum := sha256.Sum256([]byte(signed))
			signature, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, sum[:])
			if err != nil {
				t.Fatal(err)
			}
			res, body := roundTrip(t, http.DefaultClient, "GET", endpoint+tt.path, "",
				"Date: "+date, "X-Date: "+date,
				`Authorization: Signature version="1",headers="`+tt.headers+`",keyId="`+p["tenancy"]+"/"+p["user"]+"/"+p["fingerprint"]+
					`",algorithm="rsa-sha256",signature="`+base64.StdEncoding.EncodeToString(signature)+`"`)
			if res.StatusCode != tt.status || !strings.Contains(body, tt.contains) {
				t.Errorf("got %d %s, want %d …%s…", res.StatusCode, body, tt.status, tt.contains)
			}
			if res.Header.Get("opc-request-id") == "" {
				t.Error("the answer has no opc-request-id")
			}
		})
	}
	t.Run("unsigned", func(t *testing.T) {
		t.Parallel()
		res, body := roundTrip(t, http.DefaultClient, "GET", endpoint+buckets, "")
		if res.StatusCode != 401 || !strings.HasPrefix(body, incorrect) {
			t.Errorf("got %d %s", res.StatusCode, body)
		}
	})
}

func TestOracleConfigHasNoDefaultProfile(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(running(t, OracleObjectStorage).Values["config_file"].(string))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(strings.ToUpper(string(text)), "[DEFAULT]") {
		t.Error("an unknown profile would connect with the profile DEFAULT")
	}
}
