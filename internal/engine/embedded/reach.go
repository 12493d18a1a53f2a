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
	"storj.io/uplink"
)

// addresses tell where the backends will connect whose SDK repeats a refused
// connection for longer than anybody wants to wait, by rules that rclone cannot
// set. An empty address is not known.
var addresses = map[string]func(configmap.Simple) string{
	"azureblob":           func(o configmap.Simple) string { return azureAddress(o, "blob.core.windows.net") },
	"azurefiles":          func(o configmap.Simple) string { return azureAddress(o, "file.core.windows.net") },
	"oracleobjectstorage": oracleAddress,
	"storj":               storjAddress,
	"tardigrade":          storjAddress,
}

func azureAddress(o configmap.Simple, domain string) string {
	switch {
	case o["endpoint"] != "":
		return o["endpoint"]
	case o["use_emulator"] == "true":
		return "http://127.0.0.1:10000"
	case o["sas_url"] != "":
		return o["sas_url"]
	case o["account"] != "":
		return "https://" + o["account"] + "." + domain
	default:
		return ""
	}
}

func oracleAddress(o configmap.Simple) string {
	if o["endpoint"] != "" {
		return o["endpoint"]
	}
	return "https://objectstorage." + o["region"] + ".oraclecloud.com"
}

// storjAddress is the satellite's, which speaks DRPC and is never reached through
// a proxy.
func storjAddress(o configmap.Simple) string {
	satellite := o["satellite_address"]
	if grant := o["access_grant"]; grant != "" {
		access, err := uplink.ParseAccess(grant)
		if err != nil {
			return ""
		}
		satellite = access.SatelliteAddress()
	}
	_, host, hasNode := strings.Cut(satellite, "@")
	if !hasNode {
		host = satellite
	}
	if _, _, err := net.SplitHostPort(host); err != nil {
		host = net.JoinHostPort(host, "7777")
	}
	return "tcp://" + host
}

// reach connects to the address of a backend that has one in addresses, through
// the proxy where one is set, and returns why that cannot be done. It sends no
// credential, and does not mind what is answered.
func reach(ctx context.Context, backend string, options configmap.Simple) error {
	address := addresses[backend]
	if address == nil {
		return nil
	}
	u, err := url.Parse(address(options))
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

// unreachable is the error when it came about before anything was sent.
// Otherwise the backend must try for itself.
func unreachable(host string, err error) error {
	var op *net.OpError
	if errors.As(err, &op) && (op.Op == "dial" || op.Op == "proxyconnect") || strings.Contains(err.Error(), "tls: ") {
		return fmt.Errorf("connect to %s: %w", host, err)
	}
	return nil
}
