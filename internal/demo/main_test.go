package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Only a terminal whose user wants them gets colours: no pipe, no file.
func TestColours(t *testing.T) {
	file, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	device, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0) // a terminal is such a device
	if err != nil {
		t.Fatal(err)
	}
	defer device.Close()
	for _, c := range []struct {
		name, noColor string
		to            *os.File
		want          bool
	}{
		{"a terminal", "", device, true},
		{"a terminal, without colours", "1", device, false},
		{"a file", "", file, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Setenv("NO_COLOR", c.noColor)
			if got := coloursTerminal(c.to); got != c.want {
				t.Errorf("colours: %v, want %v", got, c.want)
			}
		})
	}
}

func TestChapters(t *testing.T) {
	t.Parallel()
	for colours, want := range map[bool]string{
		false: "\n── Connect a backend\n\n", true: "\n── \033[1mConnect a backend\033[0m\n\n",
	} {
		var said strings.Builder
		output{Writer: &said, colours: colours}.say("Connect a backend")
		if said.String() != want {
			t.Errorf("colours %v: said %q, want %q", colours, said.String(), want)
		}
	}
}

// Of a plan the demo shows what will happen and why, and no more.
func TestGistOfAPlan(t *testing.T) {
	t.Parallel()
	const plan = `hoody_backend_s3.media: Refreshing state... [id=bck_1]
  # hoody_mount.media will be updated in-place
  ~ resource "hoody_mount" "media" {
      ~ mount_path = "a" -> "b" # forces replacement
    }
Plan: 1 to add, 0 to change, 1 to destroy.
Warning: Files on mounts may be lost
`
	var said strings.Builder
	(&terraform{out: output{Writer: &said}}).tell(plan, gist)
	const want = `  # hoody_mount.media will be updated in-place
      ~ mount_path = "a" -> "b" # forces replacement
Plan: 1 to add, 0 to change, 1 to destroy.
Warning: Files on mounts may be lost
`
	if said.String() != want {
		t.Errorf("told %q, want %q", said.String(), want)
	}
}
