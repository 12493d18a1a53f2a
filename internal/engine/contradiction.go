package engine

import (
	"net/url"
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// Contradiction is the field of a configuration that says something else than the
// service lists of a backend, or nil. What either side leaves open contradicts
// nothing.
func (s Spec) Contradiction(r Remote) *catalog.Field {
	if l, f := s.serverOf(r); l == other {
		return f
	}
	if l, f := s.userOf(r); l == other {
		return f
	}
	return nil
}

// Matches reports whether a backend points at what a configuration says, and the service
// lists all of it.
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

// liken holds what is listed against every field that a configuration sets: one of
// them is enough. With other comes the first of them.
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

// hostOf is the host of an address as hosts are compared.
func hostOf(address string) string {
	return strings.ToLower(strings.TrimSuffix(ParseAddress(address).Hostname(), "."))
}

// ParseAddress reads an address as configurations have it: a URL, a host with or without
// a port, or node@host:port. One that nobody can read has no host.
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
