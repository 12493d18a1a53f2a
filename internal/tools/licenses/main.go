// Licenses gathers the licences of everything that is linked into a release, for every
// platform that is released, and refuses what a release must not carry.
//
//	go run ./internal/tools/licenses          write THIRD_PARTY_LICENSES
//	go run ./internal/tools/licenses -check   say whether that file is current
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
)

// noticesFile goes into the zips of a release, beside the binary.
const noticesFile = "THIRD_PARTY_LICENSES"

func main() {
	log.SetFlags(0)
	check := flag.Bool("check", false, "compare "+noticesFile+" instead of writing it")
	flag.Parse()
	if err := run(*check); err != nil {
		log.Fatal(err)
	}
}

func run(check bool) error {
	config, err := os.ReadFile(".goreleaser.yml")
	if err != nil {
		return err
	}
	platforms, err := releasedPlatforms(config)
	if err != nil {
		return err
	}
	modules, err := linkedModules(platforms)
	if err != nil {
		return err
	}
	texts, err := gather(modules)
	if err != nil {
		return err
	}
	if err := review(texts, reviewed); err != nil {
		return err
	}
	notices := render(modules, texts)
	if !check {
		return os.WriteFile(noticesFile, notices, 0o644)
	}
	written, err := os.ReadFile(noticesFile)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if !bytes.Equal(written, notices) {
		return fmt.Errorf("%s is not what the linked modules say\nRun make licenses and commit the file", noticesFile)
	}
	return nil
}
