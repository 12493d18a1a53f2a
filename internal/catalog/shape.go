package catalog

import (
	"encoding/base64"
	"fmt"
	"net"
	"net/url"
	"regexp"
	"strings"
	"time"
)

// A Shape returns what is wrong with a text beyond the form of its kind, as far as
// that can be told without asking anybody, or nil. What it says continues a sentence
// that begins with the field's name, such as "is not base64". It shows nothing of a
// secret.
type Shape func(f *Field, value string) *Finding

// misshapen reports what is wrong with a text by the shape of its field. A field for
// signing in that has no shape must at least not be an address.
func (k *check) misshapen(f *Field, value string) bool {
	shape := f.Shape
	if shape == nil && f.Kind == String && f.Group == Authentication && !f.Secret {
		shape = noAddress
	}
	if shape == nil {
		return false
	}
	wrong := shape(f, value)
	if wrong != nil {
		k.add(f, wrong.Warns, k.named(f)+" "+wrong.Summary, wrong.Detail, nil)
	}
	return wrong != nil
}

// spaced reports white space that comes from files, commands and CI secrets: around a
// text, in place of one, or in lines after the first. A text that people write freely
// may have it, and kinds with a form of their own report it themselves.
func (k *check) spaced(f *Field, value string) bool {
	trimmed := strings.TrimSpace(value)
	lines := strings.ContainsAny(trimmed, "\r\n") && !strings.Contains(trimmed, "-----BEGIN ")
	if !f.isOneLine() || trimmed == value && !lines {
		return false
	}
	name := k.named(f)
	switch {
	case f.Encrypts && trimmed == value:
		return false
	case f.Encrypts:
		k.warn(f, name+" begins or ends with white space",
			"It is part of the passphrase: what is stored with it cannot be read without it.\n"+
				"If a file or a command put it there, "+removeSpace(name))
	case trimmed == "":
		k.refuse(f, name+" is nothing but white space",
			"A file, a command or a CI secret that it comes from may be empty.\nGive it a value, or leave it out.")
	case lines:
		k.warn(f, name+" has several lines",
			"A file or a command that it comes from may have more in it than is meant.\nIt is sent as it is.")
	case trimmed != value && !strings.ContainsAny(trimmed, "\r\n"):
		k.refuse(f, name+" begins or ends with white space",
			"A file, a command or a CI secret that it comes from has a space or a line break there.\nR"+
				removeSpace(name)[1:])
	default:
		return false // a key in PEM
	}
	return true
}

func removeSpace(name string) string {
	return fmt.Sprintf("remove it: %s = trimspace(…), or chomp(…).", name)
}

// isOneLine reports whether a value is one word or line, around which white space is never meant.
func (f *Field) isOneLine() bool {
	return f.couldBeOneLine() && !f.Free
}

// couldBeOneLine is false for kinds whose own forms say what white space they accept.
func (f *Field) couldBeOneLine() bool {
	return f.Kind.Wire() == WireString && (f.Kind.Form() == nil || f.Kind == URL)
}

// isBlank reports whether a field is set to nothing but white space. That is refused
// for the field itself, so for other fields it counts neither as set nor as missing.
func (k *check) isBlank(name string) bool {
	value, _ := k.Values[name].(string)
	f := k.Field(name)
	return value != "" && f != nil && f.isOneLine() && !f.Encrypts && strings.TrimSpace(value) == ""
}

// noAddress accepts a name or an id. Which part of an address that would be is best
// said by the field's own description.
func noAddress(f *Field, value string) *Finding {
	if !strings.Contains(value, "://") {
		return nil
	}
	return &Finding{Summary: "is a name or an id, and not an address", Detail: f.Doc}
}

// LastOfAddress accepts an id that is the end of the address which a browser shows,
// but not the address.
func LastOfAddress(_ *Field, value string) *Finding {
	_, rest, pasted := strings.Cut(value, "://")
	if !pasted {
		return nil
	}
	if end := strings.IndexAny(rest, "?#"); end >= 0 {
		rest = rest[:end]
	}
	_, path, _ := strings.Cut(rest, "/")
	path = strings.TrimRight(path, "/")
	return &Finding{
		Summary: "is an id, and not an address",
		Detail:  "It is the last part of the address." + instead(path[strings.LastIndex(path, "/")+1:]),
	}
}

// NoURL accepts a host, or a name that is the host of an address, but not the address.
func NoURL(_ *Field, value string) *Finding {
	_, rest, pasted := strings.Cut(value, "://")
	if !pasted {
		return nil
	}
	return &Finding{Summary: "is a name, and not an address", Detail: "It goes without a scheme." + instead(hostOf(rest))}
}

// BareName accepts one name, such as an account's, and neither a host nor an address.
func BareName(_ *Field, value string) *Finding {
	if !strings.ContainsAny(value, "/:.") {
		return nil
	}
	if _, rest, ok := strings.Cut(value, "://"); ok {
		value = rest
	}
	label, _, _ := strings.Cut(hostOf(value), ".")
	return &Finding{Summary: "is a name, and not an address", Detail: "It is the first part of the host." + instead(label)}
}

// BareHost accepts a host without a scheme, with or without a port, a folder or a
// node's id.
func BareHost(_ *Field, value string) *Finding {
	scheme, rest, ok := strings.Cut(value, "://")
	if !ok {
		return nil
	}
	return &Finding{
		Summary: "has a scheme in front",
		Detail:  fmt.Sprintf("It is a host, without %s://.%s", scheme, instead(strings.TrimSuffix(rest, "/"))),
	}
}

// HostAlone accepts the name or the IP address of a server and nothing around it: no
// scheme, no user, no path, and no port, which has a field of its own.
func HostAlone(_ *Field, value string) *Finding {
	_, rest, hasScheme := strings.Cut(value, "://")
	if !hasScheme {
		rest = value
	}
	rest = strings.TrimLeft(rest, `\/`)
	host, _, _ := strings.Cut(strings.ReplaceAll(rest, `\`, "/"), "/")
	_, who, hasUser := strings.Cut(host, "@")
	if hasUser {
		host = who[strings.LastIndex(who, "@")+1:]
	}
	name, _, err := net.SplitHostPort(host)
	hasPort := err == nil // an IPv6 address alone has none
	switch {
	case !hasPort:
		name = host
	case strings.Contains(name, ":"):
		name = "[" + name + "]"
	}
	wrong := Finding{}
	switch {
	case hasScheme:
		wrong = Finding{Summary: "is a name, and not an address", Detail: "It goes without a scheme."}
	case hasUser:
		wrong = Finding{Summary: "is a host, without a user", Detail: "Who signs in has a field of its own."}
	case strings.ContainsAny(value, `\/`):
		wrong = Finding{
			Summary: "is a host, and not a path",
			Detail:  "A folder or a share goes into verify_path.",
		}
	case hasPort:
		wrong = Finding{Summary: "is a host, without a port", Detail: "The port has a field of its own."}
	default:
		return nil
	}
	wrong.Detail += instead(name)
	return &wrong
}

// HostPorts accepts hosts with their ports, with commas between them and nothing else.
func HostPorts(_ *Field, value string) *Finding {
	for address := range strings.SplitSeq(value, ",") {
		_, _, err := net.SplitHostPort(address)
		if err != nil || strings.Contains(address, "/") || strings.TrimSpace(address) != address {
			return &Finding{
				Summary: "is a list of hosts and ports",
				Detail:  "Each has its port, and goes without a scheme and without spaces: namenode-1:8020,namenode-2:8020.",
			}
		}
	}
	return nil
}

// HostOrURL accepts a host, with or without http:// or https:// in front.
func HostOrURL(f *Field, value string) *Finding {
	scheme, _, ok := strings.Cut(value, "://")
	if !ok || scheme == "http" || scheme == "https" {
		return nil
	}
	detail := "Write the host of the storage"
	if len(f.Known) > 0 {
		detail += fmt.Sprintf(", such as %q", f.Known[0])
	}
	return &Finding{Summary: "has a scheme that is not http:// or https://", Detail: detail + "; a bucket goes into verify_path."}
}

// Address accepts an http:// or https:// URL, and offers the one to write in place of
// a host. (The kind URL is for addresses that may carry a signature, of which nothing
// is shown.)
func Address(_ *Field, value string) *Finding {
	return withScheme(value, "is not a URL", "An address here begins with its scheme, https:// or http://.", "https://")
}

// withScheme refuses what is not an http:// or https:// URL, and offers it with the
// usual scheme.
func withScheme(value, summary, detail, usual string) *Finding {
	if _, err := parseAddress(value); err == nil {
		return nil
	}
	if _, rest, ok := strings.Cut(value, "://"); ok {
		value = rest
	}
	return &Finding{Summary: summary, Detail: detail + instead(usual+hostOf(value))}
}

// BaseAddress accepts an Address to which paths are appended: a slash at its end is a
// warning.
func BaseAddress(f *Field, value string) *Finding {
	if wrong := Address(f, value); wrong != nil || !strings.HasSuffix(value, "/") {
		return wrong
	}
	return &Finding{
		Warns: true, Summary: "ends in a slash",
		Detail: "A path that begins with one is put behind it, and few servers take two.\nRemove the slash.",
	}
}

// ProxyAddress accepts the http:// or https:// URL of a proxy.
func ProxyAddress(_ *Field, value string) *Finding {
	return withScheme(value, "is not the URL of an HTTP proxy", "It begins with its scheme, http:// or https://.", "http://")
}

// HostPort accepts a host with its port, with or without a user and a password in
// front.
func HostPort(_ *Field, value string) *Finding {
	if _, rest, pasted := strings.Cut(value, "://"); pasted {
		return &Finding{Summary: "has a scheme in front", Detail: "It is a host and a port." + instead(hostOf(rest))}
	}
	if _, _, err := net.SplitHostPort(value[strings.LastIndex(value, "@")+1:]); err == nil {
		return nil
	}
	return &Finding{Summary: "is not a host with a port", Detail: "Both are needed, as in proxy.example.com:1080."}
}

// Elsewhere has the addresses of something other than what a field is for.
type Elsewhere struct {
	// Is matches the host, with what follows it.
	Is *regexp.Regexp
	// Of says what answers there, as in "is the address of …", and Do says what to write.
	Of, Do string
}

// NotAt returns a shape that also refuses addresses which are known to be of something
// else.
func NotAt(shape Shape, elsewhere ...Elsewhere) Shape {
	return func(f *Field, value string) *Finding {
		address := value
		if _, rest, ok := strings.Cut(value, "://"); ok {
			address = rest
		}
		address = strings.ToLower(address)
		for _, other := range elsewhere {
			if other.Is.MatchString(address) {
				return &Finding{Summary: "is the address of " + other.Of, Detail: other.Do}
			}
		}
		return shape(f, value)
	}
}

// FolderAddress accepts an Address whose path, if it has one, ends in a slash: a
// request replaces what follows the last slash.
func FolderAddress(f *Field, value string) *Finding {
	u, err := parseAddress(value)
	if err != nil || u.Path == "" || strings.HasSuffix(u.Path, "/") {
		return Address(f, value)
	}
	return &Finding{
		Summary: "needs a slash at its end",
		Detail:  "Without it the last part of the path is lost." + instead(u.Scheme+"://"+u.Host+u.Path+"/"),
	}
}

// OriginAddress accepts an Address of nothing but scheme, host and port.
func OriginAddress(f *Field, value string) *Finding {
	u, err := parseAddress(value)
	if err != nil || u.Path == "" && u.RawQuery == "" {
		return Address(f, value)
	}
	return &Finding{Summary: "has more than a scheme and a host", Detail: "No path fits here." + instead(u.Scheme+"://"+u.Host)}
}

// Moment accepts a time as RFC 3339 writes it.
func Moment(_ *Field, value string) *Finding {
	if _, err := time.Parse(time.RFC3339, value); err == nil {
		return nil
	}
	return &Finding{Summary: "is not a time", Detail: "Write it as RFC 3339 does: 2026-10-05T14:30:00Z."}
}

// Base64 accepts a key in base64.
func Base64(_ *Field, value string) *Finding {
	if _, err := base64.StdEncoding.DecodeString(value); err == nil {
		return nil
	}
	return &Finding{
		Summary: "is not base64",
		Detail:  "Copy the whole key: letters, digits, + and /, with = at its end where it has one.",
	}
}

// keyBytes is the length of an AES-256 key.
const keyBytes = 32

// Base64Of32 accepts a key of 32 bytes in base64.
func Base64Of32(f *Field, value string) *Finding {
	key, err := base64.StdEncoding.DecodeString(value)
	if err != nil || len(key) == keyBytes {
		return Base64(f, value)
	}
	return &Finding{
		Summary: fmt.Sprintf("is a key of %d bytes", len(key)),
		Detail:  "It is the base64 of a key of exactly 32 bytes: openssl rand -base64 32 makes one.",
	}
}

// Bytes32 accepts a key of 32 bytes, not encoded.
func Bytes32(_ *Field, value string) *Finding {
	if len(value) == keyBytes {
		return nil
	}
	return &Finding{
		Summary: fmt.Sprintf("has %d bytes", len(value)),
		Detail:  "The key is exactly 32 bytes as they are; a key in base64 goes into the field for base64.",
	}
}

func parseAddress(value string) (*url.URL, error) {
	u, err := url.Parse(value)
	if err == nil && (u.Host == "" || u.Scheme != "http" && u.Scheme != "https") {
		err = fmt.Errorf("no address of HTTP")
	}
	return u, err
}

// hostOf returns what may be shown of an address: neither a user with a password nor a
// query.
func hostOf(rest string) string {
	host, _, _ := strings.Cut(rest, "/")
	host, _, _ = strings.Cut(host, "?")
	return host[strings.LastIndex(host, "@")+1:]
}

func instead(value string) string {
	if strings.Trim(value, "/:") == "" {
		return ""
	}
	return fmt.Sprintf("\nWrite %q.", value)
}
