package embedded

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// endless writes until the client is gone.
func endless(w io.Writer, begin, again string) {
	_, err := io.WriteString(w, begin)
	for more := strings.Repeat(again, 1<<20/len(again)); err == nil; {
		_, err = io.WriteString(w, more)
	}
}

// A storage that never stops answering costs a bounded piece of the machine: the
// child ends, and the engine serves on.
func TestAnAnswerWithoutAnEndIsTooLarge(t *testing.T) {
	const most = MinMaxMemory
	// What Go's own accounts do not have, and what comes in between two looks.
	const slack = 64 << 20
	for _, c := range []struct {
		name, backend string
		values        catalog.Values
		contentType   string
		answer        func(w http.ResponseWriter)
	}{
		{
			name: "XML with buckets without an end", backend: "s3", values: catalog.Values{"access_key_id": "id", "secret_access_key": "secret"},
			contentType: "application/xml",
			answer: func(w http.ResponseWriter) {
				endless(w, "<ListAllMyBucketsResult><Buckets>", "<Bucket><Name>photos</Name></Bucket>")
			},
		},
		{
			name: "XML with a name without an end", backend: "s3", values: catalog.Values{"access_key_id": "id", "secret_access_key": "secret"},
			contentType: "application/xml",
			answer:      func(w http.ResponseWriter) { endless(w, "<ListAllMyBucketsResult><Buckets><Bucket><Name>", "photos") },
		},
		{
			name: "JSON without an end", backend: "google-cloud-storage", values: catalog.Values{"anonymous": true, "project_number": "1"},
			contentType: "application/json",
			answer:      func(w http.ResponseWriter) { endless(w, `{"items":[`, `{"name":"photos"},`) },
		},
		{
			name: "a bomb of gzip", backend: "google-cloud-storage", values: catalog.Values{"anonymous": true, "project_number": "1"},
			contentType: "application/json",
			answer: func(w http.ResponseWriter) {
				w.Header().Set("Content-Encoding", "gzip")
				z, _ := gzip.NewWriterLevel(w, gzip.BestSpeed)
				endless(z, `{"items":[{"name":"`, "0")
			},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			storage := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", c.contentType)
				c.answer(w)
			}))
			t.Cleanup(storage.Close)
			c.values["endpoint"] = storage.URL
			e := New(Options{Children: 1, MaxMemory: most})
			mark := fmt.Sprintf("EMBEDDED_TEST_MARK=%d", time.Now().UnixNano())
			e.pool.env = []string{mark}
			warm(t, e, 1)
			t.Cleanup(func() { _ = e.Close() })
			peak := peakOf(t, processWith(t, mark))
			_, err := e.Connect(t.Context(), engine.Spec{Backend: services.ByName(c.backend), Values: c.values})
			const want = "endpoint: The answer is too large.\n" +
				"Check that the address is the storage's. The provider's embedded = { max_memory } allows a verification more than 512Mi."
			if !errors.Is(err, errTooLarge) || err.Error() != want {
				t.Errorf("got %v, want %s", err, want)
			}
			if got := peak(); got < most/4 || got > most+slack {
				t.Errorf("the child took %d MiB, want at most %d", got>>20, (most+slack)>>20)
			} else {
				t.Logf("the child took %d MiB", got>>20)
			}
			// The next verification gets another child.
			if _, err := e.Connect(t.Context(), engine.Spec{Backend: services.ByName("s3"), Values: catalog.Values{
				"endpoint": "http://" + refuses(t), "access_key_id": "id", "secret_access_key": "secret",
			}}); err == nil || errors.Is(err, errEnded) {
				t.Errorf("then: %v", err)
			}
		})
	}
}

// peakOf looks at a process until it is gone, and then tells how much memory it
// took.
func peakOf(t *testing.T, pid int) (peak func() int) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	var wait sync.WaitGroup
	var most int
	wait.Go(func() {
		for tick := time.Tick(2 * time.Millisecond); ctx.Err() == nil; <-tick {
			text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
			if err != nil {
				return
			}
			var kilobytes int
			_, after, _ := strings.Cut(string(text), "VmHWM:")
			_, _ = fmt.Sscan(after, &kilobytes)
			most = max(most, kilobytes<<10)
		}
	})
	return func() int { cancel(); wait.Wait(); return most }
}

// The verifier is the program that runs, and not whatever has taken its file's
// place since it was started.
func TestTheVerifierIsThisProgram(t *testing.T) {
	t.Parallel()
	program, err := executable("")
	if program != "/proc/self/exe" || err != nil {
		t.Errorf("the program is %q, %v", program, err)
	}
	p := badPool(t, "fine", time.Minute)
	if _, err := p.verify(t.Context(), request{}, nil); err != nil {
		t.Error(err)
	}
}
