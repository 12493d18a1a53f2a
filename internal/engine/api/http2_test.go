package api

import (
	"bytes"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"golang.org/x/net/http2"
	"golang.org/x/net/http2/hpack"

	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

// A server of HTTP/2 may say of a stream that it did not look at it, and have done so
// all the same. The transport believes it and repeats what it can: a POST it must not.
func TestTheTransportRepeatsNoPOST(t *testing.T) {
	t.Parallel()
	for name, refuse := range map[string]func(f *http2.Framer, stream uint32) error{
		"REFUSED_STREAM": func(f *http2.Framer, stream uint32) error {
			return f.WriteRSTStream(stream, http2.ErrCodeRefusedStream)
		},
		"GOAWAY": func(f *http2.Framer, _ uint32) error { return f.WriteGoAway(0, http2.ErrCodeNo, nil) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var posts atomic.Int32
			server := framed(t, func(f *http2.Framer, stream uint32, method string) {
				if method == http.MethodPost {
					posts.Add(1)
				}
				_ = refuse(f, stream)
			})
			e, err := New(Options{Endpoint: server.URL, CACertFile: caFile(t, server), adjust: closedAtTheEnd(t)})
			if err != nil {
				t.Fatal(err)
			}
			o := e.client.Try(t.Context(), wire.Call{Method: http.MethodPost, Path: "/api/v1/backends/s3", Body: []byte("{}")})
			if n := posts.Load(); n != 1 || o.Verdict != wire.Unknown {
				t.Errorf("sent %d times, verdict %d", n, o.Verdict)
			}
		})
	}
}

// framed serves HTTP/2 frame by frame: answer is told of every request.
func framed(t *testing.T, answer func(f *http2.Framer, stream uint32, method string)) *httptest.Server {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	server.TLS = &tls.Config{NextProtos: []string{"h2"}}
	server.Config.TLSNextProto = map[string]func(*http.Server, *tls.Conn, http.Handler){
		"h2": func(_ *http.Server, c *tls.Conn, _ http.Handler) { serveFrames(c, answer) },
	}
	server.StartTLS()
	t.Cleanup(server.Close)
	return server
}

func serveFrames(c net.Conn, answer func(f *http2.Framer, stream uint32, method string)) {
	preface := make([]byte, len(http2.ClientPreface))
	if _, err := io.ReadFull(c, preface); err != nil || !bytes.Equal(preface, []byte(http2.ClientPreface)) {
		return
	}
	f := http2.NewFramer(c, c)
	f.ReadMetaHeaders = hpack.NewDecoder(4096, nil)
	_ = f.WriteSettings()
	for {
		frame, err := f.ReadFrame()
		if err != nil {
			return
		}
		if headers, ok := frame.(*http2.MetaHeadersFrame); ok {
			answer(f, headers.StreamID, headers.PseudoValue("method"))
		}
	}
}
