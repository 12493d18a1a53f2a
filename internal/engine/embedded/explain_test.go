package embedded

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	documented "github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/embedded/services"
)

// The services of the network that no test can reach, and what may be said on
// the way to any. The texts were seen in the wild or are in the SDKs' sources.
func TestExplain(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		backend string
		values  catalog.Values
		path    string
		refusal string
		last    services.Exchange
		want    string
	}{
		{
			name: "wrong secret", backend: "s3",
			values:  catalog.Values{"secret_access_key": "wJalrXUtnFEMI/K7MDENG"},
			refusal: "operation error S3: ListBuckets, https response error StatusCode: 403, RequestID: 5W3I22CY6KKUDYWJ, HostID: g5Arg=, api error SignatureDoesNotMatch: The request signature we calculated does not match the signature you provided. Check your key and signing method.",
			last:    services.Exchange{Status: 403},
			want:    "secret_access_key: The secret access key does not belong to the access key id: SignatureDoesNotMatch: The request signature we calculated does not match the signature you provided. Check your key and signing method.\nSet secret_access_key to the secret of that key; if it is, a proxy before the storage changes the Host header or the path.",
		},
		{
			name: "a service that quotes the secret", backend: "s3",
			values:  catalog.Values{"secret_access_key": "wJalrXUtnFEMI/K7MDENG"},
			refusal: "operation error S3: ListBuckets, api error SignatureDoesNotMatch: not wJalrXUtnFEMI/K7MDENG, nor wJalrXUtnFEMI%2FK7MDENG",
			last:    services.Exchange{Status: 403},
			want:    "secret_access_key: The secret access key does not belong to the access key id: SignatureDoesNotMatch: not ***, nor ***.\nSet secret_access_key to the secret of that key; if it is, a proxy before the storage changes the Host header or the path.",
		},
		{
			name: "no such region", backend: "zoho",
			values: catalog.Values{"region": "mars"},
			refusal: `couldn't list files: Get "https://workdrive.zoho.mars/api/v1/files/1": dial tcp: ` +
				"lookup workdrive.zoho.mars: no such host",
			want: "region: Zoho cannot be reached in this region: couldn't list files: dial tcp: " +
				"lookup workdrive.zoho.mars: no such host.\n" +
				"Check region, which is how the address of the account ends in a browser, and the network of this machine.",
		},
		{
			name: "a redirect that nobody follows", backend: "azureblob",
			values:  catalog.Values{"endpoint": "https://museum.example"},
			refusal: services.ErrRedirected.Error() + ": status 301",
			last:    services.Exchange{Status: 301},
			want: "endpoint: What answers there redirects to another address, in a way that clients do not follow.\n" +
				"Check scheme, host and path of the address, and the region if there is one.",
		},
		{
			name: "no token service", backend: "google-photos",
			values:  catalog.Values{"token_url": "https://museum.example/token"},
			refusal: "couldn't list albums: couldn't fetch token: oauth2: server response missing access_token",
			last:    services.Exchange{Status: 200, ContentType: "application/json", Length: 2},
			want:    "token_url: Something answered that is no token service.\nCheck token_url, or leave it out for the usual one.",
		},
		{
			name: "nothing in the answer", backend: "sharefile",
			values:  catalog.Values{"endpoint": "https://museum.example"},
			refusal: "couldn't find root ID: is a file not a directory",
			last:    services.Exchange{Status: 200, ContentType: "application/json", Length: 3},
			want:    "endpoint: Something answered that is not the storage.\nCheck the address, HTTPS_PROXY, and what stands between this machine and the storage.",
		},
		{
			name: "little in the answer", backend: "sharefile",
			values:  catalog.Values{"endpoint": "https://museum.example"},
			refusal: "couldn't find root ID: is a file not a directory",
			last:    services.Exchange{Status: 200, ContentType: "application/json", Length: 12},
			want: "endpoint: Something answered that is not the storage.\n" +
				"Check the address, HTTPS_PROXY, and what stands between this machine and the storage.",
		},
		{
			name: "a file for a root", backend: "sharefile",
			values:  catalog.Values{"endpoint": "https://museum.example", "root_folder_id": "fi1"},
			refusal: "couldn't find root ID: is a file not a directory",
			last:    services.Exchange{Status: 200, ContentType: "application/json", Length: 12},
			want: "root_folder_id: There is a file, not a folder.\n" +
				"Check root_folder_id, or leave it out for the personal folders.",
		},
		{
			name: "expired session", backend: "s3",
			refusal: "operation error S3: ListBuckets, https response error StatusCode: 400, RequestID: 1, HostID: 2, api error ExpiredToken: The provided token has expired.",
			last:    services.Exchange{Status: 400},
			want:    "session_token: The session token has expired: ExpiredToken: The provided token has expired.\nGet a new set of temporary credentials: key id, secret and token change together.",
		},
		{
			name: "clock skew that S3 tells", backend: "s3",
			refusal: "operation error S3: ListBuckets, https response error StatusCode: 403, RequestID: 1, HostID: 2, api error RequestTimeTooSkewed: The difference between the request time and the current time is too large.",
			last:    services.Exchange{Status: 403},
			want:    "The clock of this machine differs too much from the storage's: RequestTimeTooSkewed: The difference between the request time and the current time is too large.\nSet the clock: the storage refuses signatures from another time.",
		},
		{
			name: "circles", backend: "s3", values: catalog.Values{"endpoint": "https://s3.example.com"},
			refusal: `Get "https://s3.example.com/": stopped after 10 redirects`,
			last:    services.Exchange{Status: 302},
			want:    "endpoint: What answers there redirects in circles.\nCheck scheme, host and path of the address: a login page may be in the way.",
		},
		{
			name: "a gate that redirects", backend: "azureblob", values: catalog.Values{"endpoint": "https://media.example.com"},
			refusal: "GET https://media.example.com/\n--------\nRESPONSE 302: 302 Found\nERROR CODE UNAVAILABLE\n--------\n",
			last:    services.Exchange{Status: 302},
			want:    "endpoint: What answers there leads to another address.\nCheck scheme, host and path of the address: a login page may be in the way.",
		},
		{
			name: "a refusal without a word", backend: "azureblob", values: catalog.Values{"endpoint": "https://media.example.com"},
			refusal: "GET https://media.example.com/\n--------\nRESPONSE 403: 403 Forbidden\nERROR CODE UNAVAILABLE\n--------\n",
			last:    services.Exchange{Status: 403},
			want:    "The storage refused the credentials, or they may not list the root of the storage.\nIf the credentials are meant for one bucket or folder only, set verify_path to it.",
		},
		{
			name: "no XML", backend: "s3", values: catalog.Values{"endpoint": "https://s3.example.com"},
			refusal: "operation error S3: ListBuckets, https response error StatusCode: 200, RequestID: , HostID: , XML syntax error on line 1: illegal character code U+001F",
			last:    services.Exchange{Status: 200},
			want:    "endpoint: Something answered that is not the storage.\nCheck the address, HTTPS_PROXY, and what stands between this machine and the storage.",
		},
		{
			name: "a certificate for clients", backend: "s3", values: catalog.Values{"endpoint": "https://s3.example.com"},
			refusal: `Get "https://s3.example.com/": tls: failed to verify certificate: x509: certificate specifies an incompatible key usage`,
			want:    "endpoint: This machine does not accept the storage's certificate: tls: failed to verify certificate: x509: certificate specifies an incompatible key usage.\nCheck the certificate, and that no proxy stands in between.",
		},
		{
			name: "a certificate without names", backend: "s3", values: catalog.Values{"endpoint": "https://s3.example.com"},
			refusal: `Get "https://s3.example.com/": tls: failed to verify certificate: x509: certificate relies on legacy Common Name field, use SANs instead`,
			want:    "endpoint: The storage's certificate is not for this host name: tls: failed to verify certificate: x509: certificate relies on legacy Common Name field, use SANs instead.\nUse the name that the certificate is for.",
		},
		{
			name: "forbidden root", backend: "s3", values: catalog.Values{"access_key_id": "AK"},
			refusal: "operation error S3: ListBuckets, https response error StatusCode: 403, RequestID: 1, HostID: 2, api error AccessDenied: Access Denied",
			last:    services.Exchange{Status: 403},
			want:    "The key is known, but may not list the root of the storage: AccessDenied: Access Denied.\nIf the credentials are meant for one bucket or folder only, set verify_path to it.",
		},
		{
			name: "forbidden bucket", backend: "s3", path: "letters/2026", values: catalog.Values{"access_key_id": "AK"},
			refusal: "operation error S3: ListObjects, https response error StatusCode: 403, RequestID: 1, HostID: 2, api error AccessDenied: Access Denied",
			last:    services.Exchange{Status: 403},
			want:    "The key is known, but may not list letters/2026: AccessDenied: Access Denied.\nAllow the credentials to list letters/2026, or set verify_path to what they may list.",
		},
		{
			name: "missing bucket", backend: "s3", path: "letters",
			refusal: "directory not found", last: services.Exchange{Status: 404},
			want: "verify_path: There is no such bucket or folder: letters.\nCheck verify_path, or create the bucket or folder first.",
		},
		{
			name: "nothing at the root", backend: "sia", values: catalog.Values{"api_url": "http://siad.example.com:9980/wrong"},
			refusal: "directory not found", last: services.Exchange{Status: 404},
			want: "api_url: There is nothing at the address.\nCheck the path in the address.",
		},
		{
			name: "part too small", backend: "b2",
			refusal: "b2: chunk size: 4.768Mi is less than 5Mi",
			want:    "chunk_size: The part size is not possible with the embedded engine: b2: chunk size: 4.768Mi is less than 5Mi.\nSet chunk_size to at least 5242880.",
		},
		{
			name: "unknown host", backend: "s3", values: catalog.Values{"endpoint": "s3.exampel.com"},
			refusal: `operation error S3: ListBuckets, exceeded maximum number of attempts, 1, https response error StatusCode: 0, RequestID: , HostID: , request send failed, Get "https://s3.exampel.com/?x-id=ListBuckets": dial tcp: lookup s3.exampel.com on 192.0.2.53:53: no such host`,
			want:    "endpoint: The host name is not known: dial tcp: lookup s3.exampel.com on 192.0.2.53:53: no such host.\nCheck its spelling, and that this machine can look it up.",
		},
		{
			name: "unknown account", backend: "azureblob", values: catalog.Values{"account": "mystorage"},
			refusal: "connect to mystorage.blob.core.windows.net: dial tcp: lookup mystorage.blob.core.windows.net: no such host",
			want:    "account: The host name is not known: connect to mystorage.blob.core.windows.net: dial tcp: lookup mystorage.blob.core.windows.net: no such host.\nCheck its spelling, and that this machine can look it up.",
		},
		{
			name: "refused by another host than the configured", backend: "google-cloud-storage", values: catalog.Values{"endpoint": "https://storage.example.com"},
			refusal: `Post "https://oauth2.googleapis.com/token": dial tcp 192.0.2.1:443: connect: connection refused`,
			want: "token_url: Google's token service cannot be reached: dial tcp 192.0.2.1:443: connect: connection refused.\n" +
				"Check the network and the proxies of this machine, or set token_url to the token service that it can reach.",
		},
		{
			name: "refused behind directory not found", backend: "netstorage", values: catalog.Values{"host": "192.0.2.1:81/1234"},
			refusal: "directory not found", last: services.Exchange{Failure: "dial tcp 192.0.2.1:81: connect: connection refused"},
			want: "host: Nothing listens at the address: dial tcp 192.0.2.1:81: connect: connection refused.\nCheck host and port, and that the storage runs.",
		},
		{
			name: "untrusted certificate", backend: "b2", values: catalog.Values{"endpoint": "https://b2.example.com"},
			refusal: `failed to authorize account: failed to authenticate: Get "https://b2.example.com/b2api/v4/b2_authorize_account": tls: failed to verify certificate: x509: certificate signed by unknown authority`,
			want:    "endpoint: This machine does not trust the authority that signed the storage's certificate: tls: failed to verify certificate: x509: certificate signed by unknown authority.\nAdd the authority to the system's certificates, or set ca_cert_file on the provider to a file of it.",
		},
		{
			name: "certificate of another host", backend: "swift", values: catalog.Values{"auth": "https://auth.example.com/v3"},
			refusal: `Post "https://auth.example.com/v3/auth/tokens": tls: failed to verify certificate: x509: certificate is valid for example.org, not auth.example.com`,
			want:    "auth: The storage's certificate is not for this host name: tls: failed to verify certificate: x509: certificate is valid for example.org, not auth.example.com.\nUse the name that the certificate is for.",
		},
		{
			name: "plain HTTP on a TLS port", backend: "s3", values: catalog.Values{"endpoint": "https://localhost:8333"},
			refusal: `operation error S3: ListBuckets, request send failed, Get "https://localhost:8333/?x-id=ListBuckets": http: server gave HTTP response to HTTPS client`,
			want:    "endpoint: What answers there does not speak TLS: http: server gave HTTP response to HTTPS client.\nCheck the port, or write the address with http:// if it is meant to be without TLS.",
		},
		{
			name: "time is up", backend: "qingstor", values: catalog.Values{"endpoint": "https://qingstor.com"},
			refusal: context.DeadlineExceeded.Error(),
			want:    "endpoint: The storage did not answer in time.\nCheck the address, and firewalls and proxies on the way, or wait longer: embedded = { timeout = \"60s\" } on the provider.",
		},
		{
			name: "time is up at a default address", backend: "qingstor",
			refusal: context.DeadlineExceeded.Error(),
			want:    "The storage did not answer in time.\nCheck the address, and firewalls and proxies on the way, or wait longer: embedded = { timeout = \"60s\" } on the provider.",
		},
		{
			name: "wrong client secret of Azure", backend: "azureblob",
			refusal: "ClientSecretCredential authentication failed. \nPOST https://login.microsoftonline.com/t/oauth2/v2.0/token\n--------\nRESPONSE 401: 401 Unauthorized\n--------\n{\"error_description\": \"AADSTS7000215: Invalid client secret provided.\"}",
			last:    services.Exchange{Status: 401},
			want:    "client_secret: The client secret is wrong: ClientSecretCredential authentication failed.\nSet client_secret to a secret's value, not its id.",
		},
		{
			name: "no credentials on this machine", backend: "google-cloud-storage", values: catalog.Values{"env_auth": true},
			refusal: "failed to configure Google Cloud Storage: google: could not find default credentials. See https://cloud.google.com/docs/authentication/external/set-up-adc for more information",
			want:    "env_auth: This machine has no Google credentials that work.\nSet GOOGLE_APPLICATION_CREDENTIALS, or service_account_credentials instead of env_auth.",
		},
		{
			name: "unknown words, known status", backend: "cloudinary",
			refusal: "failed to list sub-folders: general error", last: services.Exchange{Status: 401},
			want: "The storage refused the credentials: general error.\nCheck the credentials.",
		},
		{
			name: "too many requests", backend: "imagekit",
			refusal: "slow down", last: services.Exchange{Status: 429},
			want: "The storage takes no more requests at the moment: slow down.\nWait, and run again.",
		},
		{
			name: "unknown words", backend: "swift", refusal: "something new",
			want: "The configuration could not be verified: something new.\nCheck the fields that sign in, and the address.",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := documented.ByName(c.backend)
			s := engine.Spec{Backend: b, Values: c.values, VerifyPath: c.path}
			got := explain(s, answer{Refusal: c.refusal, Last: c.last}, maskOf(b, c.values))
			if got.Error() != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// A service that only refuses is explained by its clock, if the requests to it
// are signed with a time.
func TestExplainClock(t *testing.T) {
	t.Parallel()
	anHourAgo := time.Now().Add(-time.Hour - 30*time.Second).UTC().Format(http.TimeFormat)
	explained := func(backend string) string {
		e := explain(engine.Spec{Backend: documented.ByName(backend)}, answer{Refusal: "401", Last: services.Exchange{Status: 401, Date: anHourAgo}}, nil)
		return e.Message[:min(len(e.Message), 64)]
	}
	if got := explained("oracleobjectstorage"); !strings.HasPrefix(got, "The clock of this machine is 1h0m3") || !strings.HasSuffix(got, "s ahead of the storage's: 401") {
		t.Errorf("got %q", got)
	}
	if got, want := explained("imagekit"), "The storage refused the credentials: 401."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSays(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		text, words string
		want        bool
	}{
		{"530 Login incorrect.", "530", true},
		{"login: 530", "530", true},
		{"read tcp 127.0.0.1:45302: EOF", "530", false},
		{"dial tcp 127.0.0.1:4530: connection refused", "530", false},
		{"127.0.0.1:5301->127.0.0.1:21: 530 Login incorrect.", "530", true},
		{"403 of 1403", "401", false},
		{"tcp6: EOF", "EOF", true},
		{"any", "", true},
	} {
		if got := says(tc.text, tc.words); got != tc.want {
			t.Errorf("%q says %q: %t, want %t", tc.text, tc.words, got, tc.want)
		}
	}
}

func TestSpeaksOf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text, address string
		want          bool
	}{
		{"dial tcp 127.0.0.1:9: connect: connection refused", "http://127.0.0.1:8080/v3", false},
		{"dial tcp 127.0.0.1:9: connect: connection refused", "http://127.0.0.1:9/v1", true},
		{"lookup storage.example.com: no such host", "https://storage.example.com:443", true},
		{"dial tcp 192.0.2.1:443: refused, storage.example.com", "storage.example.com", true},
		{"anything", "", false},
	} {
		if got := speaksOf(c.text, c.address); got != c.want {
			t.Errorf("speaksOf(%q, %q) = %t", c.text, c.address, got)
		}
	}
}
