package wire

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"syscall"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// A Failure is a try that brought no usable answer.
type Failure struct {
	// sent says that Hoody may have received the request. silent says that the time for
	// one try ended after that.
	sent, silent bool
	// final says that trying again cannot help.
	final           bool
	message, advice string
	// field is the field to blame, or empty.
	field string
	// cause is the context's error, or nil: the text of other errors repeats addresses.
	cause error
}

// transportErrors explain why no answer came, in words that repeat no address: package
// net's own errors quote the host, which may be a credential.
var transportErrors = []struct {
	is              func(error) bool
	message, advice string
	// ofContainer is the advice to give if the endpoint is a container's.
	ofContainer string
	final       bool
}{
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
		is:          isAs[*net.DNSError],
		message:     "The host name of %s is not known.",
		advice:      "Check the endpoint and this machine's name resolution.",
		ofContainer: "Was the container deleted? If it was not, check the endpoint and this machine's name resolution.",
	},
	{
		is:      func(err error) bool { return errors.Is(err, syscall.ECONNREFUSED) },
		message: "%s refuses the connection.",
		advice:  "Check that the endpoint is right and Hoody is up.",
	},
	{
		is: func(err error) bool {
			t, ok := errors.AsType[net.Error](err)
			return ok && t.Timeout()
		},
		message: "%s did not answer in time.",
		advice:  "Check the endpoint and the network in between; request_timeout gives one try longer.",
	},
	{
		is:      func(error) bool { return true },
		message: "The connection to %s broke before an answer came.",
		advice:  adviceWay,
	},
}

func isAs[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}

// explain returns why no answer came. limited is the context of the one try.
func (c *Client) explain(ctx, limited context.Context, err error, sent bool) *Failure {
	silent := sent && errors.Is(limited.Err(), context.DeadlineExceeded)
	if ctx.Err() != nil && !silent {
		e := c.Interrupted(ctx)
		return &Failure{sent: sent, message: e.Message, advice: e.Advice, cause: e.Cause}
	}
	if r, ok := errors.AsType[*proxyRefusal](err); ok {
		return r.explain(c.place)
	}
	if r, ok := errors.AsType[*redirect](err); ok {
		return r.explain(c.place, sent)
	}
	for _, t := range transportErrors {
		if t.is(err) {
			f := &Failure{sent: sent, silent: silent, final: t.final, message: fmt.Sprintf(t.message, c.place), advice: t.advice}
			if t.ofContainer != "" && c.isToContainer() {
				f.advice = t.ofContainer
			}
			return f
		}
	}
	panic("unreachable: the last of transportErrors takes everything")
}

// Interrupted returns the error of an operation that ended because its context did.
func (c *Client) Interrupted(ctx context.Context) *engine.Error {
	if errors.Is(ctx.Err(), context.Canceled) {
		return &engine.Error{Message: "The operation was interrupted.", Advice: "Run it again.", Cause: context.Canceled}
	}
	return &engine.Error{
		Message: "The time of the operation ended before " + c.place + " answered.",
		Advice:  "Try again; the resource's timeouts give it longer.",
		Cause:   context.DeadlineExceeded,
	}
}

// final makes a failure that trying again cannot help.
func final(err error) *Failure {
	if e, ok := errors.AsType[*engine.Error](err); ok {
		return &Failure{final: true, message: e.Message, advice: e.Advice, cause: e.Cause}
	}
	return &Failure{final: true, message: err.Error()}
}
