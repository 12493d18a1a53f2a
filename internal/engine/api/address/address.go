// Package address says where Hoody is (the control plane, its realms, the containers)
// and which of these hosts may be given which credentials. It contacts nobody and
// knows no HTTP. Begin with TrustOf.
package address

import (
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/idna"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/redact"
)

// ControlPlane is the documented address for calls with an account's token.
const ControlPlane = "https://api.hoody.com"

// A Trust says which credentials a host may be given.
type Trust uint8

const (
	// Foreign is a host that only the person who wrote it down vouches for.
	Foreign Trust = iota
	// Account is the control plane, its realms and this machine: they may have the
	// account's token.
	Account
	// Untrusted is a container. Anybody may decide what it serves, so the account's token
	// never goes there.
	Untrusted
)

// TrustOf returns what an endpoint may be given. What is not a URL is Foreign.
func TrustOf(endpoint string) Trust {
	u, err := url.Parse(endpoint)
	if err != nil {
		return Foreign
	}
	switch host := HostName(u); {
	case isContainer(host):
		return Untrusted
	case isControlPlane(host), IsLoopback(host):
		return Account
	default:
		return Foreign
	}
}

// HostName returns a URL's host in the form to compare: ASCII, as it is dialed,
// because other scripts have letters and dots that stand for those of ASCII.
func HostName(u *url.URL) string {
	host := u.Hostname()
	if ascii, err := idna.Lookup.ToASCII(host); err == nil {
		host = ascii
	}
	return PlainName(host)
}

// PlainName returns a host's name in lower case, without a dot at its end.
func PlainName(host string) string { return strings.ToLower(strings.TrimSuffix(host, ".")) }

// isContainer reports whether a host is below "containers.", where containers are.
func isContainer(host string) bool { return slices.Contains(strings.Split(host, "."), "containers") }

// IsCredential reports whether a host is itself a credential: whoever knows a
// container's address may call it. Other hosts, such as a company's own, may be shown,
// because a person who looks for a fault needs them.
func IsCredential(host string) bool {
	label, _, _ := strings.Cut(host, ".")
	return isContainer(host) || strings.Contains(label, "-files-")
}

// isControlPlane reports whether a host is the public control plane or one of its realms.
func isControlPlane(host string) bool {
	return host == "api.hoody.com" || strings.HasSuffix(host, ".api.hoody.com")
}

// IsControlPlane reports whether an endpoint is the public control plane or one of its
// realms.
func IsControlPlane(endpoint string) bool {
	u, err := url.Parse(endpoint)
	return err == nil && isControlPlane(HostName(u))
}

// InRealm returns the control plane for an account that is limited to a realm: for
// api.X that is {realm}.api.X. It also reports whether the address it returns has that
// realm; an address that is not api.X cannot be given one. It returns what is not a
// URL unchanged, for others to refuse.
func InRealm(controlPlane, realm string) (string, bool) {
	u, err := url.Parse(controlPlane)
	if err != nil || realm == "" {
		return controlPlane, true
	}
	host := HostName(u)
	if !strings.HasPrefix(host, "api.") {
		return controlPlane, strings.HasPrefix(host, PlainName(realm)+".api.")
	}
	u.Host = realm + "." + u.Host
	return u.String(), true
}

// IsLabel reports whether a text can be part of a host's name: nothing in it can end
// the host and lead elsewhere.
func IsLabel(text string) bool {
	outside := func(r rune) bool {
		return (r < 'a' || 'z' < r) && (r < 'A' || 'Z' < r) && (r < '0' || '9' < r) && r != '-' && r != '.' && r != '_'
	}
	return text != "" && !strings.ContainsFunc(text, outside)
}

// DomainOf returns the domain of the containers that belong to a control plane: for
// api.X and {realm}.api.X it is containers.X. No domain follows from any other name.
func DomainOf(controlPlane *url.URL) (domain string, ok bool) {
	host := HostName(controlPlane)
	if _, err := netip.ParseAddr(host); err == nil || IsLoopback(host) {
		return "", false
	}
	labels := strings.Split(host, ".")
	i := slices.Index(labels, "api")
	if i < 0 || i > 1 || i == len(labels)-1 {
		return "", false
	}
	return "containers." + strings.Join(labels[i+1:], "."), true
}

// Parts are what the URL of a container's storage service is made of.
type Parts struct {
	Project, Container, Server string
	Index                      int64
}

// Valid reports whether the parts can be in an address and lead nowhere else.
func (a Parts) Valid() bool { return IsLabel(a.Project) && IsLabel(a.Container) && IsLabel(a.Server) }

// URL returns the address: a template with {project_id}, {container_id}, {server} and
// {index} filled in or, without a template, the documented form below the domain that
// follows from the control plane's address.
func (a Parts) URL(controlPlane, template string) string {
	if template != "" {
		return strings.NewReplacer(
			"{project_id}", a.Project, "{container_id}", a.Container, "{server}", a.Server, "{index}", fmt.Sprint(a.Index),
		).Replace(template)
	}
	domain := "containers.hoody.com"
	if u, err := url.Parse(controlPlane); err == nil {
		if own, ok := DomainOf(u); ok {
			domain = own
		}
	}
	return fmt.Sprintf("https://%s-%s-files-%d.%s.%s", a.Project, a.Container, a.Index, a.Server, domain)
}

// ParseEndpoint refuses an endpoint that would send credentials in the clear or cannot
// be an API's address. Its errors never repeat the endpoint: it may be a kit URL.
func ParseEndpoint(endpoint string) (*url.URL, error) {
	const example = "Write it as https://host, for example https://api.hoody.com."
	u, err := url.Parse(strings.TrimRight(endpoint, "/"))
	switch {
	case err != nil:
		return nil, &engine.Error{Message: "The endpoint is not a URL.", Advice: example}
	case u.Scheme != "https" && u.Scheme != "http":
		return nil, &engine.Error{
			Message: "The endpoint must begin with https:// (or http:// for this machine).",
			Advice:  example,
		}
	case u.Hostname() == "":
		return nil, &engine.Error{Message: "The endpoint names no host.", Advice: example}
	case strings.HasSuffix(u.Path, "/api/v1"):
		return nil, &engine.Error{Message: "The endpoint ends in /api/v1, which the provider adds itself.", Advice: example}
	case u.RawQuery != "" || u.Fragment != "":
		return nil, &engine.Error{
			Message: "The endpoint has a query or a fragment.",
			Advice:  "Give gates their credentials in the provider's headers instead.",
		}
	case u.Scheme == "http" && !IsLoopback(HostName(u)):
		return nil, &engine.Error{
			Message: "The endpoint is plain http to another machine: the credentials would travel in the clear.",
			Advice:  "Use https://; plain http is for this machine only.",
		}
	}
	return u, nil
}

// IsLocalName reports whether a name means this machine (RFC 6761, 6.3).
func IsLocalName(host string) bool {
	return host == "localhost" || strings.HasSuffix(host, ".localhost")
}

// IsLoopback reports whether a host is this machine.
func IsLoopback(host string) bool {
	if IsLocalName(host) {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}

// Shown returns the endpoint in a form that is safe to show: the first label of a kit
// URL's host is the credential.
func Shown(u *url.URL) string {
	host := u.Hostname()
	if !IsCredential(HostName(u)) {
		return u.Scheme + "://" + u.Host
	}
	_, rest, _ := strings.Cut(host, ".")
	masked := redact.Hidden
	if rest != "" {
		masked += "." + rest
	}
	if port := u.Port(); port != "" {
		masked += ":" + port
	}
	return u.Scheme + "://" + masked
}
