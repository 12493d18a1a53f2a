package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
)

// A module is linked into at least one of the released binaries.
type module struct {
	path, version string
	// root is the module's folder, and folders are those of its linked packages.
	root    string
	folders map[string]bool
}

func (m *module) String() string {
	if m.version == "" {
		return m.path
	}
	return m.path + " " + m.version
}

var targets = regexp.MustCompile(`(?m)^\s*targets: \[(.+)\]$`)

// releasedPlatforms reads what .goreleaser.yml builds, such as linux_arm_6.
func releasedPlatforms(config []byte) ([]string, error) {
	match := targets.FindSubmatch(config)
	if match == nil {
		return nil, errors.New(".goreleaser.yml has no line of targets\n" +
			"Write the platforms of its build as targets: [linux_amd64, ...], in one line")
	}
	return strings.Split(string(match[1]), ", "), nil
}

// linkedModules returns what the provider's binaries consist of: the standard library
// first, then modules by path.
func linkedModules(platforms []string) ([]*module, error) {
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("go env: %w", err)
	}
	root := strings.TrimSpace(string(goroot))
	linked := map[string]*module{}
	for _, platform := range platforms {
		if err := addLinked(linked, platform); err != nil {
			return nil, fmt.Errorf("packages for %s: %w", platform, err)
		}
	}
	// The version of Go is in the binary; here it would only make the file out of date.
	modules := []*module{{path: "The Go standard library", root: root, folders: map[string]bool{root: true}}}
	for _, path := range slices.Sorted(maps.Keys(linked)) {
		modules = append(modules, linked[path])
	}
	return modules, nil
}

// A replacement is what go.mod puts in place of a module.
type replacement struct{ Path, Version string }

// isOwn reports whether the replacement is a folder of this project, under the
// project's own licence.
func (r *replacement) isOwn() bool {
	return r != nil && r.Version == "" && strings.HasPrefix(r.Path, "./internal/")
}

func addLinked(linked map[string]*module, platform string) error {
	name := strings.Split(platform, "_")
	if len(name) < 2 {
		return fmt.Errorf("%q is not a system and an architecture", platform)
	}
	var said, complaint bytes.Buffer
	cmd := exec.Command("go", "list", "-deps", "-json=Dir,Module", ".")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+name[0], "GOARCH="+name[1])
	cmd.Stdout, cmd.Stderr = &said, &complaint
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("go list: %w\n%s", err, complaint.Bytes())
	}
	packages := json.NewDecoder(&said)
	for {
		var p struct {
			Dir    string
			Module *struct {
				Path, Version, Dir string
				Main               bool
				Replace            *replacement
			}
		}
		if err := packages.Decode(&p); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		if p.Module == nil || p.Module.Main || p.Module.Replace.isOwn() {
			continue
		}
		m := linked[p.Module.Path]
		if m == nil {
			m = &module{path: p.Module.Path, version: p.Module.Version, root: p.Module.Dir, folders: map[string]bool{}}
			linked[m.path] = m
		}
		m.folders[p.Dir] = true
	}
}
