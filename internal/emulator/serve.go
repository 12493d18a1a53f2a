package emulator

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

// Serve runs a service at a TCP address such as "127.0.0.1:0" and tells stdout
// where it is and how to use it. It returns nil once ctx has ended. Since
// it holds credentials in plain and may ask for none, an address that others
// can reach is an error unless o.Public says that it is meant.
func Serve(ctx context.Context, addr string, o Options, stdout io.Writer) error {
	listener, err := listen(addr, o.Public)
	if err != nil {
		return fmt.Errorf("starting the emulator: %w", err)
	}
	server := &http.Server{
		Handler:           New(o),
		BaseContext:       func(net.Listener) context.Context { return ctx },
		ReadHeaderTimeout: 10 * time.Second,
	}
	stop := context.AfterFunc(ctx, func() { _ = server.Close() })
	defer stop()
	url := "http://" + listener.Addr().String() + o.Prefix
	if _, err := fmt.Fprintf(stdout, "The storage API, emulated (%s dialect), is at %s\n\n  export HOODY_BASE_URL=%s\n\nNothing it is told is kept when it ends.\n", speeches[o.Dialect].name, url, url); err != nil {
		_ = listener.Close()
		return fmt.Errorf("telling where the emulator is: %w", err)
	}
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("running the emulator: %w", err)
	}
	return nil
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
