// Command tables renews the tables that grow with the services, in README.md and in
// the sources of the documentation.
package main

import (
	"log"

	"github.com/hoody/terraform-provider-hoody/internal/docs"
)

func main() {
	log.SetFlags(0)
	if err := docs.RenewTables("."); err != nil {
		log.Fatal(err)
	}
}
