package provider_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/facts"
)

// A whole life of all backends, run by Terraform with every log on, shows
// none of their secrets and not the token: neither on the terminal nor in
// the log.
func TestNoSecretIsShownOrLogged(t *testing.T) {
	t.Parallel()
	needs(t, writeOnlyArguments)
	const token = "canary-token-5f0e"
	service, url := serveEmulator(t, emulator.Options{Token: token})
	tf := newTerraform(t, everyLog)

	var canaries, neverStored []string
	all := documentedBackends(t)
	ofThePage := all[:len(facts.In(facts.Page))]
	config := func(generation string, backends []documented) string {
		s := fmt.Sprintf("terraform {\n  required_providers {\n    hoody = { source = \"hoody/hoody\" }\n  }\n}\nprovider \"hoody\" {\n  endpoint = %q\n  token = %q\n}\n", url, token)
		for _, d := range backends {
			for _, f := range d.Fields {
				if !f.Secret {
					continue
				}
				for _, suffix := range []string{"", "_wo"} {
					if f.Name == "2fa" && suffix == "" {
						continue // a code is written only
					}
					generation := generation
					if f.RotatesSince != "" {
						generation = "first" // this version does not rotate it
					}
					canary := keyLike(d.Name, f.Name, fmt.Sprintf("canary-%s-%s-%s%s", generation, d.Name, f.Name, suffix))
					canaries = append(canaries, canary)
					if suffix == "_wo" {
						neverStored = append(neverStored, canary)
					}
					s += d.withSecret(f.Name, suffix, canary)
				}
			}
		}
		return s
	}

	tf.write(config("first", all))
	tf.mustRun("init", "-input=false")
	tf.mustRun("apply", "-auto-approve")
	// Some of these rotate, some replace, and those of the other pages go.
	tf.write(config("second", ofThePage))
	tf.mustRun("plan", "-out=plan")
	tf.mustRun("apply", "plan")
	plan, err := tf.show("plan")
	if err != nil {
		t.Fatal(err)
	}
	state, err := os.ReadFile(filepath.Join(tf.dir, "terraform.tfstate"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(plan, "canary-second-b2-key\"") {
		t.Error("the plan in JSON lacks even the plain secrets: it proves nothing")
	}
	for _, canary := range neverStored {
		if strings.Contains(plan, canary) || strings.Contains(string(state), canary) {
			t.Errorf("the plan file or the state has %s", canary)
		}
	}
	// A refused rotation, and what it makes Terraform print.
	service.SetProbe(func(string, map[string]any) error { return errors.New("the storage refuses") })
	tf.write(config("third", ofThePage))
	if err := tf.run("apply", "-auto-approve"); err == nil {
		t.Error("the refused apply passed")
	}
	service.SetProbe(nil)
	tf.mustRun("destroy", "-auto-approve")

	secrets, codes := facts.Total(facts.Page).Secrets, 1 // that of protondrive
	for _, s := range otherPages() {
		secrets += len(slices.DeleteFunc(s.FieldsIn(facts.August), func(f facts.Field) bool { return !f.Secret }))
	}
	if got := len(canaries); got != 2*secrets-codes+4*facts.Total(facts.Page).Secrets {
		t.Fatalf("%d canaries, want one of each of %d secrets and of their twins, and three of those of the page", got, secrets)
	}
	tf.wantNothingOf(append(canaries, token))
}

// companions are what a secret's field needs beside it.
var companions = map[string]map[string]string{
	"azureblob":                             {"account": "a"},
	"azureblob.client_secret":               {"tenant": "t", "client_id": "c"},
	"azureblob.client_certificate_password": {"tenant": "t", "client_id": "c", "client_certificate_path": "/c.pem"},
	"azureblob.password":                    {"tenant": "t", "client_id": "c", "username": "u"},
	"azurefiles.client_secret":              {"tenant": "t", "client_id": "c"},
	"azurefiles.client_certificate_password": {
		"tenant": "t", "client_id": "c", "client_certificate_path": "/c.pem",
	},
	"azurefiles.password":                 {"tenant": "t", "client_id": "c", "username": "u"},
	"google-cloud-storage.client_secret":  {"client_id": "c"},
	"imagekit":                            {"endpoint": "https://ik.imagekit.io/e"},
	"s3.secret_access_key":                {"access_key_id": "i"},
	"s3.session_token":                    {"access_key_id": "i", "secret_access_key": "s"},
	"s3.sse_customer_key":                 {"sse_customer_algorithm": "AES256"},
	"s3.sse_customer_key_base64":          {"sse_customer_algorithm": "AES256"},
	"swift.key":                           {"user": "u"},
	"swift.application_credential_secret": {"application_credential_id": "i"},
	"swift.auth_token":                    {"storage_url": "https://storage.example/v1"},
	"webdav":                              {"url": "https://dav.example.com"},
	"webdav.pass":                         {"user": "u"},
	"sftp.key_file_pass":                  {"key_pem": "-----BEGIN KEY-----\nYWJj\n-----END KEY-----"},
	"qingstor.secret_access_key":          {"access_key_id": "i"},
	"internetarchive.secret_access_key":   {"access_key_id": "i"},
	"storj.api_key":                       {"passphrase": "p"},
	"storj.passphrase":                    {"api_key": "k"},
	"tardigrade.api_key":                  {"passphrase": "p"},
	"tardigrade.passphrase":               {"api_key": "k"},
	"seafile.library_key":                 {"pass": "p", "library": "l"},
	"filefabric.token":                    {"token_expiry": "2040-01-01T00:00:00Z"},
	"sugarsync.private_access_key":        {"access_key_id": "i", "refresh_token": "r"},
	"sugarsync.authorization": {
		"authorization_expiry": "2040-01-01T00:00:00Z", "user": "https://api.sugarsync.com/user/1",
	},
	"protondrive.client_access_token":    {"client_uid": "u", "client_refresh_token": "r", "client_salted_key_pass": "p"},
	"protondrive.client_refresh_token":   {"client_uid": "u", "client_access_token": "a", "client_salted_key_pass": "p"},
	"protondrive.client_salted_key_pass": {"client_uid": "u", "client_access_token": "a", "client_refresh_token": "r"},
	"fichier.file_password":              {"shared_folder": "f"},
	"fichier.folder_password":            {"shared_folder": "f"},
	"ulozto":                             {"username": "u", "app_token": "t", "password": "p"},
	"filescom.password":                  {"username": "u", "site": "s"},

	"onedrive":               {"drive_id": "b!1", "drive_type": "business"},
	"onedrive.link_password": {"token": canaryToken},
	"sharefile":              {"endpoint": "https://museum.sf-api.com"},
	"zoho":                   {"region": "eu"},
	"pcloud.password":        {"username": "u", "token": canaryToken},
}

// canaryToken is the document of a token that is no canary.
const canaryToken = `{"access_token":"a-token","refresh_token":"another","token_type":"Bearer"}`

// keyLike is a canary in the form that some secrets have to have: base64, or 32 bytes.
func keyLike(backend, secret, canary string) string {
	sum := sha256.Sum256([]byte(canary))
	key := hex.EncodeToString(sum[:])[:32]
	switch {
	case secret == "sse_customer_key" && backend != "oracleobjectstorage":
		return key
	case strings.HasPrefix(secret, "sse_customer_key"), secret == "key" && strings.HasPrefix(backend, "azure"):
		return base64.StdEncoding.EncodeToString([]byte(key))
	}
	return canary
}

// withSecret is a backend with a canary in one secret, or in its twin.
func (d documented) withSecret(secret, suffix, canary string) string {
	values := map[string]string{}
	for _, f := range d.Fields {
		if f.Required {
			values[attributeOf(d.Name, f.Name)] = fmt.Sprintf("%q", map[bool]string{
				false: "required", true: "https://storage.example.com",
			}[slices.Contains([]string{"url", "endpoint", "api_url"}, f.Name)])
		}
	}
	if _, isOAuth := d.Service.Field(facts.October, "token"); isOAuth && secret == "client_secret" {
		values["client_id"], values["token"] = `"c"`, fmt.Sprintf("%q", canaryToken)
	}
	for name, value := range companions[d.Name] {
		values[name] = fmt.Sprintf("%q", value)
	}
	for name, value := range companions[d.Name+"."+secret] {
		values[name] = fmt.Sprintf("%q", value)
	}
	if _, ok := values["provider_type"]; ok {
		values["provider_type"] = fmt.Sprintf("%q", "env_auth")
	}
	delete(values, secret)
	if secret == "2fa" {
		secret, suffix = attributeOf(d.Name, secret), ""
	}
	values[secret+suffix] = fmt.Sprintf("%q", canary)
	switch secret {
	case "token":
		values[secret+suffix] = fmt.Sprintf("jsonencode({ access_token = %q })", canary)
	case "service_account_credentials":
		values[secret+suffix] = fmt.Sprintf("jsonencode(merge(jsondecode(%q), { private_key_id = %q }))", serviceAccountKey, canary)
	case "key_pem":
		values[secret+suffix] = fmt.Sprintf("%q", "-----BEGIN KEY-----\n"+canary+"\n-----END KEY-----\n")
	case "sas_url":
		values[secret+suffix] = fmt.Sprintf("%q", "https://example.com/?sig="+canary)
	}
	s := fmt.Sprintf("resource %q %q {\n", d.resourceType(), secret+suffix)
	for _, name := range slices.Sorted(maps.Keys(values)) {
		s += fmt.Sprintf("  %s = %s\n", name, values[name])
	}
	return s + "}\n"
}

// A program is the real Terraform, or OpenTofu, with this test binary as the provider, in a
// folder and an environment of its own.
type program struct {
	t        *testing.T
	dir, log string
	env      []string
	output   strings.Builder
}

// everyLog writes all that there is to log to the program's log, which takes its time.
const everyLog = "TF_LOG=TRACE"

func newTerraform(t *testing.T, env ...string) *program {
	t.Helper()
	needsTerraform(t)
	dir := t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	plugin := filepath.Join(dir, "mirror", registryHost(), "hoody", "hoody", "0.1.0", runtime.GOOS+"_"+runtime.GOARCH)
	write(t, filepath.Join(plugin, "terraform-provider-hoody_v0.1.0"), fmt.Sprintf("#!/bin/sh\nexec %q %s \"$@\"\n", self, serveArgument))
	write(t, filepath.Join(dir, "cli.tfrc"), fmt.Sprintf("provider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n", filepath.Join(dir, "mirror")))
	tf := &program{t: t, dir: filepath.Join(dir, "work"), log: filepath.Join(dir, "log")}
	tf.env = append([]string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + filepath.Join(dir, "home"), "TMPDIR=" + dir,
		"TF_CLI_CONFIG_FILE=" + filepath.Join(dir, "cli.tfrc"), "CHECKPOINT_DISABLE=1",
		"TF_LOG_PATH=" + tf.log,
	}, env...)
	return tf
}

func (tf *program) write(config string) {
	tf.t.Helper()
	write(tf.t, filepath.Join(tf.dir, "main.tf"), config)
}

func (tf *program) run(args ...string) error {
	cmd := exec.CommandContext(tf.t.Context(), terraformProgram(), args...)
	cmd.Dir, cmd.Env = tf.dir, tf.env
	said, err := cmd.CombinedOutput()
	tf.output.Write(said)
	if err != nil {
		return fmt.Errorf("terraform %s: %w\n%s", args[0], err, said)
	}
	return nil
}

// show is a plan file in JSON, without the configuration that it quotes. It has
// plain secrets: it is not for the terminal, so it is not kept with what was
// printed.
func (tf *program) show(plan string) (string, error) {
	cmd := exec.CommandContext(tf.t.Context(), terraformProgram(), "show", "-json", plan)
	cmd.Dir, cmd.Env = tf.dir, tf.env
	text, err := cmd.Output()
	if err != nil {
		return "", err
	}
	var parts map[string]json.RawMessage
	if err := json.Unmarshal(text, &parts); err != nil {
		return "", err
	}
	delete(parts, "configuration")
	text, err = json.Marshal(parts)
	return string(text), err
}

func (tf *program) mustRun(args ...string) {
	tf.t.Helper()
	if err := tf.run(args...); err != nil {
		tf.t.Fatal(err)
	}
}

// wantNothingOf looks for secrets in all that was printed and logged. It also
// wants the log to have the provider's own lines, or it would prove nothing.
func (tf *program) wantNothingOf(secrets []string) {
	tf.t.Helper()
	log, err := os.ReadFile(tf.log)
	if err != nil {
		tf.t.Fatal(err)
	}
	if !strings.Contains(string(log), "/api/v1/backends") {
		tf.t.Error("the log has no line of a call to Hoody")
	}
	found := map[string][]string{}
	for where, text := range map[string]string{"terminal": tf.output.String(), "log": string(log)} {
		for _, secret := range secrets {
			if strings.Contains(text, secret) {
				found[where] = append(found[where], secret)
			}
		}
	}
	for _, where := range slices.Sorted(maps.Keys(found)) {
		tf.t.Errorf("the %s shows %q", where, found[where])
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o755); err != nil {
		t.Fatal(err)
	}
}
