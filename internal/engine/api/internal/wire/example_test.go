package wire_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/hoody/terraform-provider-hoody/internal/engine/api/internal/wire"
)

// answering is a client of a service that answers everything alike.
func answering(status int, body string) (c *wire.Client, stop func()) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}))
	none := 0
	c, err := wire.New(wire.Options{Endpoint: server.URL, MaxRetries: &none})
	if err != nil {
		panic(err)
	}
	return c, server.Close
}

// A refusal is told in Hoody's words, without the secrets of the call, and with
// what to do.
func ExampleClient_Do() {
	c, stop := answering(http.StatusBadRequest, `{"success":false,"error":"Wrong key s3cr3t/one"}`)
	defer stop()
	_, err := c.Do(context.Background(), wire.Call{
		Method: http.MethodPut, Path: "/api/v1/backends/bck_1", Body: []byte(`{"key":"s3cr3t/one"}`),
		Accept: wire.DecodeDone, Secrets: []string{"s3cr3t/one"}, Advice: "Nothing was changed.",
	})
	fmt.Println(err)
	// Output:
	// Hoody answered 400 Bad Request to PUT: "Wrong key ***".
	// Nothing was changed.
}

// One answer means different things: what may be sent again where it can do no harm may
// have made something when it was a POST.
func ExampleClient_Try() {
	for _, answer := range []struct {
		status int
		body   string
	}{
		{http.StatusOK, `{"success":true}`},
		{http.StatusServiceUnavailable, `{"success":false,"error":"Busy"}`},
		{http.StatusServiceUnavailable, `<html>`},
		{http.StatusBadRequest, `{"success":false,"error":"No"}`},
	} {
		c, stop := answering(answer.status, answer.body)
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			o := c.Try(context.Background(), wire.Call{Method: method, Path: "/api/v1/backends", Accept: wire.DecodeDone})
			said := map[wire.Verdict]string{
				wire.Done: "done", wire.Refused: "refused", wire.Again: "did not happen", wire.Unknown: "may have happened",
			}
			fmt.Println(answer.status, answer.body, "to", method, "-", said[o.Verdict])
		}
		stop()
	}
	// Output:
	// 200 {"success":true} to GET - done
	// 200 {"success":true} to POST - done
	// 503 {"success":false,"error":"Busy"} to GET - did not happen
	// 503 {"success":false,"error":"Busy"} to POST - did not happen
	// 503 <html> to GET - may have happened
	// 503 <html> to POST - may have happened
	// 400 {"success":false,"error":"No"} to GET - refused
	// 400 {"success":false,"error":"No"} to POST - refused
}
