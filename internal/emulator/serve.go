package emulator

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const announcement = `Hoody, emulated (%s dialect), is at %s

  export HOODY_BASE_URL=%s

It forgets everything when it stops.
`

const accountAnnouncement = `The control plane and %d containers, emulated (%s dialect), are at %s

  export HOODY_BASE_URL=%[3]s
  export HOODY_CONTAINER_ENDPOINT=%[3]s/{container_id}
  export HOODY_TOKEN=emulated
  export HOODY_CONTAINER=c1

They forget everything when they stop.
`

// emulatedToken is the token that an emulated control plane accepts.
const emulatedToken = "emulated"

func announce(out io.Writer, o Options, at string) error {
	name := speeches[o.Dialect].name
	if o.Containers > 0 {
		_, err := fmt.Fprintf(out, accountAnnouncement, o.Containers, name, at)
		return err
	}
	_, err := fmt.Fprintf(out, announcement, name, at, at)
	return err
}

// Serve runs a service at a TCP address such as "127.0.0.1:0", and writes to stdout
// where it is and how to use it. It returns nil once ctx has ended. Because the
// service holds credentials in plain text and may ask for none, an address that others
// can reach is an error unless o.Public is set.
func Serve(ctx context.Context, addr string, o Options, stdout io.Writer) error {
	listener, err := listen(addr, o.Public)
	if err != nil {
		return fmt.Errorf("starting the emulator: %w", err)
	}
	server := &http.Server{
		Handler:           guard(o),
		BaseContext:       func(net.Listener) context.Context { return ctx },
		ReadHeaderTimeout: 10 * time.Second,
	}
	stop := context.AfterFunc(ctx, func() { _ = server.Close() })
	defer stop()
	at := "http://" + listener.Addr().String() + o.Prefix
	if err := announce(stdout, o, at); err != nil {
		_ = listener.Close()
		return fmt.Errorf("telling where the emulator is: %w", err)
	}
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("running the emulator: %w", err)
	}
	return nil
}

// keptRequests is how many requests a service keeps if the options do not say.
const keptRequests = 100

// guard returns a service that no web page can drive. A page can make a browser
// believe that the page's own host name has this address; the browser then sends that
// name as the Host.
func guard(o Options) http.Handler {
	if o.Log == 0 {
		o.Log = keptRequests
	}
	var service http.Handler = New(o)
	if o.Containers > 0 {
		service = NewAccount(emulatedToken, o, someContainers(o.Containers)...)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !o.Public && !isLoopback(r.Host) {
			http.Error(w, "The emulator is not called that: use 127.0.0.1", http.StatusMisdirectedRequest)
			return
		}
		service.ServeHTTP(w, r)
	})
}

// isLoopback reports whether a Host, with or without a port, is this machine.
func isLoopback(host string) bool {
	name := (&url.URL{Host: host}).Hostname()
	ip := net.ParseIP(name)
	return strings.EqualFold(name, "localhost") || ip != nil && ip.IsLoopback()
}

// listen checks the address before it listens there.
func listen(addr string, public bool) (net.Listener, error) {
	tcp, err := net.ResolveTCPAddr("tcp", addr)
	if err != nil {
		return nil, err
	}
	if !public && !tcp.IP.IsLoopback() {
		return nil, fmt.Errorf("%s can be reached from elsewhere: listen on 127.0.0.1", addr)
	}
	return net.ListenTCP("tcp", tcp)
}
