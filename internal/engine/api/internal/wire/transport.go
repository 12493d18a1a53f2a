package wire

import (
	"context"
	"crypto/x509"
	"fmt"
	"net"
	"net/http"
	"net/url"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/address"
)

// stayHere keeps requests to this machine from leaving it: Go asks a proxy and name
// servers even about names below localhost.
func stayHere(transport *http.Transport) {
	proxy, dial := transport.Proxy, transport.DialContext
	transport.Proxy = func(r *http.Request) (*url.URL, error) {
		if address.IsLoopback(address.HostName(r.URL)) {
			return nil, nil
		}
		return proxy(r)
	}
	transport.DialContext = func(ctx context.Context, network, to string) (net.Conn, error) {
		if host, port, err := net.SplitHostPort(to); err == nil && address.IsLocalName(address.PlainName(host)) {
			to = net.JoinHostPort("localhost", port)
		}
		return dial(ctx, network, to)
	}
}

// certificates returns the system's certificates and those in the file; nil means the
// system's alone.
func certificates(file string) (*x509.CertPool, error) {
	if file == "" {
		return nil, nil
	}
	pem, err := engine.Certificates(file)
	if err != nil {
		return nil, err
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	pool.AppendCertsFromPEM(pem)
	return pool, nil
}

// A redirect leads to another address than the one that was called. to is safe to
// show.
type redirect struct{ to string }

func (r *redirect) Error() string { return "redirected to " + r.to }

// explain says where the redirect leads. One to the same place goes in circles, or
// asks for another request.
func (r *redirect) explain(place string, sent bool) *Failure {
	if r.to == place {
		return &Failure{sent: sent, final: true, message: place + " redirects to itself.", advice: adviceEndpoint}
	}
	return &Failure{
		sent: sent, final: true,
		message: place + " redirects to " + r.to + ", which was not followed: the credentials would go along.",
		advice:  "Configure that address, if you trust it.",
	}
}

// checkRedirect follows a redirect only if the same request goes to the same host: the
// token and the headers go with it, and a POST must not become a GET.
func checkRedirect(req *http.Request, via []*http.Request) error {
	first := via[0]
	if len(via) > 5 || req.URL.Scheme != first.URL.Scheme || req.URL.Host != first.URL.Host || req.Method != first.Method {
		return &redirect{to: address.Shown(req.URL)}
	}
	return nil
}

// A proxyRefusal is a proxy's refusal to open a tunnel. Package net/http gives only
// the status, and does not say that it is the proxy's.
type proxyRefusal struct{ status int }

func (r *proxyRefusal) Error() string { return "the proxy makes no tunnel" }

func proxyAnswer(_ context.Context, _ *url.URL, _ *http.Request, answered *http.Response) error {
	if answered.StatusCode == http.StatusOK {
		return nil
	}
	return &proxyRefusal{answered.StatusCode}
}

// explain says what the proxy answered. A refusal is final; a proxy that cannot reach
// the host may reach it later.
func (r *proxyRefusal) explain(place string) *Failure {
	f := &Failure{
		final:   r.status < http.StatusInternalServerError,
		message: fmt.Sprintf("The proxy on the way to %s answered %d %s.", place, r.status, http.StatusText(r.status)),
		advice:  "Check HTTPS_PROXY and what the proxy allows, or add the host to NO_PROXY.",
	}
	if r.status == http.StatusProxyAuthRequired {
		f.advice = "Put user and password into HTTPS_PROXY, or add the host to NO_PROXY."
	}
	return f
}
