package api

import (
	"context"
	"encoding/json"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// hidden stands where something must not be shown.
const hidden = "***"

// Texts of fewer characters are too short to be looked for in a sentence: every
// second word would be hidden, and the holes would tell the secret.
const minSecret = 3

// A mask is what must not be shown.
type mask []hiding

type hiding struct{ text, shown string }

func (m *mask) hide(secret, shown string) {
	for _, variant := range []string{
		secret,
		strings.Trim(strconv.Quote(secret), `"`),
		url.QueryEscape(secret),
		url.PathEscape(secret),
	} {
		if len(variant) >= minSecret {
			*m = append(*m, hiding{variant, shown})
		}
	}
}

// hideParts also hides the telling parts of a secret, because a service that
// fails on one of them quotes it alone: the lines of a key, the strings inside
// a JSON document, the query and the password of a URL.
func (m *mask) hideParts(secret string) {
	m.hide(secret, hidden)
	for line := range strings.Lines(secret) {
		if line = strings.TrimSpace(line); len(line) >= 12 && line != secret {
			m.hide(line, hidden)
		}
	}
	var document map[string]any
	if json.Unmarshal([]byte(secret), &document) == nil {
		for _, v := range document {
			if s, ok := v.(string); ok && len(s) >= 8 {
				m.hideParts(s)
			}
		}
	}
	if u, err := url.Parse(secret); err == nil && u.Host != "" {
		m.hide(u.RawQuery, hidden)
		for _, values := range u.Query() {
			for _, v := range values {
				if len(v) >= 8 {
					m.hide(v, hidden)
				}
			}
		}
		if password, ok := u.User.Password(); ok {
			m.hide(password, hidden)
		}
	}
}

// endpointMask hides the token, the headers' values and a kit URL.
func endpointMask(o Options, base *url.URL) mask {
	var m mask
	m.hide(o.Token, hidden)
	for _, value := range o.Headers {
		m.hide(value, hidden)
	}
	if password, ok := base.User.Password(); ok {
		m.hide(password, hidden)
	}
	host := base.Hostname()
	if _, err := netip.ParseAddr(host); err != nil && !isLoopback(host) {
		if label, rest, more := strings.Cut(host, "."); more {
			m.hide(host, hidden+"."+rest)
			if len(label) >= 12 {
				m.hide(label, hidden)
			}
		} else {
			m.hide(host, hidden)
		}
	}
	for part := range strings.SplitSeq(base.Path, "/") {
		if len(part) >= 12 {
			m.hide(part, hidden)
		}
	}
	return m
}

// secretsOf are the values that the catalog calls secret.
func secretsOf(b *catalog.Backend, values catalog.Values) []string {
	if b == nil {
		return nil
	}
	var secrets []string
	for i := range b.Fields {
		if s, ok := values[b.Fields[i].Name].(string); ok && b.Fields[i].Secret && s != "" {
			secrets = append(secrets, s)
		}
	}
	return secrets
}

// with is the mask that hides some secrets besides.
func (m mask) with(secrets []string) mask {
	all := slices.Clone(m)
	for _, s := range secrets {
		all.hideParts(s)
	}
	// The longest first, so that no part of one stays behind.
	slices.SortStableFunc(all, func(a, b hiding) int { return len(b.text) - len(a.text) })
	return all
}

func (m mask) apply(text string) string {
	for _, h := range m {
		text = strings.ReplaceAll(text, h.text, h.shown)
	}
	return text
}

// oneLine makes a service's words fit for a message: no control characters, no
// more than 500 characters.
func oneLine(text string) string {
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r)
	}), " ")
	if runes := []rune(text); len(runes) > 500 {
		return string(runes[:500]) + "…"
	}
	return text
}

// secretNames are the documented names of all secrets of all backends.
var secretNames = sync.OnceValue(func() map[string]bool {
	names := map[string]bool{}
	for _, b := range catalog.All() {
		for i := range b.Fields {
			if b.Fields[i].Secret {
				names[b.Fields[i].Name] = true
			}
		}
	}
	return names
})

// redact hides every secret in a JSON body by its name, and by its value where
// it stands elsewhere. What is not JSON is not shown: a body that was cut off
// may end in half a secret, which no mask knows.
func (m mask) redact(body []byte) string {
	if len(body) == 0 {
		return ""
	}
	var v any
	if json.Unmarshal(body, &v) != nil {
		return "(" + strconv.Itoa(len(body)) + " bytes that are not JSON)"
	}
	shown, err := json.Marshal(m.walk(v))
	if err != nil {
		return ""
	}
	const enough = 64 << 10
	if len(shown) > enough {
		return string(shown[:enough]) + "…"
	}
	return string(shown)
}

func (m mask) walk(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for name := range v {
			if secretNames()[name] {
				v[name] = hidden
			} else {
				v[name] = m.walk(v[name])
			}
		}
	case []any:
		for i := range v {
			v[i] = m.walk(v[i])
		}
	case string:
		return m.apply(v)
	}
	return v
}

// subsystem is the name under which this package logs.
const subsystem = "api"

func logging(ctx context.Context) context.Context {
	return tflog.NewSubsystem(ctx, subsystem, tflog.WithLevelFromEnv("TF_LOG_PROVIDER_HOODY", subsystem))
}

// A logBody is redacted when a log line with it is written, and not before:
// most runs log nothing.
type logBody struct {
	body    []byte
	mask    mask
	secrets []string
}

// MarshalText is what hclog asks for.
func (b logBody) MarshalText() ([]byte, error) {
	return []byte(b.mask.with(b.secrets).redact(b.body)), nil
}

// logTry writes down the bodies of one try.
func (c *client) logTry(ctx context.Context, k call, a *answer, f *failure) {
	fields := map[string]any{"method": k.method, "path": k.path}
	if k.body != nil {
		fields["request"] = logBody{k.body, c.mask, k.secrets}
	}
	if a != nil {
		fields["status"] = a.status
		fields["answer"] = logBody{a.body, c.mask, k.secrets}
	}
	if f != nil {
		fields["failure"] = f.message
	}
	tflog.SubsystemTrace(ctx, subsystem, "exchange", fields)
}

// logCall writes down how a call ended.
func logCall(ctx context.Context, k call, o outcome, tries int, since time.Time) {
	fields := map[string]any{
		"method": k.method, "path": k.path, "tries": tries,
		"duration_ms": time.Since(since).Milliseconds(),
	}
	if o.answer != nil {
		fields["status"] = o.answer.status
	}
	tflog.SubsystemDebug(ctx, subsystem, "call", fields)
}
