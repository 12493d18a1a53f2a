package api

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/netip"
	"net/url"
	"os"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"golang.org/x/net/http/httpguts"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/redact"
)

// maxAnswer bounds what is read of one answer, in bytes. A list of 50,000
// backends fits.
const maxAnswer = 32 << 20

// A client talks to one storage service.
type client struct {
	http *http.Client
	// base is nil where the locator says it.
	base    *url.URL
	locator *locator
	header  http.Header
	timeout time.Duration
	retries int
	// place is the endpoint as it may be shown.
	place  string
	mask   redact.Mask
	asleep atomic.Bool
}

// newClient checks the options and makes the client they describe.
func newClient(o Options) (*client, error) {
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
	c := &client{
		http:    &http.Client{Transport: transport, CheckRedirect: checkRedirect},
		base:    base,
		locator: locator,
		header:  header,
		timeout: o.RequestTimeout,
		retries: defaultRetries,
		place:   place,
	}
	if c.timeout <= 0 {
		c.timeout = defaultTimeout
	}
	if o.MaxRetries != nil {
		c.retries = max(0, *o.MaxRetries)
	}
	c.mask = endpointMask(o, base)
	return c, nil
}

// stayHere keeps requests to this machine from leaving it: Go asks a proxy, and name
// servers, about names below localhost.
func stayHere(transport *http.Transport) {
	proxy, dial := transport.Proxy, transport.DialContext
	transport.Proxy = func(r *http.Request) (*url.URL, error) {
		if isLoopback(hostName(r.URL)) {
			return nil, nil
		}
		return proxy(r)
	}
	transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		if host, port, err := net.SplitHostPort(address); err == nil && isLocalName(plainName(host)) {
			address = net.JoinHostPort("localhost", port)
		}
		return dial(ctx, network, address)
	}
}

// destination is where requests go, and how that may be shown: an address, or a
// container that is looked up.
func destination(o Options) (*url.URL, string, *locator, error) {
	if o.Container != nil {
		l, err := newLocator(o)
		return nil, "Container " + o.Container.ID, l, err
	}
	base, err := parseEndpoint(o.Endpoint)
	if err != nil {
		return nil, "", nil, err
	}
	return base, maskHost(base), nil, nil
}

// where is the address of this request's service.
func (c *client) where(ctx context.Context) (*url.URL, *failure) {
	if c.locator == nil {
		return c.base, nil
	}
	return c.locator.where(ctx)
}

// parseEndpoint refuses what would send credentials in the clear or cannot be
// an API's address. Its errors never repeat the address: it may be a kit URL.
func parseEndpoint(endpoint string) (*url.URL, error) {
	const example = "Write it as https://host, for example https://api.hoody.com."
	u, err := url.Parse(strings.TrimRight(endpoint, "/"))
	switch {
	case err != nil:
		return nil, &engine.Error{Message: "The endpoint is not a URL.", Advice: example}
	case u.Scheme != "https" && u.Scheme != "http":
		return nil, &engine.Error{Message: "The endpoint must begin with https:// (or http:// for this machine).", Advice: example}
	case u.Hostname() == "":
		return nil, &engine.Error{Message: "The endpoint names no host.", Advice: example}
	case strings.HasSuffix(u.Path, "/api/v1"):
		return nil, &engine.Error{Message: "The endpoint ends in /api/v1, which the provider adds itself.", Advice: example}
	case u.RawQuery != "" || u.Fragment != "":
		return nil, &engine.Error{Message: "The endpoint has a query or a fragment.", Advice: "Give gates their credentials in the provider's headers instead."}
	case u.Scheme == "http" && !isLoopback(hostName(u)):
		return nil, &engine.Error{
			Message: "The endpoint is plain http to another machine: the credentials would travel in the clear.",
			Advice:  "Use https://; plain http is for this machine only.",
		}
	}
	return u, nil
}

// isLocalName tells the names that mean this machine (RFC 6761, 6.3).
func isLocalName(host string) bool {
	return host == "localhost" || strings.HasSuffix(host, ".localhost")
}

func isLoopback(host string) bool {
	if isLocalName(host) {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}

// maskHost shows where the endpoint is without showing the endpoint: the first
// label of a kit URL's host is the credential.
func maskHost(u *url.URL) string {
	host := u.Hostname()
	if !isCredential(hostName(u)) {
		return u.Scheme + "://" + u.Host
	}
	_, rest, _ := strings.Cut(host, ".")
	masked := redact.Hidden
	if rest != "" {
		masked += "." + rest
	}
	if port := u.Port(); port != "" {
		masked += ":" + port
	}
	return u.Scheme + "://" + masked
}

// headers are those of every request.
func headers(o Options) (http.Header, error) {
	h := http.Header{
		"Accept":     {"application/json"},
		"User-Agent": {o.UserAgent},
	}
	for name, value := range o.Headers {
		if !httpguts.ValidHeaderFieldName(name) {
			return nil, &engine.Error{Message: fmt.Sprintf("%q is not the name of an HTTP header.", name), Advice: "Correct the provider's headers."}
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
	if o.Token == "" || o.Container != nil || o.ToContainer || TrustOf(o.Endpoint) == Untrusted {
		return h, nil
	}
	if h.Get("Authorization") != "" {
		return nil, &engine.Error{Message: "The provider has a token and an Authorization header.", Advice: "Keep one of them: the token is sent in that header."}
	}
	if err := sendable("token", "The token", o.Token); err != nil {
		return nil, err
	}
	h.Set("Authorization", "Bearer "+o.Token)
	return h, nil
}

// certificates are the system's and those in the file; nil means the system's.
func certificates(file string) (*x509.CertPool, error) {
	if file == "" {
		return nil, nil
	}
	pem, err := os.ReadFile(file)
	if err != nil {
		return nil, &engine.Error{
			Message: fmt.Sprintf("The file %q in ca_cert_file cannot be read.", file),
			Advice:  "Give the path of a readable file with certificates in PEM form.",
			Cause:   err,
		}
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM(pem) {
		return nil, &engine.Error{
			Message: fmt.Sprintf("The file %q in ca_cert_file holds no certificate.", file),
			Advice:  "Give a file with certificates in PEM form (-----BEGIN CERTIFICATE-----).",
		}
	}
	return pool, nil
}

var errRedirect = errors.New("redirected")

// checkRedirect follows a redirect only where the same request goes to the same
// host: the token and the headers go along, and a POST must not become a GET.
func checkRedirect(req *http.Request, via []*http.Request) error {
	first := via[0]
	if len(via) > 5 || req.URL.Scheme != first.URL.Scheme || req.URL.Host != first.URL.Host || req.Method != first.Method {
		return errRedirect
	}
	return nil
}

// An answer is one HTTP response, read whole.
type answer struct {
	status   int
	header   http.Header
	body     []byte
	received time.Time
	// cut says why body is not the whole one, or is empty.
	cut   string
	words words
}

// A failure is a try that brought no usable answer.
type failure struct {
	// sent says that the service may have received the request, and silent that
	// the time for one try ended while it had it.
	sent, silent bool
	// final says that trying again cannot help.
	final           bool
	message, advice string
	// cause is the context's error, or nil: other errors repeat addresses.
	cause error
}

// exchange sends one request once. A POST that was sent outlives its context: nobody
// could tell what it made.
func (c *client) exchange(ctx context.Context, k call) (*answer, *failure) {
	if ctx.Err() != nil {
		return nil, c.explain(ctx, ctx, ctx.Err(), false)
	}
	base, failed := c.where(ctx)
	if failed != nil {
		return nil, failed
	}
	limited, cancel := context.WithTimeout(context.WithoutCancel(ctx), max(c.timeout, k.slow))
	defer cancel()
	var sent atomic.Bool
	defer context.AfterFunc(ctx, func() {
		if k.method != http.MethodPost || !sent.Load() {
			cancel()
		}
	})()
	traced := httptrace.WithClientTrace(limited, &httptrace.ClientTrace{
		GotConn: func(httptrace.GotConnInfo) { sent.Store(true) },
	})
	u := *base
	u.Path += k.path
	u.RawQuery = k.query
	req, err := http.NewRequestWithContext(traced, k.method, u.String(), bytes.NewReader(k.body))
	if err != nil {
		return nil, &failure{final: true, message: "The request to " + c.place + " cannot be made.", advice: "Check the provider's endpoint."}
	}
	req.Header = c.header.Clone()
	if k.body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if k.method == http.MethodPost {
		req.GetBody = nil // or the transport repeats it where HTTP/2 allows that
	}
	res, err := c.http.Do(req)
	if err != nil {
		return nil, c.explain(ctx, limited, err, sent.Load())
	}
	defer func() { _ = res.Body.Close() }()
	a := &answer{status: res.StatusCode, header: res.Header, received: time.Now()}
	a.body, err = io.ReadAll(io.LimitReader(res.Body, maxAnswer+1))
	switch {
	case err != nil && (ctx.Err() != nil || limited.Err() != nil && k.method == http.MethodPost):
		return nil, c.explain(ctx, limited, err, true)
	case err != nil:
		a.cut = "was cut off"
	case len(a.body) > maxAnswer:
		a.body, a.cut = a.body[:maxAnswer], "is larger than 32 MiB"
	}
	a.words = readWords(a.body)
	return a, nil
}

// A proxyRefusal is a proxy that makes no tunnel. Net/http tells its status without
// saying whose it is.
type proxyRefusal struct{ status int }

func (r *proxyRefusal) Error() string { return "the proxy makes no tunnel" }

func proxyAnswer(_ context.Context, _ *url.URL, _ *http.Request, answered *http.Response) error {
	if answered.StatusCode == http.StatusOK {
		return nil
	}
	return &proxyRefusal{answered.StatusCode}
}

// explain says what a proxy said. Its refusal is final; that it reaches nobody may pass.
func (r *proxyRefusal) explain(place string) *failure {
	f := &failure{
		final:   r.status < http.StatusInternalServerError,
		message: fmt.Sprintf("The proxy on the way to %s answered %d %s.", place, r.status, http.StatusText(r.status)),
		advice:  "Check HTTPS_PROXY and what the proxy allows, or add the host to NO_PROXY.",
	}
	if r.status == http.StatusProxyAuthRequired {
		f.advice = "Put user and password into HTTPS_PROXY, or add the host to NO_PROXY."
	}
	return f
}

// transportErrors explain why no answer came, in words that repeat no address:
// those of package net quote the host, which may be a credential.
var transportErrors = []struct {
	is              func(error) bool
	message, advice string
	final           bool
}{
	{
		is:      func(err error) bool { return errors.Is(err, errRedirect) },
		message: "%s redirects to another address, which was not followed: the credentials would go along.",
		advice:  "Configure the address that it redirects to, if you trust it.",
		final:   true,
	},
	{
		is: func(err error) bool {
			op, ok := errors.AsType[*net.OpError](err)
			return ok && op.Op == "proxyconnect"
		},
		message: "The proxy on the way to %s does not answer.",
		advice:  "Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY.",
	},
	{
		is:      isAs[x509.HostnameError],
		message: "The certificate of %s is for another host name.",
		advice:  "Check the endpoint: its host is not one that the certificate names.",
		final:   true,
	},
	{
		is: func(err error) bool {
			invalid, ok := errors.AsType[x509.CertificateInvalidError](err)
			return ok && invalid.Reason == x509.Expired
		},
		message: "The certificate of %s has expired, or is not valid yet.",
		advice:  "Renew the certificate, or set this machine's clock.",
		final:   true,
	},
	{
		is:      isAs[*tls.CertificateVerificationError],
		message: "The certificate of %s is not trusted.",
		advice:  "Check the endpoint; a certificate of your own goes into ca_cert_file.",
		final:   true,
	},
	{
		is:      isAs[tls.RecordHeaderError],
		message: "%s does not speak TLS.",
		advice:  "Check the port of the endpoint.",
		final:   true,
	},
	{
		is:      isAs[*net.DNSError],
		message: "The host name of %s is not known.",
		advice:  "Check the endpoint and this machine's name resolution.",
	},
	{
		is:      func(err error) bool { return errors.Is(err, syscall.ECONNREFUSED) },
		message: "%s refuses the connection.",
		advice:  "Check that the endpoint is right and the service is up.",
	},
	{
		is: func(err error) bool {
			t, ok := errors.AsType[net.Error](err)
			return ok && t.Timeout()
		},
		message: "%s did not answer in time.",
		advice:  "Check the endpoint and the way to it; request_timeout gives one try longer.",
	},
	{
		is:      func(error) bool { return true },
		message: "The connection to %s broke before an answer came.",
		advice:  "Check the way to the service and try again.",
	},
}

func isAs[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}

// explain says why no answer came. Limited is the context of the one try.
func (c *client) explain(ctx, limited context.Context, err error, sent bool) *failure {
	silent := sent && errors.Is(limited.Err(), context.DeadlineExceeded)
	if ctx.Err() != nil && !silent {
		e := c.interrupted(ctx)
		return &failure{sent: sent, message: e.Message, advice: e.Advice, cause: e.Cause}
	}
	if r, ok := errors.AsType[*proxyRefusal](err); ok {
		return r.explain(c.place)
	}
	for _, t := range transportErrors {
		if t.is(err) {
			message := fmt.Sprintf(t.message, c.place)
			return &failure{sent: sent, silent: silent, final: t.final, message: message, advice: t.advice}
		}
	}
	panic("unreachable: the last of transportErrors takes everything")
}

// interrupted says that an operation ended because its context did.
func (c *client) interrupted(ctx context.Context) *engine.Error {
	if errors.Is(ctx.Err(), context.Canceled) {
		return &engine.Error{Message: "The operation was interrupted.", Advice: "Run it again.", Cause: context.Canceled}
	}
	return &engine.Error{
		Message: "The time of the operation ended before " + c.place + " answered.",
		Advice:  "Try again; the resource's timeouts give it longer.",
		Cause:   context.DeadlineExceeded,
	}
}
