package embedded

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// hidden stands where a secret was.
const hidden = "***"

// shortestPart is the length, in bytes, from which a part of a secret is a
// secret too. Shorter ones would blacken ordinary words.
const shortestPart = 8

// A mask hides secrets in texts of others: the longest first, so that no tail
// of one remains when a shorter one begins like it.
type mask []string

// maskOf hides the secret fields of a configuration, and the secrets that are
// parts of them: the strings of a JSON document, the parameters of a URL and of
// a connection string, the lines of a key.
func maskOf(b *catalog.Backend, values catalog.Values) mask {
	var m mask
	for i := range b.Fields {
		f := &b.Fields[i]
		if s, ok := values[f.Name].(string); f.Secret && ok && s != "" {
			m = append(m, s, url.QueryEscape(s), url.PathEscape(s))
			m = append(m, partsOf(s)...)
		}
	}
	return m.sorted()
}

func (m mask) sorted() mask {
	slices.SortFunc(m, func(a, b string) int {
		if d := len(b) - len(a); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	return slices.Compact(m)
}

// with is a mask that hides what either hides.
func (m mask) with(other mask) mask {
	return slices.Concat(m, other).sorted()
}

// hide replaces every secret in the text.
func (m mask) hide(text string) string {
	for _, secret := range m {
		text = strings.ReplaceAll(text, secret, hidden)
	}
	return text
}

// partsOf tells what of a secret must not be shown even by itself.
func partsOf(secret string) []string {
	var parts []string
	add := func(s string) {
		if len(s) >= shortestPart && s != secret {
			parts = append(parts, s, url.QueryEscape(s))
		}
	}
	for _, s := range jsonStrings(secret) {
		add(s)
		for line := range strings.Lines(s) {
			add(strings.TrimSpace(line))
		}
	}
	if u, err := url.Parse(secret); err == nil && u.RawQuery != "" {
		add(u.RawQuery)
		add(u.Query().Get("sig"))
	}
	for pair := range strings.SplitSeq(secret, ";") {
		if name, value, ok := strings.Cut(pair, "="); ok && !harmless[name] {
			add(value)
		}
	}
	return parts
}

// harmless are the named parts of an Azure connection string, of a Google
// service account and of an OAuth token that a person needs to see in an error.
var harmless = map[string]bool{
	"DefaultEndpointsProtocol": true, "AccountName": true, "EndpointSuffix": true,
	"BlobEndpoint": true, "FileEndpoint": true, "QueueEndpoint": true, "TableEndpoint": true,
	"type": true, "project_id": true, "client_email": true, "client_id": true, "auth_uri": true, "token_uri": true,
	"auth_provider_x509_cert_url": true, "client_x509_cert_url": true, "universe_domain": true,
	"token_type": true, "expiry": true,
}

// jsonStrings collects the secret strings of a JSON object, or nothing.
func jsonStrings(document string) []string {
	var object map[string]any
	if json.Unmarshal([]byte(document), &object) != nil {
		return nil
	}
	var found []string
	for name, value := range object {
		if s, ok := value.(string); ok && !harmless[name] {
			found = append(found, s)
		}
	}
	return found
}
