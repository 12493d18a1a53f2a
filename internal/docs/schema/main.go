// Command schema writes the provider's schema for the generator of the
// documentation (see `make docs`). It asks the provider in its own process, so
// that no Terraform is needed, nor a version that knows everything in it.
package main

import (
	"context"
	"encoding/json"
	"log"
	"os"

	"github.com/hoody/terraform-provider-hoody/internal/docs"
	"github.com/hoody/terraform-provider-hoody/internal/provider"
)

func main() {
	log.SetFlags(0)
	if err := write(context.Background()); err != nil {
		log.Fatal(err)
	}
}

func write(ctx context.Context) error {
	schemas, err := docs.Read(ctx, "hoody", provider.NewServer("docs")())
	if err != nil {
		return err
	}
	if err := schemas.LayOut(); err != nil {
		return err
	}
	out := json.NewEncoder(os.Stdout)
	out.SetIndent("", "  ")
	return out.Encode(schemas)
}
