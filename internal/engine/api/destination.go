package api

import (
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/http/httpguts"
	"golang.org/x/net/idna"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// ControlPlane is the documented address for calls with an account's token.
const ControlPlane = "https://api.hoody.com"

// A Trust says which credentials a host may be given.
type Trust uint8

const (
	// Foreign is a host that nobody vouches for but the person who wrote it down.
	Foreign Trust = iota
	// Account is the control plane, its realms, and this machine: the account's
	// token is theirs.
	Account
	// Untrusted is a container. What it serves may be anybody's, so the account's
	// token never goes there.
	Untrusted
)

// TrustOf says what an endpoint may be given. What is no URL is Foreign.
func TrustOf(endpoint string) Trust {
	u, err := url.Parse(endpoint)
	if err != nil {
		return Foreign
	}
	switch host := hostName(u); {
	case isContainer(host):
		return Untrusted
	case isControlPlane(host), isLoopback(host):
		return Account
	default:
		return Foreign
	}
}

// hostName is a URL's host as names are compared: as it is dialed, for other scripts
// have letters and dots that mean the ones of ASCII.
func hostName(u *url.URL) string {
	host := u.Hostname()
	if ascii, err := idna.Lookup.ToASCII(host); err == nil {
		host = ascii
	}
	return plainName(host)
}

// plainName is a host's name in small letters, without the dot that may end it.
func plainName(host string) string { return strings.ToLower(strings.TrimSuffix(host, ".")) }

// isContainer tells a host below "containers.", where containers are.
func isContainer(host string) bool { return slices.Contains(strings.Split(host, "."), "containers") }

// isCredential tells a host that is a credential by itself: who knows a container's
// address may call it. Others, such as a company's own, are shown: a person who
// looks for the fault needs them.
func isCredential(host string) bool {
	label, _, _ := strings.Cut(host, ".")
	return isContainer(host) || strings.Contains(label, "-files-")
}

// isControlPlane tells the public control plane and its realms.
func isControlPlane(host string) bool {
	return host == "api.hoody.com" || strings.HasSuffix(host, ".api.hoody.com")
}

// IsControlPlane says that an endpoint is the public control plane or one of its
// realms.
func IsControlPlane(endpoint string) bool {
	u, err := url.Parse(endpoint)
	return err == nil && isControlPlane(hostName(u))
}

// InRealm is the control plane of an account that is limited to a realm: below
// api.X it is {realm}.api.X. A control plane that is no api.X is its own.
func InRealm(controlPlane, realm string) string {
	u, err := url.Parse(controlPlane)
	if err != nil || realm == "" || !strings.HasPrefix(hostName(u), "api.") {
		return controlPlane
	}
	u.Host = realm + "." + u.Host
	return u.String()
}

// IsLabel says that a text can be a part of a host's name, so that nothing in it can
// end the host and lead elsewhere.
func IsLabel(text string) bool {
	outside := func(r rune) bool {
		return (r < 'a' || 'z' < r) && (r < 'A' || 'Z' < r) && (r < '0' || '9' < r) && r != '-' && r != '.' && r != '_'
	}
	return text != "" && !strings.ContainsFunc(text, outside)
}

// domainOf is the domain of the containers that belong to a control plane: api.X and
// {realm}.api.X have containers.X. Others have none that follows from their name.
func domainOf(controlPlane *url.URL) (domain string, ok bool) {
	host := hostName(controlPlane)
	if _, err := netip.ParseAddr(host); err == nil || isLoopback(host) {
		return "", false
	}
	labels := strings.Split(host, ".")
	i := slices.Index(labels, "api")
	if i < 0 || i > 1 || i == len(labels)-1 {
		return "", false
	}
	return "containers." + strings.Join(labels[i+1:], "."), true
}

// A Gate is what may stand before a container: the credentials that are for it
// alone.
type Gate struct {
	Token string
	// Header carries the token bare. Without one it goes as a Bearer token.
	Header string
	// User and Password go as Basic authentication.
	User, Password string
}

// set adds the gate's credentials to the headers of every request.
func (g Gate) set(h http.Header) error {
	switch {
	case g.Token != "" && (g.User != "" || g.Password != ""):
		return &engine.Error{Field: "gate", Message: "The gate has a token and a password.", Advice: "Keep one of them."}
	case h.Get(g.Name()) != "":
		return &engine.Error{
			Field:   "gate",
			Message: fmt.Sprintf("The provider has a gate and the header %q, in which the gate's credentials are sent.", g.Name()),
			Advice:  "Keep one of them.",
		}
	case g.Token != "":
		return g.setToken(h)
	case g.User != "" || g.Password != "":
		r := http.Request{Header: h}
		r.SetBasicAuth(g.User, g.Password)
	}
	return nil
}

// Name is the header that carries the gate's credentials, or empty where it has none.
func (g Gate) Name() string {
	switch {
	case g.Token == "" && g.User == "" && g.Password == "":
		return ""
	case g.Token == "" || g.Header == "":
		return "Authorization"
	default:
		return g.Header
	}
}

func (g Gate) setToken(h http.Header) error {
	if err := sendable("gate", "The gate's token", g.Token); err != nil {
		return err
	}
	if g.Header == "" {
		h.Set("Authorization", "Bearer "+g.Token)
		return nil
	}
	if !httpguts.ValidHeaderFieldName(g.Header) {
		return &engine.Error{
			Field:   "gate",
			Message: fmt.Sprintf("%q is not the name of an HTTP header.", g.Header),
			Advice:  "Correct the gate's token_header.",
		}
	}
	h.Set(g.Header, g.Token)
	return nil
}

// sendable refuses a token that no header can carry.
func sendable(field, what, token string) error {
	if httpguts.ValidHeaderFieldValue(token) && !strings.ContainsAny(token, " \t") {
		return nil
	}
	return &engine.Error{
		Field:   field,
		Message: what + " contains a space or a line break.",
		Advice:  "Remove it, and leave out the word \"Bearer\": the provider adds it. trimspace() removes what a file ends with.",
	}
}

// An Address is what the URL of a container's storage service is made of.
type Address struct {
	Project, Container, Server string
	Index                      int64
}

// In is the URL: by a template where there is one, in which {project_id},
// {container_id}, {server} and {index} are filled in, or as documented, below the
// domain that follows from the control plane's address.
func (a Address) In(controlPlane, template string) string {
	if template != "" {
		return strings.NewReplacer(
			"{project_id}", a.Project, "{container_id}", a.Container, "{server}", a.Server, "{index}", fmt.Sprint(a.Index),
		).Replace(template)
	}
	domain := "containers.hoody.com"
	if u, err := url.Parse(controlPlane); err == nil {
		if own, ok := domainOf(u); ok {
			domain = own
		}
	}
	return fmt.Sprintf("https://%s-%s-files-%d.%s.%s", a.Project, a.Container, a.Index, a.Server, domain)
}
