package provider_test

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"testing"
)

// Whatever a user has of rclone (variables that would end a program which
// merely links it, a configuration of their own) changes nothing, and nothing
// is written to their home.
func TestAUsersRcloneChangesNothing(t *testing.T) {
	t.Parallel()
	s3 := runningS3(t)
	for name, hostile := range map[string]struct {
		env  []string
		home map[string]string
	}{
		"empty home":          {},
		"malformed variables": {env: []string{"RCLONE_TIMEOUT=xyz", "rclone_bwlimit=junk", "RCLONE_LOG_LEVEL=junk", "RCLONE_EXCLUDE_FROM=/nowhere"}},
		"another remote's settings": {env: []string{
			"RCLONE_S3_ENDPOINT=http://127.0.0.1:1", "RCLONE_S3_SECRET_ACCESS_KEY=stray", "RCLONE_S3_CHUNK_SIZE=1Ki",
		}},
		"a configuration file": {home: map[string]string{
			".config/rclone/rclone.conf": "[s3]\ntype = s3\nendpoint = http://127.0.0.1:1\n",
			".rclone.conf":               "RCLONE_ENCRYPT_V0:\nnot really encrypted\n",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			home := t.TempDir()
			for file, text := range hostile.home {
				write(t, filepath.Join(home, file), text)
			}
			before := tree(t, home)
			tf := newTerraform(t, append(hostile.env, "HOME="+home)...)
			requires := "terraform {\n  required_providers {\n    hoody = { source = \"hoody/hoody\" }\n  }\n}\n"
			tf.write(requires + verifyOnly + realS3(s3, rightSecret(s3), ""))
			tf.mustRun("init", "-input=false")
			tf.mustRun("apply", "-auto-approve")
			tf.write(requires + verifyOnly + realS3(s3, "not-the-secret", ""))
			if err := tf.run("apply", "-auto-approve"); err == nil {
				t.Error("a wrong secret was accepted")
			}
			if after := tree(t, home); !maps.Equal(after, before) {
				t.Errorf("the home was %v and is %v", before, after)
			}
		})
	}
}

// tree is every file below a folder with its text, and every folder. Terraform
// itself keeps a folder for its own state there.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name == ".terraform.d":
			return fs.SkipDir
		case entry.IsDir():
			found[name] = ""
			return nil
		}
		text, err := os.ReadFile(filepath.Join(dir, name))
		found[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
