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
	// Container, if set, is looked up instead, when the first request is made.
	Container *Container
	// Listed looks for the container in a shared list first, if it is one of many that
	// resources name; nil for the provider's own.
	Listed Listed
	// Token is the account's bearer token. It is never sent to a container.
	Token string
	// TokenFrom and GateFrom say where a person wrote the token and the gate's
	// credentials, such as "the variable HOODY_TOKEN"; empty where that is not known.
	TokenFrom, GateFrom string
	// ToContainer says that the endpoint leads to a container, whatever its host
	// is called.
	ToContainer bool
	Gate        Gate
	Headers     map[string]string
	UserAgent   string
	CACertFile  string
	// RequestTimeout is the limit for one try; 0 means 30 seconds.
	RequestTimeout time.Duration
	// MaxRetries is how often one call is sent again; nil means 4.
	MaxRetries *int
	// IsSecret reports whether a field of a body must not be logged.
	IsSecret func(name string) bool
	// Adjust, for tests, changes how connections are made.
	Adjust func(*http.Transport)
}

// A Client talks to one storage service.
type Client struct {
	http *http.Client
	// base is nil if the locator finds the address.
	base    *url.URL
	locator *locator
	header  http.Header
	timeout time.Duration
	retries int
	// place is the endpoint in a form that is safe to show.
	place string
	// blamed is the field that names the place, or empty if the provider names it.
	blamed string
	mask   redact.Mask
	denial denial
	// account is the token if it is sent, or empty.
	account string
	// isSecret reports whether a field of a body must not be logged.
	isSecret func(name string) bool
	asleep   atomic.Bool
}

// New checks the options and makes a client from them. It contacts nobody.
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
	// Terraform works on ten resources at a time, or as many as -parallelism says; with
	// the default of two idle connections it would reconnect all the time.
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

// destination returns where requests go and how that may be shown: an address, or a
// container to be looked up.
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

// isToContainer reports whether requests go to a container. Its address is a
// credential.
func (c *Client) isToContainer() bool {
	return c.locator != nil || address.IsCredential(address.HostName(c.base))
}

// where returns the address for this request.
func (c *Client) where(ctx context.Context) (*url.URL, *Failure) {
	if c.locator == nil {
		return c.base, nil
	}
	return c.locator.where(ctx)
}

// headers returns the headers of every request.
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

// sent returns the account's token if it is sent, which it is to anything but a
// container.
func (o Options) sent() string {
	if o.Container != nil || o.ToContainer || address.TrustOf(o.Endpoint) == address.Untrusted {
		return ""
	}
	return o.Token
}

// exchange sends one request once. A POST, once sent, outlives its context: otherwise
// nobody could tell what it made.
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

// request returns the HTTP request for a call to an address.
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

// Origin returns the host and path of the endpoint, or the container's id. It is as
// secret as the endpoint.
func (c *Client) Origin() string {
	if c.locator != nil {
		return "container " + c.locator.container.ID
	}
	return strings.ToLower(c.base.Host) + c.base.Path
}

// Account returns the account's token if it is sent. It is empty for a container: that
// belongs to one account, and the Origin says which container.
func (c *Client) Account() string { return c.account }

// Place returns the endpoint in a form that is safe to show.
func (c *Client) Place() string { return c.place }

// Timeout returns the time for one try.
func (c *Client) Timeout() time.Duration { return c.timeout }
