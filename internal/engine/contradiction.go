package engine

import (
	"net/url"
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// Contradiction returns the field of the configuration that disagrees with what the
// service lists of a backend, or nil. What either side leaves out contradicts nothing.
func (s Spec) Contradiction(r Remote) *catalog.Field {
	if l, f := s.serverOf(r); l == other {
		return f
	}
	if l, f := s.userOf(r); l == other {
		return f
	}
	return nil
}

// Matches reports whether the service lists both a server and a user for a backend,
// and both are the configured ones.
func (s Spec) Matches(r Remote) bool {
	server, _ := s.serverOf(r)
	user, _ := s.userOf(r)
	return server == same && user == same
}

// A likeness compares what a service lists of a backend with a configuration.
type likeness uint8

const (
	untold likeness = iota
	same
	other
)

func (s Spec) serverOf(r Remote) (likeness, *catalog.Field) {
	server := hostOf(r.Host())
	return s.liken(catalog.Server, server, func(configured string) likeness {
		switch host := hostOf(configured); {
		case host == "":
			return untold // nobody can read it
		case host == server, strings.HasSuffix(host, "."+server), strings.HasSuffix(server, "."+host):
			return same
		}
		return other
	})
}

func (s Spec) userOf(r Remote) (likeness, *catalog.Field) {
	return s.liken(catalog.User, r.User, func(configured string) likeness {
		if configured == r.User {
			return same
		}
		return other
	})
}

// liken compares what is listed with every field that the configuration sets for the
// property. One field that does not disagree decides; if all of them do, it returns
// other and the first of them.
func (s Spec) liken(
	property catalog.Tells, listed string, compare func(configured string) likeness,
) (all likeness, first *catalog.Field) {
	for i := range s.Backend.Fields {
		f := &s.Backend.Fields[i]
		value, _ := s.Values[f.Name].(string)
		if listed == "" || f.Tells != property || value == "" {
			continue
		}
		if all = compare(value); all != other {
			return all, nil
		}
		if first == nil {
			first = f
		}
	}
	return all, first
}

// hostOf returns an address's host in lower case, without a dot at its end.
func hostOf(address string) string {
	return strings.ToLower(strings.TrimSuffix(ParseAddress(address).Hostname(), "."))
}

// ParseAddress reads an address as people write it in configurations: a URL, a host
// with or without a port, or node@host:port. An address that cannot be read comes back
// without a host.
func ParseAddress(address string) *url.URL {
	if !strings.Contains(address, "://") {
		address = "//" + address
	}
	u, err := url.Parse(address)
	if err != nil {
		return &url.URL{}
	}
	return u
}
