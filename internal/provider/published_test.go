package provider_test

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/zclconf/go-cty/cty"

	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/storagetest"
)

//go:embed testdata/published.json
var published []byte

// A publishedCase is a configuration that somebody published, in a report of trouble, a
// vendor's guide or a chart; personal details are replaced.
type publishedCase struct {
	ID, What, Service, Stage, Server string
	SeenAt                           string `json:"seen_at"`
	// Fields are documented ones. PORT is the server's, FOLDER the test's; "$right" is
	// what the server takes, "$" and a name what storagetest calls so.
	Fields      map[string]any
	VerifyPath  string `json:"verify_path"`
	Environment map[string]string
	Place       storagetest.S3Place
	B2          string
	Answer      struct {
		Status      int
		ContentType string `json:"content_type"`
		Body        string
		Headers     map[string]string
	}
	// Right is the verdict: refused, warned, accepted, accepted-or-warned or any.
	Right string
	// On are the fields that it may be on, "" for none of them.
	On []string
	// Says must be in the message, Never must not.
	Says, Never string
}

// What people publish gets the right verdict, on the right attribute, in words that help.
func TestPublishedConfigurations(t *testing.T) {
	var all []publishedCase
	decoder := json.NewDecoder(strings.NewReader(string(published)))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&all); err != nil {
		t.Fatal(err)
	}
	if len(all) != 80 {
		t.Fatalf("%d configurations, want 80", len(all))
	}
	for _, c := range all {
		t.Run(c.ID, func(t *testing.T) {
			if len(c.Environment) == 0 {
				t.Parallel()
			}
			errors, warnings := c.judge(t)
			got, said := "accepted", map[string]string{}
			switch {
			case len(errors) > 0:
				got, said = "refused", errors
			case len(warnings) > 0:
				got, said = "warned", warnings
			}
			if right := c.Right; right != "any" && got != right && !(right == "accepted-or-warned" && got != "refused") {
				t.Errorf("%s: %s, want %s: %s", c.What, got, right, said)
			}
			text := fmt.Sprint(errors, warnings)
			for at := range said {
				if len(c.On) > 0 && !slices.Contains(c.On, at) {
					t.Errorf("%s: said on %q, want it on one of %q: %s", c.What, at, c.On, said[at])
				}
			}
			if c.Says != "" && !regexp.MustCompile("(?i)"+c.Says).MatchString(text) {
				t.Errorf("%s: want %q in it: %s", c.What, c.Says, text)
			}
			if c.Never != "" && regexp.MustCompile(c.Never).MatchString(text) {
				t.Errorf("%s: %q must not be in it: %s", c.What, c.Never, text)
			}
		})
	}
}

// judge is what a person is told who applies the configuration with the embedded
// engine: by documented field.
func (c *publishedCase) judge(t *testing.T) (errors, warnings map[string]string) {
	t.Helper()
	b := services.ByName(c.Service)
	given := c.attributes(t)
	fieldOf := func(attributes map[string]string) map[string]string {
		fields := map[string]string{}
		for at, said := range attributes {
			name := at
			for i := range b.Fields {
				if b.Fields[i].Attribute() == at {
					name = b.Fields[i].Name
				}
			}
			fields[name] += said
		}
		return fields
	}
	o := newOffline(t)
	resource := "hoody_backend_" + strings.ReplaceAll(c.Service, "-", "_")
	errors = fieldOf(o.validate(t, resource, given))
	warnings = fieldOf(o.said(t, tfprotov6.DiagnosticSeverityWarning, resource, given))
	if len(errors) > 0 || c.Stage != "embedded" {
		return errors, warnings
	}
	applied, more := c.apply(t, resource, given)
	for at, said := range fieldOf(more) {
		warnings[at] += said
	}
	return fieldOf(applied), warnings
}

// apply creates the resource, and returns errors and warnings by attribute.
func (c *publishedCase) apply(t *testing.T, resource string, given map[string]any) (errors, warnings map[string]string) {
	t.Helper()
	s := newCoreWith(t, texts("engine", "embedded"))
	config := map[string]cty.Value{}
	for name, value := range given {
		switch v := value.(type) {
		case string:
			config[name] = cty.StringVal(v)
		case bool:
			config[name] = cty.BoolVal(v)
		case float64:
			config[name] = cty.NumberFloatVal(v)
		default:
			t.Fatalf("%s is a %T", name, value)
		}
	}
	planned := s.create(t, resource, config)
	applied, err := s.server.ApplyResourceChange(t.Context(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: resource, Config: encode(t, s.schema.ResourceSchemas[resource], config),
		PriorState:   pack(t, cty.NullVal(ctyType(s.schema.ResourceSchemas[resource].ValueType())), ctyType(s.schema.ResourceSchemas[resource].ValueType())),
		PlannedState: planned.PlannedState, PlannedPrivate: planned.PlannedPrivate,
	})
	if err != nil {
		t.Fatal(err)
	}
	errors, warnings = map[string]string{}, map[string]string{}
	for _, d := range slices.Concat(planned.Diagnostics, applied.Diagnostics) {
		into := warnings
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			into = errors
		}
		var name tftypes.AttributeName
		if steps := d.Attribute.Steps(); len(steps) > 0 {
			name, _ = steps[0].(tftypes.AttributeName)
		}
		into[string(name)] += d.Summary + "\n" + d.Detail
	}
	return errors, warnings
}

// attributes are the fields as a resource has them, filled in from a server that is
// started for them.
func (c *publishedCase) attributes(t *testing.T) map[string]any {
	t.Helper()
	given := map[string]any{}
	b := services.ByName(c.Service)
	server := c.start(t)
	for name, value := range c.Fields {
		f := b.Field(name)
		if f == nil {
			t.Fatalf("%s has no field %s", c.Service, name)
		}
		given[f.Attribute()] = c.fill(t, server, name, value)
	}
	if c.VerifyPath != "" {
		given["verify_path"] = c.VerifyPath
	}
	for name, value := range c.Environment {
		t.Setenv(name, c.fill(t, server, "", value).(string))
	}
	return given
}

// fill puts what a server has into a value.
func (c *publishedCase) fill(t *testing.T, server *storagetest.Service, field string, value any) any {
	t.Helper()
	text, ok := value.(string)
	if !ok {
		return value
	}
	if server != nil {
		text = strings.ReplaceAll(text, "127.0.0.1:PORT", server.Values["host"].(string))
	}
	if strings.Contains(text, "FOLDER") {
		text = strings.ReplaceAll(text, "FOLDER", c.folder(t, server))
	}
	name, ok := strings.CutPrefix(text, "$")
	switch {
	case !ok:
		return text
	case name == "right":
		return server.Values[field]
	case name == "crlf":
		return strings.ReplaceAll(server.Values[field].(string), `\n`, `\r\n`)
	}
	for _, wrong := range server.Wrong {
		if wrong.Name == name {
			return wrong.Values[field]
		}
	}
	t.Fatalf("nothing is called %s", text)
	return nil
}

// folder has the files that a configuration or its environment names.
func (c *publishedCase) folder(t *testing.T, server *storagetest.Service) string {
	t.Helper()
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("adc.json", `{"type":"external_account","audience":"//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/o",`+
		`"subject_token_type":"urn:ietf:params:oauth:token-type:jwt","token_url":"http://127.0.0.1:9/v1/token","credential_source":{"file":"`+
		filepath.Join(dir, "token")+`"}}`)
	write("token", "ey.J.W")
	if file, ok := server.Values["config_file"].(string); ok {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		write("config", strings.Replace(string(text), "[hoody]", "[DEFAULT]", 1))
	}
	return dir
}

// start runs what the configuration is for. Its value "host" is the address.
func (c *publishedCase) start(t *testing.T) *storagetest.Service {
	t.Helper()
	if c.Server == "" {
		return nil
	}
	if c.Server == "answer" {
		srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			for name, value := range c.Answer.Headers {
				w.Header().Set(name, value)
			}
			w.Header().Set("Content-Type", c.Answer.ContentType)
			w.WriteHeader(c.Answer.Status)
			_, _ = w.Write([]byte(c.Answer.Body))
		}))
		t.Cleanup(srv.Close)
		return &storagetest.Service{Values: map[string]any{"host": srv.Listener.Addr().String()}}
	}
	service, err := map[string]func(context.Context) (*storagetest.Service, error){
		"s3":        func(ctx context.Context) (*storagetest.Service, error) { return storagetest.S3Behind(ctx, c.Place) },
		"azure":     storagetest.AzureBlobContainerSAS,
		"azure s":   storagetest.AzureBlobServiceSAS,
		"oracle":    storagetest.OracleObjectStorage,
		"keystone":  storagetest.SwiftKeystone,
		"google":    storagetest.GoogleCloudStorage,
		"b2 nolist": storagetest.B2KeyWithoutListBuckets,
		"b2 bucket": storagetest.B2BucketKey,
		"b2 prefix": storagetest.B2PrefixKey,
	}[strings.TrimSpace(c.Server+" "+c.B2)](t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = service.Close() })
	for _, field := range []string{"endpoint", "sas_url", "auth", "api_url"} {
		if address, ok := service.Values[field].(string); ok {
			u, err := url.Parse(address)
			if err != nil {
				t.Fatal(err)
			}
			service.Values["host"] = u.Host
		}
	}
	return service
}
