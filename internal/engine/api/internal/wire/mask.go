package wire

import (
	"net/url"
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/engine/api/address"
	"github.com/hoody/terraform-provider-hoody/internal/redact"
)

// longestWords is how much of a service's words a message shows, in characters.
const longestWords = 500

// shortestLabel is the length from which a label of a host, or a part of a path, is
// hidden where it stands alone. Shorter ones are ordinary words.
const shortestLabel = 12

// endpointMask hides the token, the headers' values and a kit URL.
func endpointMask(o Options, base *url.URL) redact.Mask {
	m := redact.Of(o.Token, o.Gate.Token, o.Gate.Password)
	for _, value := range o.Headers {
		m = m.With(value)
		if _, credential, ok := strings.Cut(value, " "); ok {
			m = m.With(credential)
		}
	}
	m = m.With(credentialIn(userOf(o, base)))
	if base == nil {
		return m // of a container by its id: what it is called is no secret
	}
	for part := range strings.SplitSeq(base.Path, "/") {
		if len(part) >= shortestLabel {
			m = m.With(part)
		}
	}
	return maskHostIn(m, base.Hostname())
}

// userOf returns the user part of the address that requests go to.
func userOf(o Options, base *url.URL) *url.Userinfo {
	if base != nil {
		return base.User
	}
	some := address.Parts{Project: "p", Container: "c", Server: "s", Index: 1}
	u, err := url.Parse(some.URL(o.Container.ControlPlane, o.Container.Template))
	if err != nil {
		return nil // nothing is sent to such an address
	}
	return u.User
}

// credentialIn returns the password in an address or, without one, the user.
func credentialIn(user *url.Userinfo) string {
	if password, ok := user.Password(); ok {
		return password
	}
	return user.Username()
}

// maskHostIn hides the first label of a host that is a credential.
func maskHostIn(m redact.Mask, host string) redact.Mask {
	if !address.IsCredential(strings.ToLower(host)) {
		return m
	}
	label, rest, _ := strings.Cut(host, ".")
	shown := redact.Hidden
	if rest != "" {
		shown += "." + rest
	}
	for _, host := range []string{host, strings.ToLower(host)} {
		m = m.Instead(host, shown)
	}
	if len(label) >= shortestLabel {
		m = m.With(label, strings.ToLower(label))
	}
	return m
}
