package embedded

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/rclone/rclone/fs/config/configmap"
	"github.com/rclone/rclone/fs/fshttp"

	"github.com/hoody/terraform-provider-hoody/internal/engine/embedded/services"
)

// reach connects to where a service's SDK will, through the proxy if one is set, and
// returns why it cannot. It sends no credential, and accepts any answer.
func reach(ctx context.Context, s *services.Service, options configmap.Simple) error {
	if s.Dials == nil {
		return nil
	}
	u, err := url.Parse(s.Dials(options))
	if err != nil || u.Host == "" {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, connectLimit)
	defer cancel()
	if u.Scheme == "tcp" {
		conn, err := new(net.Dialer).DialContext(ctx, "tcp", u.Host)
		if err != nil {
			return unreachable(u.Host, err)
		}
		return conn.Close()
	}
	origin := url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/"}
	req, err := http.NewRequestWithContext(ctx, http.MethodHead, origin.String(), nil)
	if err != nil {
		return nil
	}
	resp, err := fshttp.NewClient(ctx).Transport.RoundTrip(req)
	if err != nil {
		return unreachable(u.Host, err)
	}
	return resp.Body.Close()
}

// unreachable returns the error if it happened before anything was sent. Otherwise it
// returns nil, and the backend must try for itself.
func unreachable(host string, err error) error {
	for _, statuses := range [][]int{tunnelRefusals, tunnelFailures, {http.StatusProxyAuthRequired}} {
		if isOneOf(statuses, err.Error()) {
			return err // from a proxy, which the SDK would ask again and again
		}
	}
	var op *net.OpError
	if errors.As(err, &op) && (op.Op == "dial" || op.Op == "proxyconnect") || strings.Contains(err.Error(), "tls: ") {
		return fmt.Errorf("connect to %s: %w", host, err)
	}
	return nil
}
