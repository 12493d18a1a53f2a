package catalog_test

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/facts"
)

func TestBackendsAreThoseOfThePage(t *testing.T) {
	t.Parallel()
	var documented, described []string
	for _, s := range facts.In(facts.Page) {
		documented = append(documented, s.Name+" answers "+s.BackendType)
		if s.Type != catalog.ObjectStorage {
			t.Errorf("%s: type is %q on the page, %q here", s.Name, s.Type, catalog.ObjectStorage)
		}
	}
	for _, b := range catalog.All() {
		described = append(described, b.Name+" answers "+b.BackendType())
	}
	if !slices.Equal(documented, described) {
		t.Errorf("the page has\n%q\nthe catalog\n%q", documented, described)
	}
}

func TestFieldsAreThoseOfThePage(t *testing.T) {
	t.Parallel()
	for _, s := range facts.In(facts.Page) {
		t.Run(s.Name, func(t *testing.T) {
			t.Parallel()
			b := catalog.ByName(s.Name)
			if b == nil {
				t.Fatal("not in the catalog")
			}
			got, want := map[string]documented{}, map[string]documented{}
			for i := range b.Fields {
				got[b.Fields[i].Name] = described(&b.Fields[i])
			}
			for _, f := range s.FieldsIn(facts.Page) {
				want[f.Name] = documented{f.Type, f.Required, f.Default, f.Secret, f.Rotates}
			}
			for name := range maps.Keys(got) {
				if _, ok := want[name]; !ok {
					t.Errorf("%s is not on the page", name)
				}
			}
			for name, w := range want {
				if g, ok := got[name]; !ok || g != w {
					t.Errorf("%s\non the page  %+v\nin catalog   %+v (%v)", name, w, g, ok)
				}
			}
		})
	}
}

// documented is what both the page and the catalog say of a field.
type documented struct {
	Type     string
	Required bool
	Default  any
	Secret   bool
	Rotates  bool
}

func described(f *catalog.Field) documented {
	wire := map[catalog.Wire]string{catalog.WireString: "string", catalog.WireBool: "boolean", catalog.WireNumber: "integer"}
	return documented{wire[f.Kind.Wire()], f.Required, f.DefaultValue(), f.Secret, f.Rotates}
}

func TestCounts(t *testing.T) {
	t.Parallel()
	var deprecated int
	groups := map[catalog.Group]int{}
	for _, b := range catalog.All() {
		for i := range b.Fields {
			f := &b.Fields[i]
			deprecated += one(f.Deprecated != "")
			groups[f.Group] += one(f.Deprecated == "")
		}
	}
	for _, c := range []struct {
		what      string
		got, want int
	}{
		{"deprecated fields", deprecated, 8},
		{"fields about authentication", groups[catalog.Authentication], 123},
		{"fields about transfers", groups[catalog.Transfer], 72},
		{"fields about listings", groups[catalog.Listing], 17},
		{"advanced fields", groups[catalog.Advanced], 53},
	} {
		if c.got != c.want {
			t.Errorf("%d %s, want %d", c.got, c.what, c.want)
		}
	}
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// open are the fields whose documented list of values is not closed.
var open = []string{
	"google-cloud-storage.location",
	"s3.endpoint", "s3.provider", "s3.region", "s3.sdk_log_mode", "s3.storage_class",
	"storj.satellite_address", "tardigrade.satellite_address",
	"swift.auth", "swift.storage_policy",
}

// closed are the fields that take no other values than the documented ones.
var closed = []string{
	"azureblob.access_tier", "azureblob.delete_snapshots", "azureblob.public_access",
	"b2.test_mode",
	"google-cloud-storage.bucket_acl", "google-cloud-storage.object_acl", "google-cloud-storage.storage_class",
	"netstorage.protocol",
	"oracleobjectstorage.provider", "oracleobjectstorage.sse_customer_algorithm", "oracleobjectstorage.storage_tier",
	"qingstor.zone",
	"s3.acl", "s3.bucket_acl", "s3.server_side_encryption", "s3.sse_customer_algorithm",
	"storj.provider", "tardigrade.provider",
	"swift.endpoint_type",
}

var quoted = regexp.MustCompile("`\"?([^`\"]*)\"?`")

func TestListsOfValuesAreThoseOfThePage(t *testing.T) {
	t.Parallel()
	var gotOpen, gotClosed []string
	for _, s := range facts.In(facts.Page) {
		for _, pf := range s.FieldsIn(facts.Page) {
			f := catalog.ByName(s.Name).Field(pf.Name)
			name := s.Name + "." + f.Name
			if len(f.Known) > 0 {
				gotOpen = append(gotOpen, name)
			}
			if len(f.OneOf) > 0 {
				gotClosed = append(gotClosed, name)
			}
			if len(f.Known)+len(f.OneOf) == 0 {
				continue
			}
			var documented []string
			for _, m := range quoted.FindAllStringSubmatch(pf.Documented, -1) {
				if m[1] != "" && !strings.HasPrefix(m[1], "<") {
					documented = append(documented, m[1])
				}
			}
			if got := slices.Concat(f.OneOf, f.Known); !slices.Equal(got, documented) {
				t.Errorf("%s: the page lists %q, the catalog %q", name, documented, got)
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

// The fields from which a service derives the server and the user that it lists.
func TestWhatFieldsTell(t *testing.T) {
	t.Parallel()
	got := map[catalog.Tells][]string{}
	for _, b := range catalog.All() {
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
			"internetarchive.endpoint", "internetarchive.front_endpoint",
		},
		catalog.User: {
			"azureblob.account", "azureblob.username", "azurefiles.account", "azurefiles.username", "s3.access_key_id",
			"b2.account", "qingstor.access_key_id", "swift.user", "netstorage.account", "internetarchive.access_key_id",
		},
	} {
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
	} {
		ways := catalog.ByName(c.backend).Ways
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
			if !slices.Contains(slices.Concat(ways[i].Fields, ways[i].With), name) {
				t.Errorf("%s, %s: %s is not allowed", c.backend, c.way, name)
			}
		}
	}
}

func TestDocumentedExamplesAreAccepted(t *testing.T) {
	t.Parallel()
	for _, s := range facts.In(facts.Page) {
		for name, v := range s.Example {
			f := catalog.ByName(s.Name).Field(name)
			if f == nil {
				t.Errorf("%s: the example sets %s, which is no field", s.Name, name)
				continue
			}
			if text, ok := v.(string); !ok || len(f.OneOf) > 0 && !slices.Contains(f.OneOf, text) {
				t.Errorf("%s.%s: the example's value %v is not accepted", s.Name, name, v)
			}
		}
	}
}

// The page's words are facts; the catalog's are for people. Equal ones would
// say that nobody has written the latter.
func TestDescriptionsAreOurOwn(t *testing.T) {
	t.Parallel()
	for _, s := range facts.In(facts.Page) {
		for _, f := range s.FieldsIn(facts.Page) {
			if strings.Contains(catalog.ByName(s.Name).Field(f.Name).Doc, strings.TrimSuffix(f.Documented, ".")) {
				t.Errorf("%s.%s repeats the page: %s", s.Name, f.Name, f.Documented)
			}
		}
	}
}
