package provider_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/compare"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
)

// addedFields are the fields that October added, as a configuration sets them and
// as they are sent.
var addedFields = map[string]struct {
	config string
	sent   map[string]any
}{
	"azureblob": {
		`account = "a"
		key = "a2V5"
		copy_concurrency = 100
		copy_cutoff = "16Mi"
		copy_total_concurrency = 1000
		decompress = true
		list_parallelism = 8
		use_arrow_list = true
		use_copy_blob = false`,
		map[string]any{
			"account": "a", "key": "a2V5", "copy_concurrency": 100.0, "copy_cutoff": "16777216", "copy_total_concurrency": 1000.0,
			"decompress": true, "list_parallelism": 8.0, "use_arrow_list": true, "use_copy_blob": false,
		},
	},
	"azurefiles": {
		`account = "a"
		key = "a2V5"
		share_name = "s"
		disable_instance_discovery = true
		use_az = false
		use_emulator = false`,
		map[string]any{
			"account": "a", "key": "a2V5", "share_name": "s", "disable_instance_discovery": true, "use_az": false, "use_emulator": false,
		},
	},
	"oracleobjectstorage": {
		`namespace = "n"
		region = "r"
		provider_type = "no_auth"
		decompress = true`,
		map[string]any{"namespace": "n", "region": "r", "provider": "no_auth", "decompress": true},
	},
	"s3": {
		`provider_type = "AWS"
		endpoint = ""
		region = "eu-central-1"
		access_key_id = "i"
		secret_access_key = "s3cret"
		bucket_object_lock_enabled = true
		bypass_governance_retention = true
		ibm_api_key_wo = "1bm"
		ibm_iam_endpoint = "https://iam.example"
		ibm_resource_instance_id = "crn"
		list_versions_oldest_first = "false"
		object_lock_legal_hold_status = "ON"
		object_lock_mode = "GOVERNANCE"
		object_lock_retain_until_date = "1y"
		object_lock_set_after_upload = true
		object_lock_supported = "unset"
		role_arn = "arn:aws:iam::1:role/r"
		role_external_id = "e"
		role_session_duration = "1h"
		role_session_name = "n"
		sign_accept_encoding = "true"
		use_arn_region = true
		use_data_integrity_protections = "true"
		use_x_id = "unset"
		might_gzip = "unset"`,
		map[string]any{
			"provider": "AWS", "region": "eu-central-1", "access_key_id": "i", "secret_access_key": "s3cret",
			"bucket_object_lock_enabled": true, "bypass_governance_retention": true, "ibm_api_key": "1bm",
			"ibm_iam_endpoint": "https://iam.example", "ibm_resource_instance_id": "crn", "list_versions_oldest_first": "false",
			"object_lock_legal_hold_status": "ON", "object_lock_mode": "GOVERNANCE", "object_lock_retain_until_date": "1y",
			"object_lock_set_after_upload": true, "role_arn": "arn:aws:iam::1:role/r", "role_external_id": "e",
			"role_session_duration": "1h", "role_session_name": "n", "sign_accept_encoding": "true", "use_arn_region": true,
			"use_data_integrity_protections": "true",
		},
	},
	"b2": {
		`account = "a"
		key = "k3y"
		sse_customer_algorithm = "AES256"
		sse_customer_key_base64 = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
		sse_customer_key_md5 = "hRasmdxgYDKV3nvbahU1MA=="`,
		map[string]any{
			"account": "a", "key": "k3y", "sse_customer_algorithm": "AES256", "sse_customer_key_base64": "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
			"sse_customer_key_md5": "hRasmdxgYDKV3nvbahU1MA==",
		},
	},
	"cloudinary": {
		`cloud_name = "c"
		api_key = "1234"
		api_secret = "s3cret"
		adjust_media_files_extensions = false
		media_extensions = "jpg,png"`,
		map[string]any{
			"cloud_name": "c", "api_key": "1234", "api_secret": "s3cret", "adjust_media_files_extensions": false,
			"media_extensions": "jpg,png",
		},
	},
	"internetarchive": {
		`access_key_id = "i"
		secret_access_key = "s3cret"
		item_derive = false
		item_metadata = "title=Cats"`,
		map[string]any{"access_key_id": "i", "secret_access_key": "s3cret", "item_derive": false, "item_metadata": "title=Cats"},
	},
	"sftp": {
		`host = "files.example.com"
		user = "deploy"
		encoding = "Slash,Dot"
		hashes = "md5,sha1"
		host_keys = "ssh-ed25519 AAAA"
		http_proxy = "http://proxy.example.com:3128"
		key = "k"
		passphrase = "p"
		password = "q"
		pin_host_key = false`,
		map[string]any{
			"host": "files.example.com", "user": "deploy", "encoding": "33554434", "hashes": "md5,sha1", "host_keys": "ssh-ed25519 AAAA",
			"http_proxy": "http://proxy.example.com:3128", "key": "k", "passphrase": "p", "password": "q", "pin_host_key": false,
		},
	},
	"ftp": {
		`host = "ftp.example.com"
		user = "uploader"
		explicit_tls = true
		allow_insecure_tls_ciphers = true
		http_proxy = "http://proxy.example.com:3128"`,
		map[string]any{
			"host": "ftp.example.com", "user": "uploader", "explicit_tls": true, "allow_insecure_tls_ciphers": true,
			"http_proxy": "http://proxy.example.com:3128",
		},
	},
	"smb": {
		`host = "nas.example.com"
		user = "hoody"
		pass = "s3cret"
		use_kerberos = false`,
		map[string]any{"host": "nas.example.com", "user": "hoody", "pass": "s3cret", "use_kerberos": false},
	},
	"protondrive": {
		`username = "curator@proton.me"
		password = "s3cret"
		otp_secret_key = "JBSWY3DPEHPK3PXP"`,
		map[string]any{"username": "curator@proton.me", "password": "s3cret", "otp_secret_key": "JBSWY3DPEHPK3PXP"},
	},
	"iclouddrive": {
		`apple_id = "curator@example.com"
		password = "s3cret"
		trust_token = "t0ken"
		service = "photos"`,
		map[string]any{"apple_id": "curator@example.com", "password": "s3cret", "trust_token": "t0ken", "service": "photos"},
	},
	"mega": {
		`user = "curator@example.com"
		pass = "s3cret"
		password = "0ther"
		session_id = "a-session"
		master_key = "a2V5"
		two_factor_code = "424242"`,
		map[string]any{
			"user": "curator@example.com", "pass": "s3cret", "password": "0ther", "session_id": "a-session", "master_key": "a2V5",
			"2fa": "424242",
		},
	},
	"linkbox": {
		`token = "t0ken"
		email = "curator@example.com"
		password = "s3cret"
		web_token = "a-session"`,
		map[string]any{"token": "t0ken", "email": "curator@example.com", "password": "s3cret", "web_token": "a-session"},
	},
	"pikpak": {
		`user = "curator@example.com"
		pass = "s3cret"
		upload_cutoff = "100Mi"`,
		map[string]any{"user": "curator@example.com", "pass": "s3cret", "upload_cutoff": "104857600"},
	},
	"drive": {
		`token = "{\"access_token\":\"a\"}"
		metadata_enforce_expansive_access = true`,
		map[string]any{"token": `{"access_token":"a"}`, "metadata_enforce_expansive_access": true},
	},
	"dropbox": {
		`token = "{\"access_token\":\"a\"}"
		export_formats = "md"
		impersonate_admin = "dbmid:a"
		show_all_exports = true
		skip_exports = true
		skip_shared_folders = true
		skip_unowned_folders = true`,
		map[string]any{"token": `{"access_token":"a"}`, "export_formats": "md", "impersonate_admin": "dbmid:a", "show_all_exports": true, "skip_exports": true, "skip_shared_folders": true, "skip_unowned_folders": true},
	},
	"onedrive": {
		`token = "{\"access_token\":\"a\"}"
		drive_id = "b!1"
		drive_type = "business"
		tenant_url = "https://museum.sharepoint.com/_api"
		upload_cutoff = "off"`,
		map[string]any{"token": `{"access_token":"a"}`, "drive_id": "b!1", "drive_type": "business", "tenant_url": "https://museum.sharepoint.com/_api", "upload_cutoff": "-1"},
	},
	"yandex": {
		`token = "{\"access_token\":\"a\"}"
		upload_wait = 5`,
		map[string]any{"token": `{"access_token":"a"}`, "upload_wait": 5.0},
	},
	"zoho": {
		`token = "{\"access_token\":\"a\"}"
		region = "eu"
		list_folder_burst = 5
		list_folder_limit = 18
		list_folder_window = 90
		root_folder_id = "f"
		tpslimit = "5"
		tpslimit_burst = 2`,
		map[string]any{"token": `{"access_token":"a"}`, "region": "eu", "list_folder_burst": 5.0, "list_folder_limit": 18.0, "list_folder_window": 90.0, "root_folder_id": "f", "tpslimit": "5", "tpslimit_burst": 2.0},
	},
	"opendrive": {
		`username = "curator@example.com"
		password = "s3cret"
		access = "private"`,
		map[string]any{"username": "curator@example.com", "password": "s3cret", "access": "private"},
	},
}

func backendAt(url, backend, config string) string {
	return atService(url) + fmt.Sprintf("resource \"hoody_backend_%s\" \"example\" {\n%s\n}\n", backend, config)
}

// What October added goes to a service of October as it is set, and nothing else
// does; the state has it, and a plan no change.
func TestAddedFieldsThroughTheAPI(t *testing.T) {
	t.Parallel()
	needs(t, writeOnlyArguments)
	service, url := serveEmulator(t, emulator.Options{Dialect: emulator.October})
	config := atService(url)
	for _, backend := range slices.Sorted(maps.Keys(addedFields)) {
		config += fmt.Sprintf("resource \"hoody_backend_%s\" \"example\" {\n%s\n}\n", backend, addedFields[backend].config)
	}
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{{Config: config}, {Config: config, ConfigPlanChecks: nothingPlanned()}},
	})
	for backend, c := range addedFields {
		wantSent(t, service, "POST /api/v1/backends/"+strings.ReplaceAll(backend, "_", "-"), c.sent)
	}
}

// A version of Hoody that does not have what is configured refuses it, and
// the error says which version has it and what to use instead.
func TestAnotherVersionRefuses(t *testing.T) {
	t.Parallel()
	const grant = "access_grant = \"gr4nt-of-storj\""
	for _, c := range []struct {
		name    string
		dialect emulator.Dialect
		backend string
		config  string
		want    string
	}{
		{
			"a service that was withdrawn", emulator.October, "storj", grant,
			"Hoody has no backend type storj. Hoody answered 404 Not Found to POST: \"Unknown backend type 'storj'\". Withdrawn in version 2026-10 of Hoody, which keeps " +
				"existing backends but no longer connects them. Use `hoody_backend_s3` with Storj's S3-compatible gateway:",
		},
		{
			"its former name", emulator.October, "tardigrade", grant,
			"Hoody has no backend type tardigrade. Hoody answered 404 Not Found to POST: \"Unknown backend type 'tardigrade'\". Withdrawn in version 2026-10 of Hoody,",
		},
		{
			"credentials of the machine", emulator.October, "s3", "endpoint = \"s3.example\"\nenv_auth = true",
			"env_auth: Version 2026-10 of Hoody accepts only `false`. Set `access_key_id` and `secret_access_key`, with `role_arn` for a role.",
		},
		{
			"a file of the machine", emulator.October, "google_cloud_storage", "service_account_file = \"/key.json\"",
			"service_account_file: Withdrawn in version 2026-10 of Hoody. Set `service_account_credentials` to what is in the file.",
		},
		{
			"a way to sign in", emulator.October, "oracleobjectstorage", "namespace = \"n\"\nregion = \"r\"\nprovider_type = \"env_auth\"",
			"provider_type: Version 2026-10 of Hoody accepts only `no_auth`. For anything but public buckets, use `hoody_backend_s3`",
		},
		{
			"no address of siad", emulator.October, "sia", "api_password = \"pa55w0rd\"",
			"api_url: Version 2026-10 of Hoody requires it.",
		},
		{
			"a new field", emulator.Page, "s3", "endpoint = \"s3.example\"\nrole_arn = \"arn:aws:iam::1:role/r\"",
			"role_arn: Added in version 2026-10 of Hoody.",
		},
		{
			"an empty endpoint", emulator.Page, "s3", "endpoint = \"\"\nregion = \"eu-west-1\"",
			"endpoint: An empty text (`\"\"`) is not sent and means AWS's own endpoint of the `region`, which Hoody accepts from version 2026-10 on.",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, url := serveEmulator(t, emulator.Options{Dialect: c.dialect})
			acceptance(t, resource.TestCase{
				Steps: []resource.TestStep{{Config: backendAt(url, c.backend, c.config), ExpectError: words(c.want)}},
			})
		})
	}
}

// A tri-state that is unset and one that is left out are the same to Hoody:
// going from one to the other sends nothing and keeps the backend.
func TestUnsetIsNoChange(t *testing.T) {
	t.Parallel()
	for _, dialect := range []emulator.Dialect{emulator.Page, emulator.October} {
		t.Run(fmt.Sprint(dialect), func(t *testing.T) { t.Parallel(); unsetIsNoChange(t, dialect) })
	}
}

func unsetIsNoChange(t *testing.T, dialect emulator.Dialect) {
	t.Helper()
	service, url := serveEmulator(t, emulator.Options{Dialect: dialect})
	config := func(set string) string { return backendAt(url, "s3", "endpoint = \"s3.example\"\n"+set) }
	same := statecheck.CompareValue(compare.ValuesSame())
	id := func() []statecheck.StateCheck {
		return []statecheck.StateCheck{same.AddStateValue("hoody_backend_s3.example", tfjsonpath.New("id"))}
	}
	acceptance(t, resource.TestCase{
		Steps: []resource.TestStep{
			{Config: config(""), ConfigStateChecks: id()},
			{Config: config(`might_gzip = "unset"`), ConfigStateChecks: append(id(), statecheck.ExpectKnownValue(
				"hoody_backend_s3.example", tfjsonpath.New("might_gzip"), knownvalue.StringExact("unset")))},
			{Config: config(`might_gzip = "unset"`), ConfigPlanChecks: nothingPlanned()},
			{Config: config(""), ConfigStateChecks: id()},
			{Config: config(""), ConfigPlanChecks: nothingPlanned()},
		},
	})
	posts := 0
	for _, r := range service.Requests() {
		if r.Method == "POST" || r.Method == "PUT" {
			posts++
		}
	}
	if posts != 1 {
		t.Errorf("%d requests changed something, want the one create", posts)
	}
}

// None of what October added is left out here.
func TestAddedFieldsAreAllSet(t *testing.T) {
	t.Parallel()
	for _, d := range documentedBackends(t) {
		for _, f := range d.Service.Fields {
			if f.October.Added && !strings.Contains(addedFields[d.Name].config, attributeOf(d.Name, f.Name)) {
				t.Errorf("%s.%s is not set", d.Name, f.Name)
			}
		}
	}
}
