package wire

import (
	"bytes"
	"context"
	"crypto/tls"
	"fmt"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/net/http/httpguts"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/address"
	"github.com/hoody/terraform-provider-hoody/internal/redact"
)

// Options say where Hoody is and how to speak to it.
type Options struct {
	// Endpoint is the base URL. It may be a kit URL, which is a credential.
	Endpoint string
	// Container is looked up instead, when the first request is made.
	Container *Container
	// Listed finds the container first, where it is one of many that resources name;
	// nil for the provider's own.
	Listed Listed
	// Token is the account's bearer token. It is never sent to a container.
	Token string
	// TokenFrom and GateFrom are where a person wrote the token and what the gate has,
	// such as "the variable HOODY_TOKEN"; empty where that is not known.
	TokenFrom, GateFrom string
	// ToContainer says that the endpoint leads to a container, whatever its host
	// is called.
	ToContainer bool
	Gate        Gate
	Headers     map[string]string
	UserAgent   string
	CACertFile  string
	// RequestTimeout bounds one try; 0 stands for 30 seconds.
	RequestTimeout time.Duration
	// MaxRetries is how often one call is sent again; nil stands for 4.
	MaxRetries *int
	// IsSecret says that a field of a body is not to be logged.
	IsSecret func(name string) bool
	// Adjust changes how connections are made: tests do.
	Adjust func(*http.Transport)
}

// A Client talks to one storage service.
type Client struct {
	http *http.Client
	// base is nil where the locator says it.
	base    *url.URL
	locator *locator
	header  http.Header
	timeout time.Duration
	retries int
	// place is the endpoint as it may be shown.
	place string
	// blamed is the field that names the place, or empty where the provider does.
	blamed string
	mask   redact.Mask
	denial denial
	// account is the token that is sent, or empty.
	account string
	// isSecret says that a field of a body is not to be logged.
	isSecret func(name string) bool
	asleep   atomic.Bool
}

// New checks the options and makes the client that they describe. It contacts nobody.
func New(o Options) (*Client, error) {
	base, place, locator, err := destination(o)
	if err != nil {
		return nil, err
	}
	header, err := headers(o)
	if err != nil {
		return nil, err
	}
	roots, err := certificates(o.CACertFile)
	if err != nil {
		return nil, err
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.TLSClientConfig = &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: roots}
	transport.OnProxyConnectResponse = proxyAnswer
	stayHere(transport)
	// Terraform works on ten resources at a time, or as many as -parallelism
	// says; the default of two idle connections would reconnect all the time.
	transport.MaxIdleConnsPerHost = 32
	if o.Adjust != nil {
		o.Adjust(transport)
	}
	c := &Client{
		http:     &http.Client{Transport: transport, CheckRedirect: checkRedirect},
		base:     base,
		locator:  locator,
		header:   header,
		timeout:  o.RequestTimeout,
		retries:  defaultRetries,
		place:    place,
		account:  o.sent(),
		isSecret: o.IsSecret,
	}
	if c.timeout <= 0 {
		c.timeout = defaultTimeout
	}
	if o.MaxRetries != nil {
		c.retries = max(0, *o.MaxRetries)
	}
	if o.Listed != nil {
		c.blamed = engine.ContainerID
	}
	c.mask = endpointMask(o, base)
	c.denial = denialOf(o, header, o.ToContainer || c.isToContainer())
	return c, nil
}

// destination is where requests go, and how that may be shown: an address, or a
// container that is looked up.
func destination(o Options) (*url.URL, string, *locator, error) {
	if o.Container != nil {
		l, err := newLocator(o)
		return nil, "Container " + o.Container.ID, l, err
	}
	base, err := address.ParseEndpoint(o.Endpoint)
	if err != nil {
		return nil, "", nil, err
	}
	return base, address.Shown(base), nil, nil
}

// isToContainer reports whether requests go to a container, whose address is a credential.
func (c *Client) isToContainer() bool {
	return c.locator != nil || address.IsCredential(address.HostName(c.base))
}

// where is the address of this request's service.
func (c *Client) where(ctx context.Context) (*url.URL, *Failure) {
	if c.locator == nil {
		return c.base, nil
	}
	return c.locator.where(ctx)
}

// headers are those of every request.
func headers(o Options) (http.Header, error) {
	h := http.Header{
		"Accept":     {"application/json"},
		"User-Agent": {o.UserAgent},
	}
	for name, value := range o.Headers {
		if !httpguts.ValidHeaderFieldName(name) {
			return nil, &engine.Error{
				Message: fmt.Sprintf("%q is not the name of an HTTP header.", name),
				Advice:  "Correct the provider's headers.",
			}
		}
		if !httpguts.ValidHeaderFieldValue(value) {
			return nil, &engine.Error{
				Message: fmt.Sprintf("The value of the header %q holds characters that cannot be sent.", name),
				Advice:  "Look for a line break at its end; trimspace() removes it.",
			}
		}
		h.Set(name, value)
	}
	if err := o.Gate.set(h); err != nil {
		return nil, err
	}
	token := o.sent()
	if token == "" {
		return h, nil
	}
	if h.Get("Authorization") != "" {
		return nil, &engine.Error{
			Message: "The provider has a token and an Authorization header.",
			Advice:  "Keep one of them: the token is sent in that header.",
		}
	}
	if err := sendable("token", "The token", token); err != nil {
		return nil, err
	}
	h.Set("Authorization", "Bearer "+token)
	return h, nil
}

// sent is the account's token where it is sent: to anything but a container.
func (o Options) sent() string {
	if o.Container != nil || o.ToContainer || address.TrustOf(o.Endpoint) == address.Untrusted {
		return ""
	}
	return o.Token
}

// exchange sends one request once. A POST that was sent outlives its context: nobody
// could tell what it made.
func (c *Client) exchange(ctx context.Context, k Call) (*Answer, *Failure) {
	if ctx.Err() != nil {
		return nil, c.explain(ctx, ctx, ctx.Err(), false)
	}
	base, failed := c.where(ctx)
	if failed != nil {
		return nil, failed
	}
	limited, cancel := context.WithTimeout(context.WithoutCancel(ctx), max(c.timeout, k.Slow))
	defer cancel()
	var sent atomic.Bool
	defer context.AfterFunc(ctx, func() {
		if k.Method != http.MethodPost || !sent.Load() {
			cancel()
		}
	})()
	traced := httptrace.WithClientTrace(limited, &httptrace.ClientTrace{
		GotConn: func(httptrace.GotConnInfo) { sent.Store(true) },
	})
	req, failed := c.request(traced, base, k)
	if failed != nil {
		return nil, failed
	}
	res, err := c.http.Do(req)
	if err != nil {
		if !sent.Load() && c.locator != nil && ctx.Err() == nil {
			c.locator.doubt(base)
		}
		return nil, c.explain(ctx, limited, err, sent.Load())
	}
	defer func() { _ = res.Body.Close() }()
	a, err := answerOf(res)
	if err != nil && (ctx.Err() != nil || limited.Err() != nil && k.Method == http.MethodPost) {
		return nil, c.explain(ctx, limited, err, true)
	}
	if c.locator != nil && a.Status >= 400 && !a.speaks() {
		c.locator.doubt(base)
	}
	return a, nil
}

// request is a call as it is sent to an address.
func (c *Client) request(ctx context.Context, base *url.URL, k Call) (*http.Request, *Failure) {
	u := *base
	u.Path += k.Path
	u.RawQuery = k.Query
	req, err := http.NewRequestWithContext(ctx, k.Method, u.String(), bytes.NewReader(k.Body))
	if err != nil {
		return nil, &Failure{
			final: true, message: "The request to " + c.place + " cannot be made.", advice: "Check the provider's endpoint.",
		}
	}
	req.Header = c.header.Clone()
	if k.Body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if k.Method == http.MethodPost {
		req.GetBody = nil // or the transport repeats it where HTTP/2 allows that
	}
	return req, nil
}

// Origin is the host and path of the endpoint, or the container's id. It is as secret
// as the endpoint.
func (c *Client) Origin() string {
	if c.locator != nil {
		return "container " + c.locator.container.ID
	}
	return strings.ToLower(c.base.Host) + c.base.Path
}

// Account is the account's token where it is sent, and empty where a container is asked:
// that is one account's, and the Origin says which.
func (c *Client) Account() string { return c.account }

// Place is the endpoint as it may be shown.
func (c *Client) Place() string { return c.place }

// Timeout is the time for one try.
func (c *Client) Timeout() time.Duration { return c.timeout }
