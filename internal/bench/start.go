//go:build unix

package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/emptypb"

	"github.com/hoody/terraform-provider-hoody/internal/provider"
)

// measureSchema makes the schemas in this process, as each of a plan's two or three
// processes does once.
func (t *table) measureSchema(ctx context.Context) error {
	var all []time.Duration
	for range 21 {
		server := provider.NewServer("bench")()
		before := cpu()
		resp, err := server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
		if err != nil || len(resp.Diagnostics) > 0 {
			return fmt.Errorf("making the schemas: %v %v", err, resp)
		}
		all = append(all, cpu()-before)
	}
	hold(t, "CPU of making the schemas", median(all), maxSchema, milliseconds)
	return nil
}

// cpu returns what this process has used so far.
func cpu() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u) // cannot fail
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// measureStart starts the provider and an empty one by turns, as Terraform does, and
// asks for their schemas.
func (t *table) measureStart(ctx context.Context, dir, binary string, starts int) error {
	empty := filepath.Join(dir, "terraform-provider-empty")
	build := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags", "-s -w", "-o", empty,
		"./internal/bench/empty")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return fmt.Errorf("building a provider that has nothing in it: %w", err)
	}
	var ours, theirs start
	for range starts {
		if err := ours.again(ctx, binary); err != nil {
			return err
		}
		if err := theirs.again(ctx, empty); err != nil {
			return err
		}
	}
	t.add("start to schema, CPU", milliseconds(median(ours.cpu)))
	t.add("start to schema, CPU, of an empty provider", milliseconds(median(theirs.cpu)))
	// The budget applies to the time that people wait, and to the quickest start of each:
	// whatever else a machine does can only lengthen a start, and lengthens the longer one
	// more.
	waited, least := slices.Min(ours.time), slices.Min(theirs.time)
	t.add("start to schema, time", milliseconds(waited))
	t.add("start to schema, time, of an empty provider", milliseconds(least))
	hold(t, "start to schema, time, compared", float64(waited)/float64(least), maxStartRatio, multiple)
	return nil
}

// A start collects how long starts took, and the CPU of the processes.
type start struct{ time, cpu []time.Duration }

func (s *start) again(ctx context.Context, binary string) error {
	cmd := exec.CommandContext(ctx, binary)
	client := plugin.NewClient(&plugin.ClientConfig{
		Cmd: cmd,
		HandshakeConfig: plugin.HandshakeConfig{MagicCookieKey: "TF_PLUGIN_MAGIC_COOKIE",
			MagicCookieValue: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2"},
		VersionedPlugins: map[int]plugin.PluginSet{6: {"provider": connection{}}},
		AllowedProtocols: []plugin.Protocol{plugin.ProtocolGRPC},
		AutoMTLS:         true,
		Logger:           hclog.NewNullLogger(),
	})
	defer client.Kill()
	before := time.Now()
	protocol, err := client.Client()
	if err != nil {
		return fmt.Errorf("starting %s: %w", binary, err)
	}
	raw, err := protocol.Dispense("provider")
	if err != nil {
		return err
	}
	// The message is not decoded: it only matters that it came.
	var schema emptypb.Empty
	if err := raw.(*grpc.ClientConn).Invoke(ctx, "/tfplugin6.Provider/GetProviderSchema", &emptypb.Empty{},
		&schema); err != nil {
		return fmt.Errorf("asking %s for its schema: %w", binary, err)
	}
	s.time = append(s.time, time.Since(before))
	client.Kill()
	s.cpu = append(s.cpu, used(cmd))
	return nil
}

// used returns the CPU of a process that has ended, and of the processes that it
// started.
func used(cmd *exec.Cmd) time.Duration {
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}

// A connection is a plugin of which only the connection is used.
type connection struct{ plugin.NetRPCUnsupportedPlugin }

func (connection) GRPCServer(*plugin.GRPCBroker, *grpc.Server) error { return nil }

func (connection) GRPCClient(_ context.Context, _ *plugin.GRPCBroker, c *grpc.ClientConn) (any, error) {
	return c, nil
}
