package embedded

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/storagetest"
)

// strays are variables of rclone, some of which would end a program that
// merely links it.
var strays = []string{
	"RCLONE_TIMEOUT=xyz", "RCLONE_LOW_LEVEL_RETRIES=xyz", "RCLONE_BWLIMIT=xyz", "RCLONE_DUMP=xyz", "RCLONE_MAX_AGE=xyz",
	"RCLONE_EXCLUDE_FROM=/no/such/file", "RCLONE_LOG_LEVEL=junk", "RCLONE_CONFIG=/no/such/file", "rclone_checkers=xyz",
	"RCLONE_CONFIG_DIR=/no/such/folder", "RCLONE_CACHE_DIR=/no/such/folder", "RCLONE_CONFIG_PASS=xyz",
	"_RCLONE_CONFIG_KEY_FILE=/no/such/file", "RCLONE_S3_ENDPOINT=http://127.0.0.1:1", "RCLONE_S3_SECRET_ACCESS_KEY=xyz",
	"RCLONE_CONFIG_HOODY_TYPE=local", "RCLONE_CONFIG_HOODY_ENDPOINT=http://127.0.0.1:1",
}

// plantedHome is a home with a configuration of rclone, and nothing else.
func plantedHome(t *testing.T) (home, config string) {
	t.Helper()
	home = t.TempDir()
	config = filepath.Join(home, ".config", "rclone", "rclone.conf")
	if err := os.MkdirAll(filepath.Dir(config), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(config, []byte("[hoody]\ntype = s3\nendpoint = http://127.0.0.1:1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return home, config
}

// files are all files and folders below a folder.
func files(t *testing.T, root string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(root, func(path string, _ os.DirEntry, err error) error {
		if path != root {
			found = append(found, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// The test binary links rclone, as the provider does, and starts in the
// environment of a person. With no input a verifier ends at once, in silence.
func TestStartInHostileEnvironment(t *testing.T) {
	t.Parallel()
	program, err := executable("")
	if err != nil {
		t.Fatal(err)
	}
	for _, stray := range strays {
		t.Run(stray, func(t *testing.T) {
			t.Parallel()
			home := t.TempDir()
			cmd := exec.Command(program, verifierArgument)
			cmd.Env = []string{"HOME=" + home, "PATH=/no/such/folder", stray}
			out, err := cmd.CombinedOutput()
			if err != nil || len(out) != 0 {
				t.Errorf("%v, output %q", err, out)
			}
			if found := files(t, home); len(found) != 0 {
				t.Errorf("it wrote %q", found)
			}
		})
	}
}

// A verification is neither changed by the rclone of the person who runs Terraform,
// nor does it touch that.
func TestVerifyInHostileEnvironment(t *testing.T) {
	t.Parallel()
	s, err := storagetest.S3(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	home, config := plantedHome(t)
	before, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	e := New(Options{Children: 1})
	e.pool.env = append([]string{"HOME=" + home, "XDG_CONFIG_HOME=", "XDG_CACHE_HOME="}, strays...)
	if _, err := e.Connect(t.Context(), right(s)); err != nil {
		t.Errorf("right credentials: %v", err)
	}
	for _, wrong := range s.Wrong {
		spec := spoilt(s, wrong)
		_, err := e.Connect(t.Context(), spec)
		checkRefusal(t, wrong, spec, err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	after, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(before, after) {
		t.Errorf("the configuration of rclone was changed to %s", after)
	}
	if found := files(t, home); len(found) != 3 {
		t.Errorf("the home holds %q, want the configuration only", found)
	}
}

func TestChildEnvironment(t *testing.T) {
	t.Parallel()
	got := childEnvironment([]string{
		"HOME=/home/me", "HOODY_TOKEN=t", "HOODY_BASE_URL=u", "TF_VAR_secret=s", "TF_LOG=DEBUG", "DEBUG=1", "AWS_PROFILE=p",
	})
	if len(got) != 2 || got[0] != "HOME=/home/me" || got[1] != "AWS_PROFILE=p" {
		t.Errorf("got %q", got)
	}
}
