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
	server := hostOf(r.Server)
	if strings.HasSuffix(r.Server, ":generic") {
		server = ""
	}
	if f := s.differs(catalog.Server, server, func(configured string) bool {
		host := hostOf(configured)
		return host == "" || host == server || strings.HasSuffix(host, "."+server) || strings.HasSuffix(server, "."+host)
	}); f != nil {
		return f
	}
	return s.differs(catalog.User, r.User, func(configured string) bool { return configured == r.User })
}

// differs is the first field that tells a property, where none of them tells what is
// listed.
func (s Spec) differs(property catalog.Tells, listed string, same func(string) bool) (first *catalog.Field) {
	for i := range s.Backend.Fields {
		f := &s.Backend.Fields[i]
		value, _ := s.Values[f.Name].(string)
		if f.Tells != property || value == "" || listed == "" {
			continue
		}
		if same(value) {
			return nil
		}
		if first == nil {
			first = f
		}
	}
	return first
}

// hostOf is the host in a URL, in an address with or without a port, or in a Storj
// satellite's id@host:port.
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
