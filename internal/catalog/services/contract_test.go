package services_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/facts"
)

// versions pairs the catalog's versions with the documented ones.
var versions = map[catalog.Version]facts.Version{
	catalog.Page: facts.Page, catalog.August: facts.August, catalog.October: facts.October,
}

func TestVersionsAreThoseOfTheService(t *testing.T) {
	t.Parallel()
	if !slices.Equal(catalog.Versions(), slices.Sorted(maps.Keys(versions))) {
		t.Errorf("the versions are %v", catalog.Versions())
	}
	for v, documented := range versions {
		if v.String() != string(documented) {
			t.Errorf("%s is documented as %s", v, documented)
		}
	}
	if none := catalog.Version(9).String(); none != "" {
		t.Errorf("no version is called %q", none)
	}
}

// categories are the titles of the documentation's pages.
var categories = map[string]string{"object": "Object storage", "protocols": "File protocols", "cloud": "Cloud drives"}

// The catalog has the services of the page, in its order, and then of other pages.
func TestBackendsAreThoseOfThePages(t *testing.T) {
	t.Parallel()
	onPage := len(facts.In(facts.Page))
	for i, b := range services.All() {
		s := facts.Of(b.Name)
		switch {
		case s == nil:
			t.Errorf("no page has %s", b.Name)
		case (i < onPage) != s.In(facts.Page), i < onPage && facts.In(facts.Page)[i] != s:
			t.Errorf("%s is the %d. in the catalog: the page has another there", b.Name, i+1)
		case b.Category.String() != categories[s.Page]:
			t.Errorf("%s is under %q, and on the page of %q", b.Name, b.Category, s.Page)
		case b.BackendType() != s.BackendType, s.Type != "" && b.StorageType() != s.Type:
			t.Errorf("%s answers %s %s, documented is %s %s", b.Name, b.BackendType(), b.StorageType(), s.BackendType, s.Type)
		}
	}
	if len(services.All()) < onPage {
		t.Errorf("the catalog lacks services of the page, which has %d", onPage)
	}
}

func TestEveryVersionHasItsBackends(t *testing.T) {
	t.Parallel()
	for _, b := range services.All() {
		for v, documented := range versions {
			if got, want := b.Has(v), facts.Of(b.Name).In(documented); got != want {
				t.Errorf("%s has %s: the catalog says %v, the documentation %v", v, b.Name, got, want)
			}
		}
	}
}

// Each version of each service has the documented fields, and no others; fields
// are as they are documented.
func TestEveryVersionHasItsFields(t *testing.T) {
	t.Parallel()
	for _, b := range services.All() {
		for v, documented := range versions {
			if !b.Has(v) {
				continue
			}
			t.Run(b.Name+"/"+v.String(), func(t *testing.T) {
				t.Parallel()
				got, want := map[string]string{}, map[string]string{}
				for i := range b.Fields {
					if f := &b.Fields[i]; f.Has(v) {
						got[f.Name] = asIn(f, v)
					}
				}
				for _, f := range facts.Of(b.Name).FieldsIn(documented) {
					want[f.Name] = asDocumented(f)
				}
				compareFields(t, got, want)
			})
		}
	}
}

func compareFields(t *testing.T, got, want map[string]string) {
	t.Helper()
	for name := range want {
		if _, ok := got[name]; !ok {
			t.Errorf("%s is documented, and not in the catalog", name)
		}
	}
	for name, is := range got {
		if want[name] != is {
			t.Errorf("%s\nis documented as %q\nin the catalog   %q", name, want[name], is)
		}
	}
}

// asDocumented is all that a version documents of a field, in a line. What is required
// has no default, whatever is documented.
func asDocumented(f facts.Field) string {
	def := fmt.Sprint(f.Default)
	if f.Default == nil || f.Required {
		def = "unset"
	}
	return fmt.Sprintf("%s, required %t, default %s, only %v, secret %t, rotates %t", f.Type, f.Required, def, f.OneOf, f.Secret, f.Rotates)
}

// asIn is the same of a field of the catalog in a version that has it.
func asIn(f *catalog.Field, v catalog.Version) string {
	wire := map[catalog.Wire]string{catalog.WireString: "string", catalog.WireBool: "boolean", catalog.WireNumber: "integer"}
	required := f.Required && (f.OptionalSince == catalog.Page || v < f.OptionalSince)
	def := fmt.Sprint(f.DefaultIn(v))
	if f.RequiredSince != catalog.Page && v >= f.RequiredSince {
		required = true
	}
	if f.DefaultIn(v) == nil || required {
		def = "unset"
	}
	var only []any
	if f.ClosedSince != catalog.Page && v >= f.ClosedSince {
		for _, value := range f.Known {
			only = append(only, value)
		}
	}
	if f.Withdrawn.But != nil && v >= f.Withdrawn.In {
		only = []any{f.Withdrawn.But}
		if !required {
			def = fmt.Sprint(f.Withdrawn.But)
		}
	}
	rotates := f.Rotates && v >= f.RotatesSince
	return fmt.Sprintf("%s, required %t, default %s, only %v, secret %t, rotates %t", wire[f.Kind.Wire()], required, def, only, f.Secret, rotates)
}

// Counts of what only the catalog knows of the services of the page.
func TestCounts(t *testing.T) {
	t.Parallel()
	deprecated, groups := 0, map[catalog.Group]int{}
	for _, b := range services.All() {
		for i := range b.Fields {
			if !b.Has(catalog.Page) {
				break
			}
			if f := &b.Fields[i]; f.Deprecated != "" {
				deprecated++
			} else {
				groups[f.Group]++
			}
		}
	}
	for _, c := range []struct {
		what      string
		got, want int
	}{
		{"deprecated fields", deprecated, 8},
		{"fields about authentication", groups[catalog.Authentication], 133},
		{"fields about transfers", groups[catalog.Transfer], 91},
		{"fields about listings", groups[catalog.Listing], 20},
		{"advanced fields", groups[catalog.Advanced], 59},
	} {
		if c.got != c.want {
			t.Errorf("%d %s, want %d", c.got, c.what, c.want)
		}
	}
}

// open are the fields whose documented list of values is not closed.
var open = []string{
	"sharefile.root_folder_id",
	"hidrive.root_prefix",
	"zoho.region",
	"drive.scope",
	"google-cloud-storage.location", "qingstor.zone",
	"s3.endpoint", "s3.object_lock_retain_until_date", "s3.provider", "s3.region", "s3.sdk_log_mode", "s3.storage_class",
	"hdfs.data_transfer_protection", "hdfs.username", "sftp.shell_type",
	"storj.satellite_address", "tardigrade.satellite_address",
	"swift.auth", "swift.storage_policy",
	"webdav.vendor", "seafile.url", "filefabric.url", "mailru.speedup_file_patterns", "iclouddrive.service",
}

// closed are the fields that take no other values than the documented ones.
var closed = []string{
	"pcloud.hostname",
	"hidrive.scope_role",
	"hidrive.scope_access",
	"onedrive.region",
	"onedrive.link_type",
	"onedrive.link_scope",
	"onedrive.hash_type",
	"box.box_sub_type",
	"azureblob.access_tier", "azureblob.delete_snapshots", "azureblob.public_access",
	"b2.sse_customer_algorithm", "b2.test_mode",
	"koofr.provider", "opendrive.access",
	"google-cloud-storage.bucket_acl", "google-cloud-storage.object_acl", "google-cloud-storage.storage_class",
	"netstorage.protocol",
	"oracleobjectstorage.provider", "oracleobjectstorage.sse_customer_algorithm", "oracleobjectstorage.storage_tier",
	"s3.acl", "s3.bucket_acl", "s3.object_lock_legal_hold_status", "s3.object_lock_mode", "s3.server_side_encryption", "s3.sse_customer_algorithm",
	"storj.provider", "tardigrade.provider",
	"swift.endpoint_type",
}

var quoted = regexp.MustCompile("`\"?([^`\"]*)\"?`")

func TestListsOfValuesAreThoseOfTheDocumentation(t *testing.T) {
	t.Parallel()
	var gotOpen, gotClosed []string
	for _, b := range services.All() {
		for _, documented := range facts.Of(b.Name).Fields {
			f := b.Field(documented.Name)
			name := b.Name + "." + f.Name
			if len(f.Known) > 0 {
				gotOpen = append(gotOpen, name)
			}
			if len(f.OneOf) > 0 {
				gotClosed = append(gotClosed, name)
			}
			if len(f.Known)+len(f.OneOf) == 0 {
				continue
			}
			if closed, ok := facts.Of(b.Name).Field(facts.October, f.Name); ok && f.ClosedSince != catalog.Page {
				documented = facts.Field{Values: closed.OneOf} // which may be more
			}
			if got, want := slices.Concat(f.OneOf, f.Known), valuesOf(documented); !slices.Equal(got, want) {
				t.Errorf("%s: the documentation lists %q, the catalog %q", name, want, got)
			}
		}
	}
	slices.Sort(gotOpen)
	slices.Sort(gotClosed)
	if !slices.Equal(gotOpen, slices.Sorted(slices.Values(open))) {
		t.Errorf("open lists: %q", gotOpen)
	}
	if !slices.Equal(gotClosed, slices.Sorted(slices.Values(closed))) {
		t.Errorf("closed lists: %q", gotClosed)
	}
}

// valuesOf are the documented values of a field, on the page quoted in its text.
func valuesOf(f facts.Field) (values []string) {
	for _, v := range f.Values {
		values = append(values, v.(string))
	}
	for _, m := range quoted.FindAllStringSubmatch(f.Documented, -1) {
		values = append(values, m[1])
	}
	return slices.DeleteFunc(values, func(v string) bool { return v == "" || strings.HasPrefix(v, "<") })
}

// The fields from which a service derives the server and the user that it lists.
func TestWhatFieldsTell(t *testing.T) {
	t.Parallel()
	got := map[catalog.Tells][]string{}
	for _, b := range services.All() {
		for i := range b.Fields {
			if f := &b.Fields[i]; f.Tells != catalog.Nothing {
				got[f.Tells] = append(got[f.Tells], b.Name+"."+f.Name)
			}
		}
	}
	for tells, want := range map[catalog.Tells][]string{
		catalog.Server: {
			"azureblob.endpoint", "azurefiles.endpoint", "google-cloud-storage.endpoint", "oracleobjectstorage.endpoint",
			"s3.endpoint", "b2.endpoint", "qingstor.endpoint", "imagekit.endpoint", "swift.auth", "swift.storage_url",
			"netstorage.host", "storj.satellite_address", "tardigrade.satellite_address", "sia.api_url",
			"internetarchive.endpoint", "internetarchive.front_endpoint", "sftp.host",
			"ftp.host", "webdav.url", "http.url", "smb.host", "hdfs.namenode", "hidrive.endpoint", "sharefile.endpoint",
			"seafile.url", "filefabric.url",
			"koofr.endpoint", "pixeldrain.api_url", "filescom.site", "quatrix.host",
		},
		catalog.User: {
			"azureblob.account", "azureblob.username", "azurefiles.account", "azurefiles.username", "s3.access_key_id",
			"b2.account", "qingstor.access_key_id", "swift.user", "netstorage.account", "internetarchive.access_key_id",
			"sftp.user", "ftp.user", "webdav.user", "smb.user", "hdfs.username",
			"koofr.user", "opendrive.username", "gofile.account_id", "filescom.username", "ulozto.username",
			"seafile.user", "sugarsync.user", "mega.user", "linkbox.email", "pikpak.user", "mailru.user", "protondrive.username",
			"iclouddrive.apple_id",
		},
	} {
		slices.Sort(got[tells])
		slices.Sort(want)
		if !slices.Equal(got[tells], want) {
			t.Errorf("%d is told by %q", tells, got[tells])
		}
	}
}

// Each of these is known to connect, given the address of a test's server: a way
// of the catalog needs no more, and allows it.
func TestWaysThatWork(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ backend, way, fields string }{
		{"azureblob", "Shared key", "account key"},
		{"azureblob", "SAS URL", "sas_url"},
		{"azureblob", "Emulator", "use_emulator"},
		{"azurefiles", "Shared key", "account key share_name"},
		{"azurefiles", "Connection string", "connection_string share_name"},
		{"azurefiles", "SAS URL", "sas_url share_name"},
		{"google-cloud-storage", "Service account", "service_account_credentials"},
		{"google-cloud-storage", "Service account, from a file", "service_account_file"},
		{"google-cloud-storage", "Access token", "access_token"},
		{"google-cloud-storage", "OAuth", "token token_url client_id client_secret"},
		{"google-cloud-storage", "Anonymous", "anonymous"},
		{"oracleobjectstorage", "User", "provider config_file config_profile"},
		{"s3", "Access key", "access_key_id secret_access_key"},
		{"b2", "Application key", "account key"},
		{"qingstor", "Access key", "access_key_id secret_access_key"},
		{"cloudinary", "API key", "cloud_name api_key api_secret"},
		{"imagekit", "API key", "public_key private_key"},
		{"swift", "Password", "auth user key"},
		{"swift", "Password", "auth user key domain tenant"},
		{"swift", "Application credential, by id", "auth application_credential_id application_credential_secret"},
		{"netstorage", "Upload account", "host account secret"},
		{"storj", "Access grant", "provider access_grant"},
		{"storj", "API key and passphrase", "provider api_key passphrase satellite_address"},
		{"tardigrade", "Access grant", "provider access_grant"},
		{"tardigrade", "API key and passphrase", "provider api_key passphrase satellite_address"},
		{"sia", "API password", "api_url api_password"},
		{"internetarchive", "IAS3 keys", "access_key_id secret_access_key"},
		{"sftp", "Password", "user pass"},
		{"sftp", "Private key", "user key_pem"},
		{"sftp", "Private key", "user key_pem key_file_pass"},
		{"sftp", "Private key", "user key_pem pubkey"},
		{"sftp", "Private key", "user key_pem pass"},
		{"sftp", "Private key from a file", "user key_file"},
		{"webdav", "Password", "user pass"},
		{"webdav", "Password", "user pass vendor"},
		{"webdav", "Bearer token", "bearer_token"},
		{"smb", "Password", "user pass"},
		{"webdav", "None", "headers"},
		{"protondrive", "Password", "password mailbox_password 2fa"},
		{"iclouddrive", "Password", "password trust_token"},
		{"mega", "Password", "pass"},
		{"linkbox", "Account", "email password token"},
		{"pikpak", "Password", "user pass device_id"},
		{"mailru", "Password", "pass"},
		{"seafile", "Password", "pass"},
		{"seafile", "Password", "pass library_key"},
		{"seafile", "Token", "auth_token 2fa"},
		{"filefabric", "Permanent token", "permanent_token"},
		{"filefabric", "Session token", "token token_expiry"},
		{"sugarsync", "Refresh token", "refresh_token"},
		{"sugarsync", "Refresh token", "refresh_token access_key_id private_access_key"},
		{"sugarsync", "Access token", "authorization authorization_expiry user"},
		{"ftp", "Password", "user pass"},
		{"ftp", "Password", "user pass explicit_tls"},
		{"ftp", "Password", "user pass tls"},
		{"ftp", "Password", "user pass explicit_tls no_check_certificate"},
		{"koofr", "Password", "endpoint user password"},
		{"koofr", "Password", "endpoint user password provider mountid"},
		{"pixeldrain", "API key", "api_url api_key"},
		{"pixeldrain", "None", "api_url root_folder_id"},
		{"opendrive", "Password", "username password"},
		{"gofile", "API token", "access_token"},
		{"gofile", "API token", "access_token account_id root_folder_id"},
		{"fichier", "API key", "api_key"},
		{"fichier", "API key", "api_key shared_folder folder_password file_password"},
		{"fichier", "Shared folder", "shared_folder folder_password"},
		{"filescom", "API key", "api_key site"},
		{"filescom", "Password", "username password site"},
		{"premiumizeme", "API key", "api_key"},
		{"premiumizeme", "OAuth", "token client_id client_secret"},
		{"quatrix", "API key", "host api_key"},
		{"ulozto", "Password", "app_token username password"},
		{"ulozto", "Password", "app_token username password root_folder_slug"},
	} {
		ways := services.ByName(c.backend).Ways
		i := slices.IndexFunc(ways, func(w catalog.Way) bool { return w.Name == c.way })
		if i < 0 {
			t.Errorf("%s has no way %q", c.backend, c.way)
			continue
		}
		works := strings.Fields(c.fields)
		for _, name := range ways[i].Fields {
			if !slices.Contains(works, name) {
				t.Errorf("%s, %s: %s is not needed", c.backend, c.way, name)
			}
		}
		for _, name := range works {
			if !slices.Contains(slices.Concat(ways[i].At, ways[i].Fields, ways[i].With), name) {
				t.Errorf("%s, %s: %s is not allowed", c.backend, c.way, name)
			}
		}
	}
}

func TestDocumentedExamplesAreAccepted(t *testing.T) {
	t.Parallel()
	for _, b := range services.All() {
		example := facts.Of(b.Name).Example
		if len(example) == 0 && b.Has(catalog.Page) {
			t.Errorf("%s: no example", b.Name)
		}
		for name, v := range example {
			f := b.Field(name)
			if f == nil {
				t.Errorf("%s: the example sets %s, which is no field", b.Name, name)
				continue
			}
			if s, ok := v.(string); !ok || len(f.OneOf) > 0 && !slices.Contains(f.OneOf, s) {
				t.Errorf("%s.%s: the example's value %v is not accepted", b.Name, name, v)
			}
		}
	}
}

// The page's words are facts; the catalog's are for people. Equal ones would
// say that nobody has written the latter.
func TestDescriptionsAreOurOwn(t *testing.T) {
	t.Parallel()
	for _, b := range services.All() {
		for _, documented := range facts.Of(b.Name).Fields {
			words := strings.TrimSuffix(documented.Documented, ".")
			if strings.Contains(words, " ") && strings.Contains(b.Field(documented.Name).Doc, words) {
				t.Errorf("%s.%s repeats the page: %s", b.Name, documented.Name, words)
			}
		}
	}
}
