package embedded

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/rclone/rclone/fs"
	"github.com/rclone/rclone/fs/config/configstruct"
	"github.com/rclone/rclone/fs/config/obscure"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	documented "github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/facts"
)

// rclone runs a program that has more of rclone than the provider links, of the
// same version: "./readconfig", or "." for rclone with its command lsd. The go
// command keeps what it built.
func rclone(t *testing.T, args ...string) (out string, err error) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", append([]string{"run", "-C", "../../tools/lsd"}, args...)...)
	cmd.Env = append(os.Environ(), "GOFLAGS=-trimpath", "GOWORK=off")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	text, err := cmd.Output()
	if err != nil {
		err = fmt.Errorf("%w\n%s", err, stderr.String())
	}
	return string(text), err
}

// read is what rclone makes of a configuration file: the options of each remote.
func read(t *testing.T, text string) map[string]map[string]string {
	t.Helper()
	out, err := rclone(t, "./readconfig", configFile(t, text))
	if err != nil {
		t.Fatal(err)
	}
	var remotes map[string]map[string]string
	if err := json.Unmarshal([]byte(out), &remotes); err != nil {
		t.Fatal(err)
	}
	return remotes
}

func configFile(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "rclone.conf")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// example reads a documented request.
func example(t *testing.T, backend string) catalog.Values {
	t.Helper()
	s := facts.Of(backend)
	if s == nil {
		t.Fatalf("the page has no %s", backend)
	}
	return s.Example
}

// documentedSections are the sections of the documented examples.
var documentedSections = map[string]string{
	"azureblob": `[example]
type = azureblob
account = mystorageaccount
description = Production blob storage
key = EXAMPLEKEY==
`,
	"azurefiles": `[example]
type = azurefiles
account = mystorageaccount
key = EXAMPLEKEY==
share_name = myshare
`,
	"google-cloud-storage": `[example]
type = google cloud storage
location = us-central1
project_number = 123456789012
service_account_file = /etc/hoody/gcs-sa.json
`,
	"box":           "[example]\ntype = box\n",
	"koofr":         "[example]\ntype = koofr\n",
	"opendrive":     "[example]\ntype = opendrive\n",
	"pixeldrain":    "[example]\ntype = pixeldrain\n",
	"dropbox":       "[example]\ntype = dropbox\n",
	"onedrive":      "[example]\ntype = onedrive\n",
	"pcloud":        "[example]\ntype = pcloud\n",
	"putio":         "[example]\ntype = putio\n",
	"yandex":        "[example]\ntype = yandex\n",
	"zoho":          "[example]\ntype = zoho\n",
	"hidrive":       "[example]\ntype = hidrive\n",
	"sharefile":     "[example]\ntype = sharefile\n",
	"google-photos": "[example]\ntype = google photos\n",
	"jottacloud":    "[example]\ntype = jottacloud\n",
	// The documented encoding is not rclone's present default.
	"oracleobjectstorage": `[example]
type = oracleobjectstorage
compartment = ocid1.compartment.oc1..aaaaaaaabcdefghijk
encoding = Slash,InvalidUtf8,Dot
namespace = id3nxb4ktwxa
provider = user_principal_auth
region = us-phoenix-1
`,
	"s3": `[example]
type = s3
access_key_id = AKIAIOSFODNN7EXAMPLE
endpoint = s3.us-east-1.amazonaws.com
provider = AWS
region = us-east-1
secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
`,
	"b2": `[example]
type = b2
account = 005a0b6c0b0a1b2c3d4e5f60
key = K005aAbCdEfGhIjKlMnOpQrStUvWxYz
description = Backblaze backup bucket
`,
	"qingstor": `[example]
type = qingstor
access_key_id = QINGSTOR_ACCESS_KEY
secret_access_key = QINGSTOR_SECRET_KEY
zone = pek3a
`,
	"cloudinary": `[example]
type = cloudinary
cloud_name = my-cloud
api_key = 123456789012345
api_secret = abcdefghijklmnopqrstuvwxyz12
`,
	"imagekit": `[example]
type = imagekit
endpoint = https://ik.imagekit.io/myid
public_key = public_xxx
private_key = private_yyy
`,
	"swift": `[example]
type = swift
user = admin
key = secret-password
auth = https://auth.cloud.ovh.net/v3
tenant = 1234567890123456
region = GRA1
`,
	"netstorage": `[example]
type = netstorage
host = example.akamaihd.net/1234/cpcode
account = myaccount
secret = J6IoWkv8lImoi509FH4nUuFdRMIsLP4NcYO9vDFs
`,
	"storj": `[example]
type = storj
api_key = jq1tj...
passphrase = my-strong-passphrase
`,
	"tardigrade": `[example]
type = tardigrade
access_grant = 1xCjj5c...long-access-grant-string...
`,
	"sia": `[example]
type = sia
api_url = http://sia.daemon.host:9980
api_password = IrQDwYSONWuRX_0iV_4h0uiFpNm67WThSrmxy52aW4U
`,
	"internetarchive": `[example]
type = internetarchive
access_key_id = ia-access-key
secret_access_key = ia-secret-key
`,
	"webdav": "[example]\ntype = webdav\n",
	"smb":    "[example]\ntype = smb\n",
	"hdfs":   "[example]\ntype = hdfs\n",
	"http":   "[example]\ntype = http\n",
	"ftp":    "[example]\ntype = ftp\n",
	// The documented encoding is not rclone's present default.
	"sftp": `[example]
type = sftp
description = sftp-example
host = sftp.example.com
pass = brEsSo6_imcd3yJcpEvM1KL3XZXIBHqiYeM
user = deploy
encoding = Slash,Del,Ctl,Dot
`,
}

func TestConfigOfDocumentedExamples(t *testing.T) {
	t.Parallel()
	for _, b := range provable() {
		t.Run(b.Name, func(t *testing.T) {
			t.Parallel()
			for range 2 {
				got, err := Config("example", b, example(t, b.Name))
				if err != nil {
					t.Fatal(err)
				}
				want, ok := documentedSections[b.Name]
				if !ok { // no page shows an example
					want = "[example]\ntype = " + b.Name + "\n"
				}
				if got != want {
					t.Errorf("got\n%s\nwant\n%s", got, want)
				}
			}
		})
	}
}

// rclone holds the same options for a section as the verifier does for the
// configuration that it was made of: for every documented example, and for
// every documented field.
func TestConfigIsReadAsWhatIsVerified(t *testing.T) {
	t.Parallel()
	type section struct {
		backend *catalog.Backend
		values  catalog.Values
	}
	sections, onlyHoodys := map[string]section{}, 0
	for _, b := range provable() {
		sections[b.Name] = section{b, example(t, b.Name)}
		info, err := registered(b)
		if err != nil {
			t.Fatal(err)
		}
		for _, fact := range optionFactsOf(b) {
			if info.Options.Get(fact.field) == nil {
				onlyHoodys++
				continue
			}
			sections[b.Name+"-"+fact.field] = section{b, catalog.Values{fact.field: fact.set}}
		}
	}
	// The password of a certificate stands twice: see certificatePassword.
	sections["certificate"] = section{documented.ByName("azureblob"), catalog.Values{"client_certificate_path": "c.pem", "client_certificate_password": "open sesame"}}
	var file strings.Builder
	for name, s := range sections {
		text, err := Config(name, s.backend, s.values)
		if err != nil {
			t.Fatal(err)
		}
		file.WriteString(text + "\n")
	}
	remotes := read(t, file.String())
	total := facts.TotalOf(namesOf(provable()))
	if want := total.Services + total.Fields - onlyHoodys + 1; len(remotes) != want {
		t.Fatalf("%d remotes were read, want one of each example and each field of rclone's, and one: %d", len(remotes), want)
	}
	for name, s := range sections {
		if got, want := remotes[name]["type"], s.backend.BackendType(); got != want {
			t.Errorf("%s: type %q, want %q", name, got, want)
		}
		wantSameOptions(t, name, s.backend, s.values, remotes[name])
	}
}

// wantSameOptions compares every option that rclone has for a backend: as the
// file says, or else rclone's default, with what the verifier is told.
func wantSameOptions(t *testing.T, name string, b *catalog.Backend, values catalog.Values, file map[string]string) {
	t.Helper()
	info, err := fs.Find(b.BackendType())
	if err != nil {
		t.Fatal(err)
	}
	// What only a verification sets comes on top of it.
	verified, err := optionsOf(info, b, values, obscureAnew)
	if err != nil {
		t.Fatal(err)
	}
	for i := range info.Options {
		o := &info.Options[i]
		got, want := o.GetValue(), held(t, o, verified[o.Name])
		if o.String() == "" { // of a list, which rclone's reader makes none of
			got = held(t, o, "")
		}
		if text, ok := file[o.Name]; ok {
			got = held(t, o, text)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: rclone holds %s = %#v, want %#v", name, o.Name, got, want)
		}
	}
}

// held is what rclone holds for the text of an option; a password in plain.
func held(t *testing.T, o *fs.Option, text string) any {
	t.Helper()
	value, err := configstruct.StringToInterface(o.GetValue(), text)
	if err != nil {
		t.Fatalf("%s: %v", o.Name, err)
	}
	if o.IsPassword && text != "" {
		if value, err = obscure.Reveal(text); err != nil {
			t.Fatalf("%s: %v", o.Name, err)
		}
	}
	return value
}

// Values that rclone's reader could take for something else, or for less.
var nasty = []struct{ name, value, line string }{
	{"equals signs and colons", "a=b:c", "a=b:c"},
	{"comment signs", "# a ; b", "# a ; b"},
	{"brackets", "[a]", "[a]"},
	{"a backslash", `\\host\n`, `\\host\n`},
	{"spaces inside", "a  b", "a  b"},
	{"space around", " a ", "` a `"},
	{"nothing but a space", " ", "` `"},
	{"a tab at the end", "a\t", "`a\t`"},
	{"a carriage return at the end", "a\r", "`a\r`"},
	{"a carriage return inside", "a\rb", "a\rb"},
	{"a space that is not ASCII", "\u00a0a\u3000", "`\u00a0a\u3000`"},
	{"a backquote", "`", "```"},
	{"backquotes around", "`a`", "``a``"},
	{"a backquote before", "`a", "``a`"},
	{"a backquote inside and behind", "a`b`", "a`b`"},
	{"space and backquotes", " `a` ", "` `a` `"},
	{"quotes around", `"a"`, `"a"`},
	{"three quotes around", `"""a"""`, "`\"\"\"a\"\"\"`"},
	{"three quotes before", `"""a`, "`\"\"\"a`"},
	{"all kinds of quotes", "\"\"\"`'\"", "`\"\"\"`'\"`"},
	{"percent signs", "100%(a", "100%(a"},
	{"an empty name to be replaced", "%()s", "%()s"},
	{"a dollar", "${HOME} $HOME", "${HOME} $HOME"},
	{"no ASCII", "пароль 密码 🔑", "пароль 密码 🔑"},
	{"a control character", "a\x00b\x7f", "a\x00b\x7f"},
	{"a byte order mark", "\ufeffa", "\ufeffa"},
}

func TestConfigQuotes(t *testing.T) {
	t.Parallel()
	var file strings.Builder
	for i, c := range nasty {
		name := fmt.Sprint("r", i)
		text, err := Config(name, documented.ByName("s3"), catalog.Values{"secret_access_key": c.value})
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if want := "[" + name + "]\ntype = s3\nsecret_access_key = " + c.line + "\n"; text != want {
			t.Errorf("%s: got %q, want %q", c.name, text, want)
		}
		file.WriteString(text)
	}
	remotes := read(t, file.String())
	for i, c := range nasty {
		if got := remotes[fmt.Sprint("r", i)]["secret_access_key"]; got != c.value {
			t.Errorf("%s: rclone reads %q, want %q", c.name, got, c.value)
		}
	}
}

// Whatever is not refused is read back as it was, in the company of others.
func TestConfigOfRandomValues(t *testing.T) {
	t.Parallel()
	parts := []string{"`", `"`, `"""`, "'", " ", "\t", "\r", "\n", "\u2028", "%(", "%", "(", ")s", "type", "[", "]", "=", ":", "#", ";", "\\", "a", "$", "-", ","}
	random := rand.New(rand.NewPCG(1, 2))
	values, refused := map[string]string{}, 0
	var file strings.Builder
	for i := range 2000 {
		value := ""
		for range 1 + random.IntN(6) {
			value += parts[random.IntN(len(parts))]
		}
		name := fmt.Sprint("r", i)
		text, err := Config(name, documented.ByName("s3"), catalog.Values{"secret_access_key": value, "region": "after"})
		if err != nil {
			refused++
			continue
		}
		values[name] = value
		file.WriteString(text)
	}
	if refused > 600 {
		t.Errorf("%d of 2000 values were refused", refused)
	}
	remotes := read(t, file.String())
	for name, value := range values {
		if got := remotes[name]; got["secret_access_key"] != value || got["region"] != "after" || len(got) != 3 {
			t.Errorf("%q is read as %q", value, got)
		}
	}
}

func TestConfigRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, section, backend string
		values                 catalog.Values
		want                   string
	}{
		{"a line break", "r", "s3", catalog.Values{"secret_access_key": "hush\n"},
			"secret_access_key: A value with a line break cannot be written to a configuration file of rclone.\n" +
				"Remove the line break; chomp(…) removes one at the end."},
		{"what rclone would replace", "r", "s3", catalog.Values{"secret_access_key": "hush%(type)s"},
			"secret_access_key: A value with %(…)s in it cannot be written to a configuration file of rclone, which would replace that.\n" +
				"Leave the field out, and give the value to rclone in its environment or as a flag."},
		{"an empty value that is not rclone's default", "r", "internetarchive", catalog.Values{"endpoint": ""},
			`endpoint: An empty value cannot be written: rclone would take its own default, "https://s3.us.archive.org".` + "\n" +
				"Leave the field out to use that default, or give it a value."},
		{"a number in words", "r", "s3", catalog.Values{"max_upload_parts": "many"},
			"max_upload_parts: The value cannot be used: the value does not have the documented type.\n" +
				"Write the value as the documentation of max_upload_parts shows."},
		{"a time that is none", "r", "s3", catalog.Values{"version_at": "hush"},
			"version_at: rclone does not take the value.\n" +
				"Write the value as the documentation of version_at shows."},
		{"a field that only Hoody knows", "r", "sftp", catalog.Values{"host": "h", "password": "hush"},
			"password: rclone has no such option: only Hoody knows what it does with it.\nLeave the field out."},
		{"no name", "", "s3", nil,
			`rclone cannot call a section "".` + "\n" +
				"Use letters, digits, _, -, +, @ and spaces inside; a name does not begin with -."},
		{"a name that ends the section's header", "a]b", "s3", nil,
			`rclone cannot call a section "a]b".` + "\n" +
				"Use letters, digits, _, -, +, @ and spaces inside; a name does not begin with -."},
		{"a name of two lines", "a\n[b", "s3", nil,
			`rclone cannot call a section "a\n[b".` + "\n" +
				"Use letters, digits, _, -, +, @ and spaces inside; a name does not begin with -."},
		{"a name like an option", "-a", "s3", nil,
			`rclone cannot call a section "-a".` + "\n" +
				"Use letters, digits, _, -, +, @ and spaces inside; a name does not begin with -."},
		{"a name with a colon", "a:", "s3", nil,
			`rclone cannot call a section "a:".` + "\n" +
				"Use letters, digits, _, -, +, @ and spaces inside; a name does not begin with -."},
		{"the section of no section", "DEFAULT", "s3", nil,
			`rclone cannot call a section "DEFAULT".` + "\n" + "rclone keeps this name for itself: use another one."},
		{"a section that inherits", "a.b", "s3", nil,
			`rclone cannot call a section "a.b".` + "\n" +
				"rclone would read what this section leaves out from the one that is named by what stands before the dot: use _ or - instead."},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			text, err := Config(c.section, documented.ByName(c.backend), c.values)
			if err == nil || err.Error() != c.want || text != "" {
				t.Errorf("got %q, %v, want %s", text, err, c.want)
			}
		})
	}
}

func TestConfigNames(t *testing.T) {
	t.Parallel()
	names := []string{"media", "Media 2", "prod-media", "a_b+c@d", "ключ", "default", "google-cloud-storage"}
	var file strings.Builder
	for _, name := range names {
		text, err := Config(name, documented.ByName("b2"), catalog.Values{"account": name, "key": "k"})
		if err != nil {
			t.Fatal(err)
		}
		file.WriteString(text)
	}
	remotes := read(t, file.String())
	for _, name := range names {
		if got := remotes[name]["account"]; got != name {
			t.Errorf("section %q has the account %q", name, got)
		}
	}
}

// Passwords are obscured as rclone reveals them: alike for the same password of
// the same field of the same backend, and for nothing else.
func TestConfigObscuresAlike(t *testing.T) {
	t.Parallel()
	const plain = "open\nsesame %(type)s "
	lines := map[string]string{}
	for _, c := range []struct{ backend, field, value string }{
		{"sia", "api_password", plain},
		{"sia", "api_password", plain + "!"},
		{"netstorage", "secret", plain},
		{"azureblob", "password", plain},
		{"azurefiles", "password", plain},
		{"azurefiles", "client_certificate_password", plain},
	} {
		values := catalog.Values{c.field: c.value}
		text, err := Config("r", documented.ByName(c.backend), values)
		if err != nil {
			t.Fatal(err)
		}
		again, err := Config("other", documented.ByName(c.backend), values)
		if err != nil {
			t.Fatal(err)
		}
		line, found := lineOf(text, c.field), lineOf(again, c.field)
		if line != found || line == "" {
			t.Errorf("%s.%s is %q, and %q the next time", c.backend, c.field, line, found)
		}
		if got, err := obscure.Reveal(line); got != c.value || err != nil {
			t.Errorf("%s.%s is revealed as %q, %v", c.backend, c.field, got, err)
		}
		iv := line[:21] // 16 bytes in base64, less the digit that the text shares
		if other := lines[iv]; other != "" {
			t.Errorf("%s.%s and %s begin alike", c.backend, c.field, other)
		}
		lines[iv] = c.backend + "." + c.field
	}
}

// lineOf is the value of an option in a section.
func lineOf(section, option string) string {
	for line := range strings.Lines(section) {
		if value, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), option+" = "); ok {
			return value
		}
	}
	return ""
}

func TestConfigWritesJSONInOneLine(t *testing.T) {
	t.Parallel()
	b := documented.ByName("google-cloud-storage")
	text, err := Config("r", b, catalog.Values{
		"service_account_credentials": "{\n  \"type\": \"service_account\",\n  \"private_key\": \"-----BEGIN\\nEND-----\\n\"\n}\n",
	})
	if err != nil {
		t.Fatal(err)
	}
	const document = `{"type":"service_account","private_key":"-----BEGIN\nEND-----\n"}`
	if want := "[r]\ntype = google cloud storage\nservice_account_credentials = " + document + "\n"; text != want {
		t.Errorf("got %s, want %s", text, want)
	}
	if got := read(t, text)["r"]["service_account_credentials"]; got != document {
		t.Errorf("rclone reads %s", got)
	}
}

// Sizes are exact where rclone's own spelling rounds them.
func TestConfigSpellsAsRcloneDoes(t *testing.T) {
	t.Parallel()
	text, err := Config("r", documented.ByName("s3"), catalog.Values{
		"chunk_size": "67108864", "copy_cutoff": "4999610369", "encoding": "2", "use_unsigned_payload": "true", "no_check_bucket": true,
		"version_at": "2026-08-31T13:30:00Z", "list_chunk": int64(7), "provider": "Hoody-VFS",
		// rclone's own defaults, and what is not set.
		"upload_cutoff": "209715200", "region": "", "env_auth": false, "max_upload_parts": int64(10000),
	})
	if err != nil {
		t.Fatal(err)
	}
	const want = "[r]\ntype = s3\nchunk_size = 64Mi\ncopy_cutoff = 4999610369B\nencoding = Slash\nlist_chunk = 7\n" +
		"no_check_bucket = true\nprovider = Rclone\nuse_unsigned_payload = true\nversion_at = 2026-08-31T13:30:00Z\n"
	if text != want {
		t.Errorf("got\n%s\nwant\n%s", text, want)
	}
}

// A person can use what Terraform manages from a shell.
func TestConfigServesRclone(t *testing.T) {
	t.Parallel()
	s, _ := s3Service(t, Options{})
	spec := right(s)
	text, err := Config("media", spec.Backend, spec.Values)
	if err != nil {
		t.Fatal(err)
	}
	out, err := rclone(t, ".", "lsd", "media:", "--config", configFile(t, text))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out, " photos\n") {
		t.Errorf("rclone lists %q, and no bucket photos", out)
	}
}
