package parts

import "github.com/hoody/terraform-provider-hoody/internal/catalog"

// Host returns the field for a server's name, where the port has a field of its own.
func Host(doc string) catalog.Field {
	return catalog.Field{
		Name: "host", Group: catalog.Authentication, Tells: catalog.Server, Required: true, Shape: catalog.HostAlone,
		Doc: doc,
	}
}

// Port returns the field for a server's port, with the protocol's usual one.
func Port(usual int, doc string) catalog.Field {
	return catalog.Field{Name: "port", Group: catalog.Authentication, Kind: catalog.Int, Default: usual, Most: 65535, Doc: doc}
}

// User returns the field for who signs in at a server. The documented default is the
// account of the person who made the documentation.
func User(since catalog.Version, doc string) catalog.Field {
	return catalog.Field{
		Name: "user", Group: catalog.Authentication, Tells: catalog.User, Default: "user", Accidental: true, RequiredSince: since,
		Doc: doc,
	}
}

// These fields say how a server is reached, and for how long.
var (
	IdleTimeout = catalog.Field{
		Name: "idle_timeout", Kind: catalog.Seconds, Default: 60,
		Doc: "Seconds after which a connection that nobody uses is closed. `0` keeps it open for as long as the server does.",
	}
	SocksProxy = catalog.Field{
		Name: "socks_proxy", Shape: catalog.HostPort, Carries: true,
		Doc: "SOCKS5 proxy through which the server is reached, as `host:port`, or `user:password@host:port` where it asks " +
			"for a user. The password is hidden in errors, but stored in the state in plain text.",
	}
	HTTPProxy = catalog.Field{
		Name: "http_proxy", Shape: catalog.ProxyAddress, Carries: true, Since: catalog.October,
		Doc: "HTTP proxy through which the server is reached with CONNECT, as `http://host:port`, or " +
			"`http://user:password@host:port`. The password is hidden in errors, but stored in the state in plain text.",
	}
	Headers = catalog.Field{
		Name: "headers", Group: catalog.Authentication, Kind: catalog.Pairs, Unset: true, Carries: true,
		Doc: "Headers of every request, as names and values with commas between them: `Cookie,session=…`, or " +
			"`\"Accept\",\"text/html, */*\"`. The values are hidden in errors, but stored in the state in plain text.",
	}
	AskPassword = catalog.Field{
		Name: "ask_password", Group: catalog.Authentication, Kind: catalog.Bool,
		Doc: "Asks a person for the password when it is needed. Only `false` can be used: neither Hoody nor an apply has anybody to ask.",
	}
)

// AskPasswordRules refuse to ask a person, since the answer would never come.
var AskPasswordRules = []catalog.Rule{
	{If: "ask_password", Never: true, Because: "Nobody is there to be asked."},
}

// ProxyRules are for services that have both proxy fields.
var ProxyRules = []catalog.Rule{
	{OnlyOne: []string{"socks_proxy", "http_proxy"}, Because: "The server is reached through one of them."},
}
