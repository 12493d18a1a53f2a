package services_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
)

// A key for encryption with a customer-provided key has 32 bytes.
const (
	key32         = "0123456789abcdef0123456789abcdef"
	key32InBase64 = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
	key32SHA256   = "PrG9Q5lH63YpmOVmzMLgmceREYsvQFecxPfaK1Bht/k="
)

// unknown is a value that only an apply will know.
type unknown struct{}

// checked is what the catalog says of a configuration that has what its service
// requires: one line for each finding.
func checked(t *testing.T, backend string, set catalog.Values) (said []string) {
	t.Helper()
	b := services.ByName(backend)
	c := catalog.Config{Values: catalog.Values{}, Unknown: map[string]bool{}}
	for i := range b.Fields {
		if f := &b.Fields[i]; f.Required {
			c.Values[f.Name] = "required"
		}
	}
	for name, v := range set {
		if b.Field(name) == nil {
			t.Fatalf("%s has no field %s", backend, name)
		}
		if v == (unknown{}) {
			c.Unknown[name] = true
		} else {
			c.Values[name] = v
		}
	}
	for _, f := range b.Check(c) {
		as := "error"
		if f.Warns {
			as = "warning"
		}
		said = append(said, fmt.Sprintf("%s on %s: %s", as, f.Field, f.Summary))
	}
	return said
}

// What descriptions say of other fields, as verdicts: one of each kind at least.
func TestRelations(t *testing.T) {
	t.Parallel()
	type values = catalog.Values
	s3 := func(set values) values {
		all := values{"endpoint": "e", "provider": "AWS"}
		for name, v := range set {
			all[name] = v
		}
		return all
	}
	oracle := func(set values) values {
		all := values{"provider": "no_auth"}
		for name, v := range set {
			all[name] = v
		}
		return all
	}
	for _, c := range []struct {
		backend string
		set     values
		want    string // findings with "; " between them
	}{
		// Half of a way to authenticate.
		{"azureblob", values{"account": "a", "client_secret": "s"}, "error on client_secret: client_secret needs tenant and client_id"},
		{"azureblob", values{"account": "a", "tenant": "t", "client_secret": "s"}, "error on client_secret: client_secret needs client_id"},
		{"azureblob", values{"account": "a", "key": "a2V5", "client_secret": "s"}, "error on client_secret: client_secret needs tenant and client_id"},
		{"azureblob", values{"account": "a", "client_certificate_path": "c.pem", "client_id": "i"}, "error on client_certificate_path: client_certificate_path needs tenant"},
		{"azureblob", values{"account": "a", "client_certificate_password": "p", "key": "a2V5"}, "error on client_certificate_password: client_certificate_password needs tenant, client_id and client_certificate_path"},
		{"azureblob", values{"account": "a", "username": "u"}, "error on username: username needs tenant, client_id and password"},
		{"azureblob", values{"account": "a", "password": "p", "tenant": "t", "client_id": "i"}, "error on password: password needs username"},
		{"azureblob", values{"account": "a", "tenant": "t"}, "error on tenant: tenant needs client_id"},
		{"azureblob", values{"account": "a", "tenant": "t", "client_id": "i"}, "warning on client_id: client_id is not used without client_secret or client_certificate_path"},
		{"azureblob", values{"account": "a", "tenant": "t", "client_id": "i", "client_secret": unknown{}}, ""},
		{"azurefiles", values{"account": "a", "share_name": "s", "key": "a2V5", "tenant": "t", "client_id": "i"}, "warning on client_id: client_id is not used without client_secret or client_certificate_path"},
		{"box", values{"access_token": "t", "client_id": "i"}, "warning on client_id: client_id is not used without token"},
		{"azureblob", values{"account": "a", "env_auth": true, "tenant": "t"}, "warning on tenant: tenant is not used without client_id"},
		{"azureblob", values{"account": "a", "env_auth": true, "client_id": "i"}, "warning on client_id: client_id is not used without tenant"},
		{"azureblob", values{"account": "a", "client_secret": "s", "tenant": "t", "client_id": unknown{}}, ""},
		{"azurefiles", values{"account": "a", "share_name": "s", "client_secret": "s", "tenant": "t"}, "error on client_secret: client_secret needs client_id"},
		{"s3", s3(values{"access_key_id": "i"}), "error on access_key_id: access_key_id needs secret_access_key"},
		{"s3", s3(values{"access_key_id": "i", "env_auth": true}), "error on access_key_id: access_key_id needs secret_access_key"},
		{"s3", s3(values{"secret_access_key": "s"}), "error on secret_access_key: secret_access_key needs access_key_id"},
		{"s3", s3(values{"session_token": "t"}), "error on session_token: session_token needs access_key_id and secret_access_key"},
		{"s3", s3(values{"access_key_id": "i", "secret_access_key": "s", "session_token": "t"}), ""},
		{"s3", s3(values{"role_arn": "r"}), ""},
		{"s3", s3(values{"role_arn": "r", "env_auth": true, "role_external_id": "e"}), ""},
		{"s3", s3(values{"role_external_id": "e"}), "warning on role_external_id: role_external_id is not used without role_arn"},
		{"s3", s3(values{"role_session_name": "e"}), "warning on role_session_name: role_session_name is not used without role_arn"},
		{"s3", s3(values{"role_session_duration": "1h"}), "warning on role_session_duration: role_session_duration is not used without role_arn"},
		{"s3", values{"provider": "IBMCOS", "ibm_api_key": "k"}, "error on ibm_api_key: ibm_api_key needs ibm_resource_instance_id"},
		{"s3", values{"provider": "IBMCOS", "ibm_resource_instance_id": "i"}, "error on ibm_resource_instance_id: ibm_resource_instance_id needs ibm_api_key"},
		{"s3", values{"provider": "IBMCOS", "ibm_iam_endpoint": "https://i"}, "warning on ibm_iam_endpoint: ibm_iam_endpoint is not used without ibm_api_key and ibm_resource_instance_id"},
		{"s3", s3(values{"ibm_api_key": "k", "ibm_resource_instance_id": "i"}), `warning on ibm_api_key: ibm_api_key is not used with provider = "AWS"`},
		{"qingstor", values{"access_key_id": "i"}, "error on access_key_id: access_key_id needs secret_access_key"},
		{"internetarchive", values{"secret_access_key": "s"}, "error on secret_access_key: secret_access_key needs access_key_id"},
		{"storj", values{"api_key": "k"}, "error on api_key: api_key needs passphrase"},
		{"storj", values{"access_grant": "g", "passphrase": "p"}, "error on passphrase: passphrase needs api_key"},
		{"tardigrade", values{"passphrase": "p"}, "error on passphrase: passphrase needs api_key"},
		{"google-cloud-storage", values{"client_credentials": true}, "error on client_credentials: client_credentials needs client_id and client_secret"},
		{"google-cloud-storage", values{"anonymous": true, "client_secret": "s"}, "warning on client_secret: client_secret is not used without client_id"},
		{"google-cloud-storage", values{"anonymous": true, "auth_url": "https://a"}, "warning on auth_url: auth_url is not used without token"},
		{"google-cloud-storage", values{"service_account_file": "f", "client_id": "", "client_secret": ""}, ""},
		{"swift", values{"auth": "https://a", "application_credential_id": "i"}, "error on application_credential_id: application_credential_id needs application_credential_secret"},
		{"swift", values{"auth": "https://a", "user": "u", "key": "k", "application_credential_id": "i"},
			"warning on application_credential_id: application_credential_id is not used without application_credential_secret"},
		{"swift", values{"auth": "https://a", "application_credential_name": "n", "application_credential_secret": "s"},
			"error on application_credential_name: application_credential_name needs user, user_id or env_auth"},
		{"swift", values{"auth": "https://a", "application_credential_name": "n", "application_credential_secret": "s", "user_id": "u"}, ""},
		{"swift", values{"auth_token": "t"}, "error on auth_token: auth_token needs storage_url"},
		{"swift", values{"auth_token": "t", "auth": "https://a"}, "error on auth_token: auth_token needs storage_url"},
		{"swift", values{"auth_token": "t", "auth": "https://a", "user": "u", "key": "k"}, ""},
		{"swift", values{"auth_token": "t", "auth": "https://a", "user": "u", "storage_url": "https://s"}, ""},
		{"swift", values{"auth_token": "t", "env_auth": true}, ""},
		{"swift", values{"auth_token": "t", "storage_url": unknown{}}, ""},
		{"swift", values{"auth": "https://a/v1.0", "user": "u"}, "error on user: user needs key"},
		{"swift", values{"auth": "https://a/v1.0", "user": "u", "key": unknown{}}, ""},
		{"swift", values{"auth": "https://a/v3", "user_id": "u"}, "error on user_id: user_id needs key; warning on user_id: user_id is set without tenant or tenant_id"},
		{"swift", values{"auth": "https://a", "user": "u", "env_auth": true}, ""},
		{"swift", values{"auth": "https://a", "key": "k"}, "warning on key: key is not used without user or user_id"},
		{"swift", values{"auth": "https://a", "key": "k", "env_auth": true}, ""},
		{"swift", values{"auth": "https://a/v2.0", "user": "u", "key": "k"}, ""},
		{"swift", values{"auth": "https://a/v3", "user": "u", "key": "k", "tenant": "t"}, "warning on user: user is set without domain"},
		{"swift", values{"auth": "https://a", "auth_version": int64(3), "user": "u", "key": "k", "domain": "d"}, "warning on user: user is set without tenant or tenant_id"},
		{"swift", values{"auth": "https://a/v3", "user": "u", "key": "k", "domain": "d", "tenant_id": "t"}, ""},
		{"swift", values{"auth": "https://a/v3", "auth_version": int64(1), "user": "u", "key": "k"}, ""},
		{"swift", values{"auth": unknown{}, "user": "u", "key": "k"}, ""},
		{"swift", values{"auth": "https://a/v3", "auth_version": unknown{}, "user": "u", "key": "k"}, ""},
		{"swift", values{"auth": "https://a/v3", "application_credential_name": "n", "application_credential_secret": "s", "user": "u"},
			"warning on user: user is set without domain"},
		{"swift", values{"auth_token": "t", "storage_url": "https://s"}, ""},
		{"swift", values{"auth": "https://a", "user": "u", "key": "k", "storage_url": "https://s"}, ""},
		{"drive", values{}, "error on : One of token, service_account_credentials, service_account_file, env_auth, client_credentials is missing"},
		{"drive", values{"token": unknown{}}, ""},
		{"drive", values{"client_credentials": true, "client_id": "i"}, "error on client_credentials: client_credentials needs client_secret"},
		{"drive", values{"token": "{}", "impersonate": "u"}, "warning on impersonate: impersonate is not used without service_account_credentials or service_account_file"},
		{"drive", values{"token": "{}", "resource_key": "k"}, "warning on resource_key: resource_key is not used without root_folder_id"},
		{"drive", values{"token": "{}", "formats": "pdf", "export_formats": "pdf"}, "warning on formats: formats is deprecated; error on export_formats: formats and export_formats exclude each other"},
		{"drive", values{"token": "{}", "formats": "pdf", "export_formats": "docx,xlsx,pptx,svg"}, "warning on formats: formats is deprecated"},
		{"drive", values{"token": "{}", "use_shared_date": true, "use_created_date": true}, "warning on use_shared_date: use_shared_date is not used with use_created_date"},
		{"drive", values{"token": "{}", "metadata_enforce_expansive_access": true}, "warning on metadata_enforce_expansive_access: metadata_enforce_expansive_access is not used without metadata_permissions"},
		{"drive", values{"token": "{}", "env_auth": true}, "warning on env_auth: token and env_auth are two ways to authenticate"},
		{"onedrive", values{"token": "{}", "drive_type": "business"}, "error on : drive_id is missing"},
		{"onedrive", values{"token": "{}", "drive_id": "b!1"}, "error on : drive_type is missing"},
		{"onedrive", values{"token": "{}", "drive_id": "b!1", "drive_type": "business"}, ""},
		{"onedrive", values{"client_credentials": true, "client_id": "i", "client_secret": "s", "drive_id": "b!1", "drive_type": "business"},
			"error on client_credentials: client_credentials needs tenant"},
		{"onedrive", values{"token": "{}", "drive_id": "b!1", "drive_type": "business", "access_scopes": "a", "disable_site_permission": true},
			"warning on access_scopes: access_scopes is not used with disable_site_permission"},
		{"zoho", values{"token": "{}"}, "error on : region is missing"},
		{"sharefile", values{"token": "{}"}, "error on : endpoint is missing"},
		{"dropbox", values{"token": "{}", "impersonate": "u", "impersonate_admin": "a"},
			"error on impersonate_admin: impersonate and impersonate_admin exclude each other"},
		{"box", values{"token": "{}", "access_token": "t"}, "warning on access_token: token and access_token are two ways to authenticate"},
		{"pcloud", values{"token": "{}", "password": "p"}, "error on password: password needs username"},
		// What belongs to a way that is not taken.
		{"azureblob", values{"account": "a", "key": "a2V5", "msi_client_id": "i"}, "warning on msi_client_id: msi_client_id is not used without use_msi"},
		{"azureblob", values{"account": "a", "key": "a2V5", "disable_instance_discovery": true},
			"warning on disable_instance_discovery: disable_instance_discovery is not used without env_auth"},
		{"azureblob", values{"account": "a", "key": "a2V5", "client_send_certificate_chain": true},
			"warning on client_send_certificate_chain: client_send_certificate_chain is not used without tenant, client_id and client_certificate_path"},
		{"s3", s3(values{"profile": "p"}), "warning on profile: profile is not used without env_auth"},
		{"s3", s3(values{"shared_credentials_file": "f"}), "warning on shared_credentials_file: shared_credentials_file is not used without env_auth"},
		// One of several.
		{"azureblob", values{"account": "a", "use_msi": true, "msi_client_id": "i", "msi_mi_res_id": "r"}, "error on msi_mi_res_id: msi_client_id and msi_mi_res_id exclude each other"},
		{"azurefiles", values{"account": "a", "share_name": "s", "use_msi": true, "msi_client_id": "i", "msi_object_id": "o"},
			"error on msi_object_id: msi_client_id and msi_object_id exclude each other"},
		{"azureblob", values{"account": "a", "env_auth": true, "use_az": true}, "error on use_az: env_auth and use_az exclude each other"},
		{"azureblob", values{"key": "a2V5"}, "error on : One of account, sas_url, use_emulator is missing"},
		{"s3", s3(values{"versions": true, "version_at": "2026-01-01T00:00:00Z"}), "error on version_at: versions and version_at exclude each other"},
		{"s3", s3(values{"versions": true, "version_at": "0001-01-01T00:00:00Z"}), ""},
		{"s3", s3(values{"sse_customer_algorithm": "AES256", "sse_customer_key": key32, "sse_customer_key_base64": key32InBase64}),
			"error on sse_customer_key_base64: sse_customer_key and sse_customer_key_base64 exclude each other"},
		{"oracleobjectstorage", oracle(values{"sse_customer_key": key32InBase64, "sse_customer_key_file": "f"}),
			"error on sse_customer_key_file: sse_customer_key and sse_customer_key_file exclude each other"},
		{"oracleobjectstorage", oracle(values{"sse_customer_key_file": "f", "sse_kms_key_id": "i"}),
			"error on sse_kms_key_id: sse_customer_key_file and sse_kms_key_id exclude each other"},
		{"storj", values{"access_grant": "g", "api_key": "k", "passphrase": "p"}, "error on api_key: access_grant and api_key exclude each other"},
		// What goes together.
		{"s3", s3(values{"sse_customer_key": key32}), "error on sse_customer_key: sse_customer_key needs sse_customer_algorithm"},
		{"b2", values{"sse_customer_key_base64": key32InBase64}, "error on sse_customer_key_base64: sse_customer_key_base64 needs sse_customer_algorithm"},
		{"s3", s3(values{"sse_customer_algorithm": "AES256"}), "error on sse_customer_algorithm: sse_customer_algorithm needs sse_customer_key or sse_customer_key_base64"},
		{"s3", s3(values{"sse_customer_key_md5": "m"}), "warning on sse_customer_key_md5: sse_customer_key_md5 is not used without sse_customer_algorithm"},
		{"oracleobjectstorage", oracle(values{"sse_customer_key": key32InBase64}), ""},
		{"oracleobjectstorage", oracle(values{"sse_customer_algorithm": "AES256"}),
			"error on sse_customer_algorithm: sse_customer_algorithm needs sse_customer_key or sse_customer_key_file"},
		{"oracleobjectstorage", oracle(values{"sse_customer_key_sha256": "h"}),
			"warning on sse_customer_key_sha256: sse_customer_key_sha256 is not used without sse_customer_key or sse_customer_key_file"},
		{"s3", s3(values{"object_lock_mode": "GOVERNANCE"}), "error on object_lock_mode: object_lock_mode needs object_lock_retain_until_date"},
		{"s3", s3(values{"object_lock_retain_until_date": "1y"}), "error on object_lock_retain_until_date: object_lock_retain_until_date needs object_lock_mode"},
		// What another field puts out of use.
		{"s3", s3(values{"version_deleted": true}), "warning on version_deleted: version_deleted is not used without versions"},
		{"s3", s3(values{"sse_kms_key_id": "i", "server_side_encryption": "AES256"}), `warning on sse_kms_key_id: sse_kms_key_id is not used with server_side_encryption = "AES256"`},
		{"s3", values{"provider": "Minio", "endpoint": "", "use_accelerate_endpoint": true}, `warning on use_accelerate_endpoint: use_accelerate_endpoint is not used with provider = "Minio"`},
		{"s3", values{"provider": "Minio", "endpoint": "", "use_dual_stack": true}, `warning on use_dual_stack: use_dual_stack is not used with provider = "Minio"`},
		{"s3", s3(values{"endpoint": "", "use_dual_stack": true}), ""},
		{"azureblob", values{"account": "a", "key": "a2V5", "list_parallelism": int64(4)}, "warning on list_parallelism: list_parallelism is not used without use_arrow_list"},
		{"azureblob", values{"account": "a", "key": "a2V5", "list_parallelism": int64(0)}, ""},
		{"google-cloud-storage", values{"bucket_acl": "private", "bucket_policy_only": true}, "warning on bucket_acl: bucket_acl is not used with bucket_policy_only"},
		{"google-cloud-storage", values{"object_acl": "private", "bucket_policy_only": true}, "warning on object_acl: object_acl is not used with bucket_policy_only"},
		{"oracleobjectstorage", oracle(values{"attempt_resume_upload": true}), "warning on attempt_resume_upload: attempt_resume_upload is not used without leave_parts_on_error"},
		{"oracleobjectstorage", oracle(values{"config_file": "f"}), `warning on config_file: config_file is not used with provider = "no_auth"`},
		{"swift", values{"auth": "https://a", "auth_version": int64(2), "domain": "d"}, "warning on domain: domain is not used with auth_version = 2"},
		{"swift", values{"auth": "https://a", "auth_version": int64(1), "user_id": "u", "key": "k"}, "warning on user_id: user_id is not used with auth_version = 1"},
		{"swift", values{"auth": "https://a", "auth_version": int64(3), "tenant_domain": "d"}, ""},
		{"storj", values{"access_grant": "g", "satellite_address": "eu1.storj.io"}, "warning on satellite_address: satellite_address is not used with access_grant"},
		// Two ways to authenticate.
		{"s3", s3(values{"env_auth": true, "access_key_id": "i", "secret_access_key": "s"}), "warning on env_auth: access_key_id and env_auth are two ways to authenticate"},
		{"qingstor", values{"env_auth": true, "access_key_id": "i", "secret_access_key": "s"}, "warning on env_auth: access_key_id and env_auth are two ways to authenticate"},
		{"azureblob", values{"account": "a", "key": "a2V5", "sas_url": "https://s/?sig=s"}, "warning on sas_url: key and sas_url are two ways to authenticate"},
		{"azureblob", values{"account": "a", "key": "a2V5", "env_auth": true}, "warning on env_auth: key and env_auth are two ways to authenticate"},
		{"azureblob", values{"account": "a", "key": "a2V5", "use_emulator": true}, ""},
		{"azurefiles", values{"account": "a", "share_name": "s", "key": "a2V5", "connection_string": "c"},
			"warning on connection_string: key and connection_string are two ways to authenticate"},
		{"google-cloud-storage", values{"env_auth": true, "service_account_file": "f"}, "warning on env_auth: service_account_file and env_auth are two ways to authenticate"},
		{"google-cloud-storage", values{"token": "{}", "client_id": "i", "client_secret": "s"}, ""},
		{"swift", values{"auth": "https://a", "user": "u", "key": "k", "env_auth": true}, "warning on env_auth: user and env_auth are two ways to authenticate"},
		{"swift", values{"auth": "https://a", "user": "u", "key": "k", "env_auth": unknown{}}, ""},
		// Where one signs in.
		{"azurefiles", values{"account": "a", "key": "a2V5"}, "warning on share_name: share_name is not set"},
		{"azurefiles", values{"key": "a2V5"}, "warning on account: account and share_name are not set"},
		{"azurefiles", values{"account": "a", "share_name": unknown{}, "key": "a2V5"}, ""},
		{"swift", values{"user": "u", "key": "k"}, "warning on auth: auth is not set"},
		{"azureblob", values{"sas_url": "https://s/?sig=s"}, ""},
		// A checksum of another key.
		{"s3", s3(values{"sse_customer_algorithm": "AES256", "sse_customer_key": key32, "sse_customer_key_md5": "hRasmdxgYDKV3nvbahU1MA=="}), ""},
		{"s3", s3(values{"sse_customer_algorithm": "AES256", "sse_customer_key": key32, "sse_customer_key_md5": "cmVk"}), "error on sse_customer_key_md5: sse_customer_key_md5 does not fit sse_customer_key"},
		{"b2", values{"sse_customer_algorithm": "AES256", "sse_customer_key_base64": key32InBase64, "sse_customer_key_md5": "cmVk"}, "error on sse_customer_key_md5: sse_customer_key_md5 does not fit sse_customer_key_base64"},
		{"oracleobjectstorage", oracle(values{"sse_customer_key": key32InBase64, "sse_customer_key_sha256": key32SHA256}), ""},
		{"oracleobjectstorage", oracle(values{"sse_customer_key": key32InBase64, "sse_customer_key_sha256": "cmVk"}),
			"error on sse_customer_key_sha256: sse_customer_key_sha256 does not fit sse_customer_key"},
		// White space in the place of a value counts for nothing, and is said once.
		{"s3", s3(values{"access_key_id": "i", "secret_access_key": "\n"}), "error on secret_access_key: secret_access_key is nothing but white space"},
		{"s3", s3(values{"access_key_id": " ", "secret_access_key": "s"}), "error on access_key_id: access_key_id is nothing but white space"},
		{"s3", values{"provider": "AWS", "endpoint": " "}, "error on endpoint: endpoint is nothing but white space"},
		{"s3", s3(values{"sse_kms_key_id": "arn\n"}), "error on sse_kms_key_id: sse_kms_key_id begins or ends with white space"},
		{"s3", s3(values{"location_constraint": "eu "}), "error on location_constraint: location_constraint begins or ends with white space"},
		{"s3", s3(values{"description": " for the archive\n"}), ""},
		{"storj", values{"api_key": "k", "passphrase": "\n"}, "warning on passphrase: passphrase begins or ends with white space"},
		{"drive", values{"token": "{}", "export_formats": "docx, xlsx\n"}, ""},
		// Variables of CI that are not set.
		{"s3", s3(values{"access_key_id": "", "secret_access_key": ""}), "warning on secret_access_key: secret_access_key is an empty text, and nothing else signs in"},
		{"s3", s3(values{"access_key_id": "", "secret_access_key": "", "env_auth": true}), ""},
		{"s3", s3(values{"access_key_id": unknown{}, "secret_access_key": ""}), ""},
		{"qingstor", values{"secret_access_key": ""}, "warning on secret_access_key: secret_access_key is an empty text, and nothing else signs in"},
		{"azureblob", values{"account": "a", "key": ""}, "warning on key: key is an empty text, and nothing else signs in"},
		{"azureblob", values{"account": "a", "key": "", "use_msi": true}, ""},
	} {
		if got := strings.Join(checked(t, c.backend, c.set), "; "); got != c.want {
			t.Errorf("%s with %v\nsays %s\nwant %s", c.backend, c.set, got, c.want)
		}
	}
}

// Numbers and sizes that a service, or what speaks to it, refuses.
func TestBounds(t *testing.T) {
	t.Parallel()
	type values = catalog.Values
	const token = `{"access_token":"a"}`
	for _, c := range []struct {
		backend string
		set     values
		want    string
	}{
		{"s3", values{"provider": "AWS", "chunk_size": "5242879"}, "error on chunk_size: chunk_size is too small: 5242879 bytes"},
		{"s3", values{"provider": "AWS", "chunk_size": "5242880"}, ""},
		{"s3", values{"provider": "AWS", "copy_cutoff": "0"}, "error on copy_cutoff: copy_cutoff is too small: 0 bytes"},
		{"s3", values{"provider": "AWS", "upload_cutoff": "5368709121"}, "error on upload_cutoff: upload_cutoff is too large: 5368709121 bytes"},
		{"oracleobjectstorage", values{"provider": "no_auth", "upload_cutoff": "5368709121"}, ""},
		{"oracleobjectstorage", values{"provider": "no_auth", "copy_cutoff": "5368709121"}, "warning on copy_cutoff: copy_cutoff above 5368709120 does harm"},
		{"b2", values{"copy_cutoff": "5000000001"}, "warning on copy_cutoff: copy_cutoff above 5000000000 does harm"},
		{"azureblob", values{"account": "a", "key": "a2V5", "chunk_size": "0"}, "error on chunk_size: chunk_size is too small: 0 bytes"},
		{"azureblob", values{"account": "a", "key": "a2V5", "list_chunk": int64(5001)}, "error on list_chunk: list_chunk is too large: 5001"},
		{"qingstor", values{"chunk_size": "4194303"}, "error on chunk_size: chunk_size is too small: 4194303 bytes"},
		{"swift", values{"chunk_size": "0"}, "error on chunk_size: chunk_size is too small: 0 bytes"},
		{"sftp", values{"user": "u", "pass": "p", "known_hosts_file": "f", "chunk_size": "0"}, "error on chunk_size: chunk_size is too small: 0 bytes"},
		{"sftp", values{"user": "u", "pass": "p", "known_hosts_file": "f", "concurrency": int64(0)}, "error on concurrency: concurrency is too small: 0"},
		{"opendrive", values{"username": "u", "password": "p", "chunk_size": "0"}, "error on chunk_size: chunk_size is too small: 0 bytes"},
		{"sharefile", values{"token": token, "endpoint": "https://m.sf-api.com", "chunk_size": "2147483649"}, "error on chunk_size: chunk_size is too large: 2147483649 bytes"},
		{"drive", values{"token": token, "chunk_size": "8388609"}, "error on chunk_size: chunk_size is no power of two: 8388609 bytes"},
		{"drive", values{"token": token, "chunk_size": "16777216"}, ""},
		{"onedrive", values{"token": token, "drive_id": "b!1", "drive_type": "business", "chunk_size": "10485761"},
			"error on chunk_size: chunk_size is no multiple of 327680: 10485761 bytes"},
		{"onedrive", values{"token": token, "drive_id": "b!1", "drive_type": "business", "upload_cutoff": "262144001"},
			"error on upload_cutoff: upload_cutoff is too large: 262144001 bytes"},
		{"dropbox", values{"token": token, "batch_size": int64(1001)}, "error on batch_size: batch_size is too large: 1001"},
		{"dropbox", values{"token": token, "batch_mode": "on"}, "error on batch_mode: batch_mode is no way to commit uploads"},
		{"google-photos", values{"token": token, "batch_size": int64(51)}, "error on batch_size: batch_size is too large: 51"},
		{"pikpak", values{"user": "u", "pass": "p", "upload_cutoff": "5368709121"}, "error on upload_cutoff: upload_cutoff is too large: 5368709121 bytes"},
	} {
		if got := strings.Join(checked(t, c.backend, c.set), "; "); got != c.want {
			t.Errorf("%s with %v\nsays %s\nwant %s", c.backend, c.set, got, c.want)
		}
	}
}

// saidOtherwise are fields that a description names and that no rule has to hold against its
// own, each as "field other" and by the reason. They are of all services that have both.
var saidOtherwise = map[string][]string{
	"it says how much, and any value is taken": {
		"chunk_size upload_concurrency", "upload_concurrency chunk_size", "chunk_size max_upload_parts",
		"max_upload_parts chunk_size", "upload_cutoff chunk_size", "copy_cutoff chunk_size", "copy_cutoff use_copy_blob",
		"maximal_summary_chunk_size minimal_chunk_size", "disable_checksum upload_cutoff", "batch_size batch_mode",
		"batch_timeout batch_mode", "pacer_burst pacer_min_sleep", "list_folder_limit list_folder_window",
		"list_folder_window list_folder_limit", "tpslimit_burst tpslimit", "speedup_max_disk speedup_enable",
		"partial_page_fetch_threshold fetch_until_empty_page",
	},
	"it says what happens where the other is not set": {
		"acl bucket_acl", "bucket_acl acl", "region endpoint", "storage_url region", "auth_version auth",
		"list_url_encode provider", "list_version provider", "might_gzip provider", "use_accept_encoding_gzip provider",
		"use_already_exists provider", "use_multipart_etag provider", "use_multipart_uploads provider",
		"use_unsigned_payload provider", "list_versions_oldest_first provider", "object_lock_supported provider",
		"sign_accept_encoding provider", "use_data_integrity_protections provider", "use_x_id provider",
		"force_path_style provider",
	},
	"both are of use together": {
		"location_constraint region", "use_arn_region region", "use_emulator endpoint", "no_large_objects no_chunk",
		"media_extensions adjust_media_files_extensions", "speedup_file_patterns speedup_enable", "pin_host_key host_keys",
	},
	"the account may be named twice":                       {"sas_url account", "connection_string account"},
	"an upload goes on with the size that it began with":   {"attempt_resume_upload chunk_size"},
	"it is one name for the other, which is sent as it is": {"key key_pem", "passphrase key_file_pass", "password pass"},
}

// withoutNames is how a description says something of another field and does not name it.
var withoutNames = regexp.MustCompile("(?i)goes with|works with AWS only|only version|ignored with|used only|only with |" +
	"at most one|cannot be combined|must then be empty|leave the other|leave both")

var (
	sentence = regexp.MustCompile(`[.;] `)
	inTicks  = regexp.MustCompile("`([a-z0-9_]+)`")
)

// Whatever a description says of another field is a rule that has both, or follows from
// the ways to authenticate, or is listed above.
func TestWhatDescriptionsSayIsARule(t *testing.T) {
	t.Parallel()
	named, unnamed, listed, unseen := 0, 0, map[string]bool{}, map[string]bool{}
	for _, pairs := range saidOtherwise {
		for _, pair := range pairs {
			listed[pair], unseen[pair] = true, true
		}
	}
	for _, b := range services.All() {
		for i := range b.Fields {
			f := &b.Fields[i]
			for _, said := range sentence.Split(f.Doc, -1) {
				others := fieldsIn(b, f, said)
				if len(others) == 0 && withoutNames.MatchString(said) {
					unnamed++
					if !hasRule(b, f) {
						t.Errorf("%s.%s: no rule says it: %s", b.Name, f.Name, said)
					}
				}
				for _, other := range others {
					named++
					pair := f.Name + " " + other.Name
					if related := areRelated(b, f, other); !related && !listed[pair] {
						t.Errorf("%s.%s: no rule has %s too: %s", b.Name, f.Name, other.Name, said)
					} else if !related {
						delete(unseen, pair)
					}
				}
			}
		}
	}
	if named < 300 || unnamed < 11 {
		t.Errorf("%d fields are named and %d meant, want 300 and 11 at least: they are not found", named, unnamed)
	}
	for pair := range unseen {
		t.Errorf("%s: nothing says it, or a rule does", pair)
	}
}

// fieldsIn are the other fields that a sentence names.
func fieldsIn(b *catalog.Backend, f *catalog.Field, said string) (others []*catalog.Field) {
	for _, name := range inTicks.FindAllStringSubmatch(said, -1) {
		for i := range b.Fields {
			if other := &b.Fields[i]; other != f && (other.Name == name[1] || other.Attribute() == name[1]) {
				others = append(others, other)
				break
			}
		}
	}
	return others
}

// hasRule reports whether a rule is about a field, or the field is a way to authenticate by
// itself.
func hasRule(b *catalog.Backend, f *catalog.Field) bool {
	return slices.ContainsFunc(b.Rules, func(r catalog.Rule) bool { return r.If == f.Name || slices.Contains(r.OnlyOne, f.Name) }) ||
		slices.ContainsFunc(b.Ways, func(w catalog.Way) bool { return slices.Equal(w.Fields, []string{f.Name}) })
}

// areRelated reports whether a rule or a way has both fields, or they are of two ways, of
// which one is too many, or the other is always there.
func areRelated(b *catalog.Backend, f, other *catalog.Field) bool {
	both := func(lists ...[]string) bool {
		all := slices.Concat(lists...)
		return slices.Contains(all, f.Name) && slices.Contains(all, other.Name)
	}
	signsIn := func(name, without string) bool {
		return slices.ContainsFunc(b.Ways, func(w catalog.Way) bool {
			return slices.Contains(w.Fields, name) && !slices.Contains(w.Fields, without)
		})
	}
	return other.Required ||
		slices.ContainsFunc(b.Rules, func(r catalog.Rule) bool {
			return both([]string{r.If, r.Where}, r.Needs, r.AnyOf, r.OnlyOne, r.Without, r.To)
		}) ||
		slices.ContainsFunc(b.Ways, func(w catalog.Way) bool { return both(w.At, w.Fields, w.With) }) ||
		signsIn(f.Name, other.Name) && signsIn(other.Name, f.Name)
}
