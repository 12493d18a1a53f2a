// Terraform-provider-hoody connects remote storage to Hoody. This program serves the
// provider, the emulator (-emulator) or verifications (-verify). Begin with package
// provider, and with the map in CONTRIBUTING.md.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"syscall"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/engine/embedded"
	_ "github.com/hoody/terraform-provider-hoody/internal/lazygc"
)

// Set by the linker in a release.
var (
	version = "dev"
	commit  = "none"
)

func main() {
	// A verifying child is this same program. It parses no flags and serves no provider.
	if embedded.IsVerifier(os.Args) {
		os.Exit(embedded.RunVerifier())
	}
	if err := run(os.Args[1:], os.Stdout); err != nil {
		log.Fatal(err)
	}
}

func run(args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("terraform-provider-hoody", flag.ExitOnError)
	debug := flags.Bool("debug", false, "serve the provider for a debugger such as delve")
	showVersion := flags.Bool("version", false, "print the version and exit")
	emulate := flags.String("emulator", "", "serve an in-memory Hoody service at this `address` instead, such as "+
		"127.0.0.1:8080")
	var options emulator.Options
	flags.Func("dialect", "`version` that the in-memory service speaks: page (the default) or 2026-10",
		options.Dialect.Flag(os.Stderr))
	flags.IntVar(&options.Containers, "containers", 0, "serve a control plane with so many containers")
	if err := flags.Parse(args); err != nil {
		return err
	}
	switch {
	case *showVersion:
		_, err := fmt.Fprintf(stdout, "terraform-provider-hoody %s (%s)\n", version, commit)
		return err
	case *emulate != "":
		return serveEmulator(*emulate, options, stdout)
	default:
		return serveProvider(*debug)
	}
}

func serveEmulator(address string, options emulator.Options, stdout io.Writer) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return emulator.Serve(ctx, address, options, stdout)
}
