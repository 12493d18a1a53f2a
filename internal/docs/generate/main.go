// Command generate makes what the documentation needs from the provider. It runs the
// provider in its own process, so that Terraform need not be installed, let alone a
// version that knows everything: "generate schema" prints the provider's schema for the
// generator of the pages, and "generate pages FOLDER" writes the overview and the
// backends' pages.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"log"
	"os"

	"github.com/hoody/terraform-provider-hoody/internal/docs"
	"github.com/hoody/terraform-provider-hoody/internal/provider"
)

func main() {
	log.SetFlags(0)
	if err := generate(context.Background(), os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

func generate(ctx context.Context, args []string) error {
	schemas, err := docs.Read(ctx, "hoody", provider.NewServer("docs")())
	if err != nil {
		return err
	}
	schemas.DescribeTimeouts()
	switch {
	case len(args) == 1 && args[0] == "schema":
		out := json.NewEncoder(os.Stdout)
		out.SetIndent("", "  ")
		return out.Encode(schemas)
	case len(args) == 2 && args[0] == "pages":
		return schemas.WritePages("examples", args[1])
	default:
		return errors.New("usage: generate schema, or generate pages FOLDER")
	}
}
