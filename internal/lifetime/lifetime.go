// Package lifetime decides how long the provider's process lives: until Terraform ends
// it or is gone, and then until what is under way has settled. It knows nothing of
// what the provider serves. Begin with Serve.
//
// Terraform may be killed before it can tell its providers, and go-plugin then goes on
// serving, with all secrets in memory. A signal to the whole process group is for
// Terraform to act on: it tells the provider what to do.
package lifetime

import (
	"context"
	"os"
	"os/signal"
	"sync"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
)

const (
	// settleLimit bounds the wait for what is under way. (Terraform itself kills a
	// provider two seconds after it tells it to end.)
	settleLimit = 10 * time.Second
	// lookEvery is how often the process checks for its parent.
	lookEvery = 500 * time.Millisecond
)

// A Server is everything that a provider answers.
type Server interface {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer
	tfprotov6.ActionServer
	tfprotov6.StateStoreServer
}

// Serve serves Terraform, the process that started this one, until Terraform says so
// or is gone itself. It then waits for what is under way. What fresh makes must be a
// Server.
func Serve(address string, fresh func() tfprotov6.ProviderServer) error {
	outlive := make(chan os.Signal, 1)
	signal.Notify(outlive, signals...) // The channel is never read: they have no effect.
	defer signal.Stop(outlive)
	var underWay calls
	ended := make(chan error, 1)
	gone := make(chan struct{})
	go func() { waitForParent(); close(gone) }()
	go func() {
		ended <- tf6server.Serve(address, func() tfprotov6.ProviderServer { return &server{fresh().(Server), &underWay} })
	}()
	var err error
	select {
	case err = <-ended:
	case <-gone:
	}
	underWay.settle(settleLimit)
	return err
}

// A server counts the calls that change something.
type server struct {
	Server
	underWay *calls
}

// ApplyResourceChange creates, updates or destroys. Only this call must not be cut off:
// the others change nothing.
func (s *server) ApplyResourceChange(
	ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest,
) (*tfprotov6.ApplyResourceChangeResponse, error) {
	defer s.underWay.begin()()
	return s.Server.ApplyResourceChange(ctx, req)
}

// calls counts the calls that are under way.
type calls struct{ wait sync.WaitGroup }

// begin notes the beginning of a call, and returns the function to call at its end.
func (c *calls) begin() (end func()) {
	c.wait.Add(1)
	return c.wait.Done
}

// settle waits until all calls have ended, or until the limit.
func (c *calls) settle(limit time.Duration) {
	done := make(chan struct{})
	go func() { c.wait.Wait(); close(done) }()
	select {
	case <-done:
	case <-time.After(limit):
	}
}
