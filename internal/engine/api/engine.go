package api

import (
	"net/http"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/mounts"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/things"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

// A Container is a container that is known by its id.
type Container = wire.Container

// A Gate is a login or filter that may stand before a container.
type Gate = wire.Gate

// Options say where Hoody is and how to speak to it.
type Options struct {
	// Endpoint is the base URL. It may be a kit URL, which is a credential.
	Endpoint string
	// Container, if set, is looked up instead, when the first request is made.
	Container *Container
	// ToContainer says that the endpoint leads to a container, whatever its host
	// is called.
	ToContainer bool
	// Token is the account's bearer token. It is never sent to a container.
	Token string
	// TokenFrom and GateFrom say where a person wrote the token and the gate's
	// credentials, such as "the variable HOODY_TOKEN"; empty where that is not known.
	TokenFrom, GateFrom string
	// Gate has the credentials that a gate before Hoody asks for.
	Gate Gate
	// Headers are sent with every request, for gates before Hoody. Their
	// values are credentials.
	Headers map[string]string
	// UserAgent says who calls.
	UserAgent string
	// CACertFile is a PEM file of certificates to trust besides the system's.
	CACertFile string
	// RequestTimeout is the limit for one try; 0 means 30 seconds.
	RequestTimeout time.Duration
	// MaxRetries is how often one call is sent again; nil means 4.
	MaxRetries *int
	// VerifyOnRefresh makes Inspect probe the backend through Hoody, which otherwise says
	// of every backend that it is connected.
	VerifyOnRefresh bool
	// Adopt accepts what is found for a create whose answer was lost, if it can only be
	// that. Without it, what is found is an error that names it.
	Adopt bool

	// listed finds the container in the list of all the account's containers, or is nil.
	listed wire.Listed
	// adjust, for tests, changes how connections are made.
	adjust func(*http.Transport)
}

// An Engine is the engine.Engine for one service.
type Engine struct {
	*mountEngine
	client          *wire.Client
	backends        *things.Kind[engine.Remote]
	mounts          *things.Kind[engine.Mount]
	verifyOnRefresh bool
	adopt           bool
}

// mountEngine has the calls about mounts.
type mountEngine = mounts.Engine

var _ engine.Service = (*Engine)(nil)

// New makes an engine. It contacts nobody; its errors are *engine.Error.
func New(o Options) (*Engine, error) {
	c, err := wire.New(o.wire())
	if err != nil {
		return nil, err
	}
	e := &Engine{client: c, verifyOnRefresh: o.VerifyOnRefresh, adopt: o.Adopt}
	e.backends = things.NewKind(c, "backends", func(r engine.Remote) string { return r.ID }, e.fetch)
	e.mounts = mounts.All(c)
	e.mountEngine = mounts.New(mounts.Options{
		Client: c, Mounts: e.mounts, Adopt: o.Adopt, WithSettings: o.VerifyOnRefresh,
		Changed:  e.backends.Drop,
		TestCall: func(id string) string { return c.Curl(http.MethodGet, backendsPath+"/"+id+"/test") },
	})
	return e, nil
}

// wire returns the options for the client.
func (o Options) wire() wire.Options {
	return wire.Options{
		Endpoint: o.Endpoint, Container: o.Container, Listed: o.listed, ToContainer: o.ToContainer,
		Token: o.Token, TokenFrom: o.TokenFrom, Gate: o.Gate, GateFrom: o.GateFrom, Headers: o.Headers,
		UserAgent:  o.UserAgent,
		CACertFile: o.CACertFile, RequestTimeout: o.RequestTimeout, MaxRetries: o.MaxRetries,
		IsSecret: isSecretName, Adjust: o.adjust,
	}
}

// Origin returns the host and path of the endpoint, or the container's id, to be
// hashed and compared. It is as secret as the endpoint.
func (e *Engine) Origin() string { return e.client.Origin() }

// Account returns the account's token, to be hashed and compared: one address serves
// many accounts.
func (e *Engine) Account() string { return e.client.Account() }

// drop makes the next reads list again, because this process has just changed
// something.
func (e *Engine) drop() {
	e.backends.Drop()
	e.mounts.Drop()
}
