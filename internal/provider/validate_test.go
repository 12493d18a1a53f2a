package provider_test

import (
	"math/big"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/hoody/terraform-provider-hoody/internal/provider"
)

const (
	// key32 is a key for encryption with a customer-provided key.
	key32 = "0123456789abcdef0123456789abcdef"
	// serviceAccountKey is a document as Google makes it, with a key that nobody knows.
	serviceAccountKey = `{"private_key":"-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----\n","type":"service_account"}`
)

// offline validates configurations in process, as Terraform does before a plan.
type offline struct {
	server tfprotov6.ProviderServer
	types  map[string]tftypes.Object
}

func newOffline(t *testing.T) offline {
	t.Helper()
	server := provider.NewServer("test")()
	schema, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	o := offline{server: server, types: map[string]tftypes.Object{}}
	for name, s := range schema.ResourceSchemas {
		o.types[name] = s.ValueType().(tftypes.Object)
	}
	return o
}

// unknown is a value that is not known before the apply.
const unknown = tftypes.UnknownValue

// validate returns the errors for a configuration by attribute, each as its
// summary and detail. Attributes that are not given are null.
func (o offline) validate(t *testing.T, resourceType string, given map[string]any) map[string]string {
	t.Helper()
	return o.said(t, tfprotov6.DiagnosticSeverityError, resourceType, given)
}

func (o offline) said(t *testing.T, severity tfprotov6.DiagnosticSeverity, resourceType string, given map[string]any) map[string]string {
	t.Helper()
	shape := o.types[resourceType]
	values := map[string]tftypes.Value{}
	for name, typ := range shape.AttributeTypes {
		values[name] = tftypes.NewValue(typ, nil)
	}
	for name, v := range given {
		switch n := v.(type) {
		case int:
			v = big.NewFloat(float64(n))
		case float64:
			v = big.NewFloat(n)
		}
		values[name] = tftypes.NewValue(shape.AttributeTypes[name], v)
	}
	config, err := tfprotov6.NewDynamicValue(shape, tftypes.NewValue(shape, values))
	if err != nil {
		t.Fatal(err)
	}
	resp, err := o.server.ValidateResourceConfig(t.Context(), &tfprotov6.ValidateResourceConfigRequest{
		TypeName: resourceType, Config: &config,
		ClientCapabilities: &tfprotov6.ValidateResourceConfigClientCapabilities{WriteOnlyAttributesAllowed: true},
	})
	if err != nil {
		t.Fatal(err)
	}
	wrong := map[string]string{}
	for _, d := range resp.Diagnostics {
		if d.Severity == severity {
			var name tftypes.AttributeName
			if steps := d.Attribute.Steps(); len(steps) > 0 {
				name, _ = steps[0].(tftypes.AttributeName)
			}
			wrong[string(name)] += d.Summary + "\n" + d.Detail
		}
	}
	return wrong
}

func TestWrongValuesAreRefusedOffline(t *testing.T) {
	t.Parallel()
	o := newOffline(t)
	blob := map[string]any{"account": "a"}
	s3, b2 := map[string]any{"endpoint": "e"}, map[string]any{"account": "a", "key": "k"}
	oracle := map[string]any{"provider_type": "env_auth", "namespace": "n", "region": "r"}
	netstorage := map[string]any{"host": "h/1", "account": "a", "secret": "s"}
	for _, test := range []struct {
		resource  string
		base      map[string]any
		attribute string
		value     any
		offers    string
	}{
		{"azureblob", blob, "access_tier", "Hot", `"hot"`},
		{"azureblob", blob, "access_tier", "archived", `"archive"`},
		{"azureblob", blob, "delete_snapshots", "includes", `"include"`},
		{"azureblob", blob, "public_access", "blobs", `"blob"`},
		{"azureblob", blob, "chunk_size", "4M", "4Mi"},
		{"azureblob", blob, "chunk_size", "-1", "chunk_size"},
		{"azureblob", blob, "encoding", "Slash,Dell", "Del"},
		{"azurefiles", nil, "max_stream_size", "ten gigabytes", "max_stream_size"},
		{"google_cloud_storage", nil, "bucket_acl", "public-read", `"publicRead"`},
		{"google_cloud_storage", nil, "object_acl", "bucketOwnerReed", `"bucketOwnerRead"`},
		{"google_cloud_storage", nil, "storage_class", "COLD", `"COLDLINE"`},
		{"google_cloud_storage", nil, "service_account_credentials", "{not json", "service_account_credentials"},
		{"google_cloud_storage", nil, "token", "ya29.token", "token"},
		{"oracleobjectstorage", oracle, "provider_type", "user_principal", `"user_principal_auth"`},
		{"oracleobjectstorage", oracle, "storage_tier", "standard", `"Standard"`},
		{"oracleobjectstorage", oracle, "sse_customer_algorithm", "AES-256", `"AES256"`},
		{"s3", s3, "acl", "publicread", `"public-read"`},
		{"s3", s3, "bucket_acl", "authenticated", `"authenticated-read"`},
		{"s3", s3, "server_side_encryption", "aes256", `"AES256"`},
		{"s3", s3, "server_side_encryption", "kms", `"aws:kms"`},
		{"s3", s3, "list_url_encode", "yes", `"true"`},
		{"s3", s3, "might_gzip", "False", `"false"`},
		{"s3", s3, "version_at", "yesterday", "version_at"},
		{"s3", s3, "version_at", "2026-02-30T00:00:00Z", "version_at"},
		{"s3", s3, "copy_cutoff", "4.5", "copy_cutoff"},
		{"s3", s3, "encoding", "0x30", "encoding"},
		{"b2", b2, "test_mode", "fail_uploads", `"fail_some_uploads"`},
		{"b2", b2, "version_at", "2026-01-01", "2026-01-01T00:00:00Z"},
		{"swift", nil, "endpoint_type", "publik", `"public"`},
		{"swift", nil, "use_segments_container", "1", "use_segments_container"},
		{"netstorage", netstorage, "protocol", "htps", `"https"`},
		{"storj", nil, "provider_type", "exiting", `"existing"`},
		{"tardigrade", nil, "provider_type", "now", `"new"`},
		{"azureblob", blob, "list_chunk", 0, "1 or more"},
		{"azureblob", blob, "upload_concurrency", -4, "1 or more"},
		{"azureblob", blob, "memory_pool_flush_time", -1, "0 or more"},
		{"oracleobjectstorage", oracle, "copy_timeout", -1, "0 or more"},
		{"oracleobjectstorage", oracle, "max_upload_parts", 0, "1 or more"},
		{"s3", s3, "list_version", 3, "2 or less"},
		{"s3", s3, "list_version", -1, "0 or more"},
		{"s3", s3, "copy_cutoff", "6Gi", "5368709120 or less"},
		{"s3", s3, "upload_concurrency", 0, "1 or more"},
		{"b2", b2, "chunk_size", "4999999", "5000000 or more"},
		{"b2", b2, "upload_cutoff", "5Gi", "5000415674 or less"},
		{"b2", b2, "download_auth_duration", 604801, "604800 or less"},
		{"b2", b2, "download_auth_duration", 0, "1 or more"},
		{"b2", b2, "lifecycle_days", -1, "0 or more"},
		{"qingstor", nil, "upload_cutoff", "5.5Gi", "5368709120 or less"},
		{"qingstor", nil, "connection_retries", -1, "0 or more"},
		{"cloudinary", map[string]any{"cloud_name": "c", "api_key": "k", "api_secret": "s"}, "eventually_consistent_delay", -1, "0 or more"},
		{"swift", nil, "auth_version", 4, "3 or less"},
		{"swift", nil, "partial_page_fetch_threshold", 101, "100 or less"},
		{"internetarchive", nil, "wait_archive", -1, "0 or more"},
		{"sia", nil, "api_url", "127.0.0.1:9980", "https://"},
		{"google_cloud_storage", nil, "token_url", "oauth2.example.com", "https://"},
		{"internetarchive", nil, "endpoint", "s3.us.archive.org", "https://"},
		{"imagekit", map[string]any{"public_key": "p", "private_key": "k"}, "endpoint", "ik.imagekit.io/myid", "https://"},
		{"swift", nil, "storage_url", "/v1/AUTH_me", "https://"},
		{"azureblob", nil, "sas_url", "sig=s", "https://"},
		// Rules between fields.
		{"azureblob", blob, "client_secret", "s", "tenant"},
		{"azureblob", map[string]any{"account": "a", "tenant": "t"}, "client_certificate_path", "/c.pem", "client_id"},
		{"azureblob", blob, "client_certificate_password", "p", "client_certificate_path"},
		{"azurefiles", nil, "password", "p", "username"},
		{"azurefiles", nil, "username", "u", "password"},
		{"s3", s3, "access_key_id", "AKIA", "secret_access_key"},
		{"s3", s3, "secret_access_key", "s", "access_key_id"},
		{"s3", map[string]any{"endpoint": "e", "sse_customer_algorithm": "AES256", "sse_customer_key": key32}, "sse_customer_key_base64", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", "exclude"},
		{"qingstor", nil, "access_key_id", "q", "secret_access_key"},
		{"internetarchive", nil, "secret_access_key", "s", "access_key_id"},
		{"storj", nil, "api_key", "k", "passphrase"},
		{"storj", map[string]any{"access_grant": "g"}, "passphrase", "p", "api_key"},
		{"tardigrade", nil, "passphrase", "p", "api_key"},
		{"s3", s3, "secret_access_key_wo", "s", "secret_access_key_wo needs access_key_id"},
		// A secret in two places, or in none.
		{"s3", map[string]any{"endpoint": "e", "access_key_id": "AKIA", "secret_access_key": "s"}, "secret_access_key_wo", "s", "secret_access_key is given twice"},
		{"storj", map[string]any{"access_grant": "g"}, "access_grant_wo", "g", "access_grant is given twice"},
		{"b2", nil, "account", "a", ""},
		{"azureblob", blob, "chunk_size", "4 Mi", "4Mi"},
		{"azureblob", blob, "encoding", "slash", `"Slash"`},
		{"azureblob", blob, "encoding", "-1", "decimal"},
		{"azureblob", blob, "upload_cutoff", "big", "4194304"},
		{"azurefiles", nil, "chunk_size", "4m", "4Mi"},
		{"azurefiles", nil, "encoding", "LeftSpaces", `"LeftSpace"`},
		{"azurefiles", nil, "upload_concurrency", 0, "1 or more"},
		{"azurefiles", nil, "client_secret", "s", "tenant"},
		{"azurefiles", nil, "client_certificate_path", "/c.pem", "tenant"},
		{"azurefiles", nil, "client_certificate_password", "p", "client_certificate_path"},
		{"azurefiles", map[string]any{"key": "k"}, "key_wo", "k", "key is given twice"},
		{"azurefiles", map[string]any{"sas_url": "https://u.example.com"}, "sas_url_wo", "https://u.example.com", "sas_url is given twice"},
		{"azureblob", blob, "username", "u", "password"},
		{"azureblob", map[string]any{"account": "a", "key": "k"}, "key_wo", "k", "key is given twice"},
		{"azureblob", nil, "description", "no account", ""},
		{"google_cloud_storage", nil, "bucket_acl", "Private", `"private"`},
		{"google_cloud_storage", nil, "object_acl", "public-read", `"publicRead"`},
		{"google_cloud_storage", nil, "storage_class", "nearline", `"NEARLINE"`},
		{"google_cloud_storage", nil, "storage_class", "ARCHIV", `"ARCHIVE"`},
		{"google_cloud_storage", nil, "encoding", "CrLff", `"CrLf"`},
		{"google_cloud_storage", nil, "service_account_credentials", "/etc/key.json", "file("},
		{"google_cloud_storage", nil, "token", "[1, 2]", "jsonencode"},
		{"google_cloud_storage", map[string]any{"access_token": "t"}, "access_token_wo", "t", "access_token is given twice"},
		{"oracleobjectstorage", oracle, "provider_type", "instance_principal", `"instance_principal_auth"`},
		{"oracleobjectstorage", oracle, "provider_type", "noauth", `"no_auth"`},
		{"oracleobjectstorage", oracle, "provider_type", "env", `"env_auth"`},
		{"oracleobjectstorage", oracle, "storage_tier", "Infrequent", `"InfrequentAccess"`},
		{"oracleobjectstorage", oracle, "chunk_size", "5MB", "5000000"},
		{"oracleobjectstorage", oracle, "copy_cutoff", "4.65Gi", "whole number of bytes"},
		{"oracleobjectstorage", oracle, "upload_concurrency", 0, "1 or more"},
		{"oracleobjectstorage", oracle, "encoding", "Slash;Dot", "commas"},
		{"s3", s3, "acl", "bucket-owner-full", `"bucket-owner-full-control"`},
		{"s3", s3, "acl", "Private", `"private"`},
		{"s3", s3, "bucket_acl", "public-readwrite", `"public-read-write"`},
		{"s3", s3, "sse_customer_algorithm", "aes256", `"AES256"`},
		{"s3", s3, "chunk_size", "5G", "5Gi"},
		{"s3", s3, "list_chunk", 0, "1 or more"},
		{"s3", s3, "max_upload_parts", -1, "1 or more"},
		{"s3", s3, "memory_pool_flush_time", -60, "0 or more"},
		{"s3", s3, "use_accept_encoding_gzip", "TRUE", `"true"`},
		{"s3", s3, "use_already_exists", "no", `"false"`},
		{"s3", s3, "use_multipart_etag", "maybe", "null"},
		{"s3", s3, "use_multipart_uploads", "0", `"false"`},
		{"s3", s3, "use_unsigned_payload", "on", `"true"`},
		{"s3", s3, "version_at", "1767225600", "2026"},
		{"b2", b2, "chunk_size", "1Mi", "5000000 or more"},
		{"b2", b2, "copy_cutoff", "4 GB", "4Gi"},
		{"b2", b2, "test_mode", "force_cap", `"force_cap_exceeded"`},
		{"b2", b2, "upload_concurrency", 0, "1 or more"},
		{"b2", b2, "memory_pool_flush_time", -1, "0 or more"},
		{"b2", b2, "key_wo", "k", "key is given twice"},
		{"qingstor", nil, "chunk_size", "4m", "4Mi"},
		{"qingstor", nil, "upload_concurrency", 0, "1 or more"},
		{"qingstor", nil, "secret_access_key", "s", "access_key_id"},
		{"cloudinary", map[string]any{"cloud_name": "c", "api_key": "k", "api_secret": "s"}, "encoding", "Slush", `"Slash"`},
		{"imagekit", map[string]any{"endpoint": "https://ik.imagekit.io/e", "public_key": "p", "private_key": "k"}, "private_key_wo", "k", "private_key is given twice"},
		{"imagekit", map[string]any{"endpoint": "https://ik.imagekit.io/e", "public_key": "p"}, "versions", true, ""},
		{"swift", nil, "endpoint_type", "Public", `"public"`},
		{"swift", nil, "auth_version", -1, "0 or more"},
		{"swift", nil, "chunk_size", "5GiB!", "4Mi"},
		{"swift", map[string]any{"key": "k"}, "key_wo", "k", "key is given twice"},
		{"netstorage", netstorage, "protocol", "ftp", `"http"`},
		{"sia", nil, "encoding", "NoSuchName", "Slash"},
		{"sia", map[string]any{"api_password": "p"}, "api_password_wo", "p", "api_password is given twice"},
		{"internetarchive", nil, "access_key_id", "i", "secret_access_key"},
		{"storj", map[string]any{"access_grant": "g", "passphrase": unknown}, "api_key", "k", "exclude"},
	} {
		t.Run(test.resource+"."+test.attribute, func(t *testing.T) {
			t.Parallel()
			config := map[string]any{test.attribute: test.value}
			for name, v := range test.base {
				if name != test.attribute {
					config[name] = v
				}
			}
			wrong := o.validate(t, "hoody_backend_"+test.resource, config)
			at := test.attribute
			if test.offers == "" {
				at = "" // on the resource: no attribute is there to blame
			}
			said, ok := wrong[at]
			if !ok || len(wrong) != 1 {
				t.Fatalf("errors on %v, want one on %s", wrong, test.attribute)
			}
			if offered := strings.Contains(said, test.offers); !offered && test.offers != test.attribute {
				t.Errorf("said %q, want it to offer %s", said, test.offers)
			}
			if test.attribute == "token" && strings.Contains(said, "ya29") {
				t.Errorf("said %q, which shows the secret", said)
			}
		})
	}
}

// Every documented example is right, spelled as documented or otherwise, and a
// value that is not known yet is never refused.
func TestRightValuesPassOffline(t *testing.T) {
	t.Parallel()
	o := newOffline(t)
	for _, d := range documentedBackends(t) {
		example, unknowns := map[string]any{}, map[string]any{}
		for name, v := range d.Example {
			example[attributeOf(d.Name, name)] = v
		}
		for _, f := range d.Fields {
			unknowns[attributeOf(d.Name, f.Name)] = unknown
		}
		for name, config := range map[string]map[string]any{"example": example, "unknown": unknowns} {
			if wrong := o.validate(t, d.resourceType(), config); len(wrong) > 0 {
				t.Errorf("%s of %s is refused: %v", name, d.Name, wrong)
			}
		}
	}
	for resource, rights := range map[string][]map[string]any{
		"azureblob": {
			{"sas_url": "https://a.blob.core.windows.net/c?sig=s"}, {"sas_url_wo": "https://u.example.com/?sig=s"}, {"use_emulator": true}, {"account": "a", "use_msi": true},
			{"account": "a", "tenant": "t", "client_id": "c", "client_secret": "s"}, {"account": "a", "tenant": "t", "client_id": "c", "client_secret_wo": unknown},
			{"account": "a", "tenant": "t", "client_id": "c", "client_certificate_path": "/c.pem", "client_certificate_password": "p"},
			{"account": "a", "username": "u", "password": "p", "tenant": "t", "client_id": "c"}, {"account": "a", "service_principal_file": "/sp.json"},
			{"account": unknown}, {"sas_url": unknown}, {"account": "a", "access_tier": "cold"}, {"account": "a", "delete_snapshots": ""},
			{"account": "a", "upload_cutoff": ""}, {"account": "a", "chunk_size": "100Mi"}, {"account": "a", "env_auth": true, "key": "a2V5"},
		},
		"azurefiles": {
			{"connection_string": "c", "share_name": "s"}, {"account": "a", "key_wo": "a2V5", "share_name": "s"}, {"max_stream_size": "10GiB"}, {"use_msi": true},
		},
		"google_cloud_storage": {
			{"anonymous": true}, {"service_account_credentials": serviceAccountKey}, {"token": oauthToken}, {"token": ""},
			{"location": "europe-west9"}, {"storage_class": "ARCHIVE"}, {"env_auth": true, "service_account_file": "/sa.json"}, {"access_token_wo": "t"},
		},
		"oracleobjectstorage": {
			{"provider_type": "no_auth", "namespace": "n", "region": "r"}, {"provider_type": "env_auth", "namespace": unknown, "region": "eu-somewhere-1"},
			{"provider_type": "user_principal_auth", "namespace": "n", "region": "r", "config_file": "/c", "config_profile": "P"},
			{"provider_type": unknown, "namespace": "n", "region": "r", "storage_tier": "Archive"},
		},
		"b2": {
			{"account": "a", "key": "k", "chunk_size": "5000000"}, {"account": "a", "key_wo": "k"}, {"account": "a", "key": unknown},
			{"account": "a", "key": "k", "upload_cutoff": "5000415674"}, {"account": "a", "key": "k", "download_auth_duration": 604800},
			{"account": "a", "key": "k", "version_at": "2026-01-01T00:00:00Z"}, {"account": "a", "key": "k", "lifecycle_days": 30},
		},
		"qingstor":        {{}, {"env_auth": true}, {"zone": "gd2a"}, {"upload_concurrency": 4}, {"upload_cutoff": "5Gi"}, {"access_key_id": "i", "secret_access_key_wo": "s"}},
		"cloudinary":      {{"cloud_name": "c", "api_key_wo": "k", "api_secret_wo": "s"}},
		"swift":           {{"auth": "https://keystone.example.com/v3", "auth_version": 3}, {"storage_policy": "gold"}, {"partial_page_fetch_threshold": 100}, {"env_auth": true}},
		"storj":           {{"access_grant": "g"}, {"api_key_wo": "k", "passphrase_wo": "p"}, {"api_key": unknown, "passphrase": "p"}, {"satellite_address": "id@host:7777"}},
		"sia":             {{}, {"api_password_wo": "p"}},
		"internetarchive": {{}, {"access_key_id": "i", "secret_access_key": "s"}},
	} {
		for _, right := range rights {
			if wrong := o.validate(t, "hoody_backend_"+resource, right); len(wrong) > 0 {
				t.Errorf("%s with %v is refused: %v", resource, right, wrong)
			}
		}
	}
	for _, right := range []map[string]any{
		{"chunk_size": "5242880"}, {"chunk_size": "5Mi"}, {"chunk_size": "5MiB"}, {"chunk_size": "1.5Gi"},
		{"encoding": "50331650"}, {"encoding": "Slash,InvalidUtf8,Dot"}, {"encoding": ""},
		{"access_key_id": "AKIA", "secret_access_key_wo": "s"}, {"access_key_id": "AKIA", "secret_access_key_wo": unknown},
		{"access_key_id": "", "secret_access_key": ""}, {"access_key_id": "AKIA", "secret_access_key": unknown},
		{"env_auth": true, "profile": "work", "access_key_id": "AKIA", "secret_access_key": "s"},
		{"copy_cutoff": "5Gi"}, {"list_version": 2}, {"sse_customer_algorithm": "AES256", "sse_customer_key": key32},
		{"region": "eu-central-9"}, {"storage_class": "STANDARD_IA"}, {"provider_type": "AnotherCloud"}, {"acl": ""}, {"acl": "private"},
		{"list_url_encode": "true"}, {"version_at": "2026-01-01T01:00:00+01:00"}, {"server_side_encryption": "aws:kms"},
	} {
		right["endpoint"] = "e"
		if wrong := o.validate(t, "hoody_backend_s3", right); len(wrong) > 0 {
			t.Errorf("%v is refused: %v", right, wrong)
		}
	}
}

// Warnings are for surprises: what is deprecated, undocumented, or does harm.
func TestSurprisesWarnOffline(t *testing.T) {
	t.Parallel()
	o := newOffline(t)
	for _, test := range []struct {
		resource  string
		config    map[string]any
		attribute string // empty for no warning at all
		says      string
	}{
		{"s3", map[string]any{"endpoint": "e", "provider_type": "Cloudfare"}, "provider_type", "Did you mean"},
		{"s3", map[string]any{"endpoint": "e", "provider_type": "minio"}, "provider_type", `"Minio"`},
		{"s3", map[string]any{"endpoint": "e", "provider_type": "Hoody-VFS"}, "", ""},
		{"s3", map[string]any{"endpoint": "e", "provider_type": unknown}, "", ""},
		{"s3", map[string]any{"endpoint": "e", "sts_endpoint": "sts"}, "sts_endpoint", "sts_endpoint is deprecated"},
		{"s3", map[string]any{"endpoint": "e", "memory_pool_use_mmap": true}, "memory_pool_use_mmap", "no effect"},
		{"azureblob", map[string]any{"account": "a", "upload_cutoff": "256Mi"}, "upload_cutoff", "upload_cutoff is deprecated"},
		{"b2", map[string]any{"account": "a", "key": "k", "memory_pool_flush_time": 60}, "memory_pool_flush_time", "no effect"},
		{"oracleobjectstorage", map[string]any{"provider_type": "env_auth", "namespace": "n", "region": "r", "config_file": "/c"}, "config_file", "is not used"},
		{"oracleobjectstorage", map[string]any{"provider_type": "user_principal_auth", "namespace": "n", "region": "r", "config_file": "/c"}, "", ""},
		{"oracleobjectstorage", map[string]any{"provider_type": unknown, "namespace": "n", "region": "r", "config_profile": "P"}, "", ""},
		{"qingstor", map[string]any{"upload_concurrency": 2}, "upload_concurrency", "does harm"},
		{"qingstor", map[string]any{"upload_concurrency": 1}, "", ""},
		{"qingstor", map[string]any{"zone": "pek3b"}, "zone", "is not a documented zone"},
	} {
		said := o.said(t, tfprotov6.DiagnosticSeverityWarning, "hoody_backend_"+test.resource, test.config)
		if test.attribute == "" {
			if len(said) > 0 {
				t.Errorf("%s with %v warns: %v", test.resource, test.config, said)
			}
			continue
		}
		if len(said) != 1 || !strings.Contains(said[test.attribute], test.says) {
			t.Errorf("%s with %v warns %v, want %q on %s", test.resource, test.config, said, test.says, test.attribute)
		}
	}
}
