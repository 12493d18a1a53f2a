package api

import (
	"net/url"
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// contradicts says that a backend points at something else than what a configuration
// says. What either side leaves open contradicts nothing.
func contradicts(s engine.Spec, r engine.Remote) bool {
	return serverOf(s, r) == other || userOf(s, r) == other
}

// matches says that a backend points at what a configuration says, and that Hoody
// tells all of it.
func matches(s engine.Spec, r engine.Remote) bool {
	return serverOf(s, r) == same && userOf(s, r) == same
}

// A likeness compares what a list tells of a backend with a configuration.
type likeness uint8

const (
	untold likeness = iota
	same
	other
)

func serverOf(s engine.Spec, r engine.Remote) likeness {
	server := hostOf(r.Server)
	if strings.HasSuffix(r.Server, ":generic") {
		server = ""
	}
	return compare(s, catalog.Server, server, func(configured string) likeness {
		switch host := hostOf(configured); {
		case host == "":
			return untold // nobody can read it
		case host == server, strings.HasSuffix(host, "."+server), strings.HasSuffix(server, "."+host):
			return same
		}
		return other
	})
}

func userOf(s engine.Spec, r engine.Remote) likeness {
	return compare(s, catalog.User, r.User, func(configured string) likeness {
		if configured == r.User {
			return same
		}
		return other
	})
}

// compare holds what is listed against every field that a configuration sets: one of
// them is enough.
func compare(s engine.Spec, property catalog.Tells, listed string, liken func(string) likeness) likeness {
	all := untold
	for i := range s.Backend.Fields {
		f := &s.Backend.Fields[i]
		value, _ := s.Values[f.Name].(string)
		if listed == "" || f.Tells != property || value == "" {
			continue
		}
		if all = liken(value); all != other {
			return all
		}
	}
	return all
}

// hostOf is the host in a URL, in an address with or without a port, or in a
// Storj satellite's id@host:port.
func hostOf(address string) string {
	if !strings.Contains(address, "://") {
		address = "//" + address
	}
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
}
