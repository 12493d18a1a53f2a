package provider_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/storagetest"
)

// Who has the guide alone pastes its first file, with a server of their own: it is
// verified for real, and refused where another answers in its place; then it is connected,
// mounted, and its key rotated under the mount.
func TestGuideOfYourOwnServers(t *testing.T) {
	t.Parallel()
	needs(t, writeOnlyArguments)
	server, err := storagetest.SFTPKey(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	tf := newTerraform(t, fmt.Sprint("TF_VAR_deploy_key=", server.Values["key_pem"]))
	files := pasteableFiles(t, "guides/your-own-servers.md.tmpl")
	tf.write(files["versions.tf"] + files["sftp.tf"])
	here := func(hostKeys any) {
		write(t, filepath.Join(tf.dir, "override.tf"), fmt.Sprintf(`resource "hoody_backend_sftp" "uploads" {
  host              = "127.0.0.1"
  port              = %v
  user              = %q
  host_keys         = %q
  verify_path       = ""
  remount_on_rotate = true
}
`, server.Values["port"], server.Values["user"], hostKeys))
	}
	tf.mustRun("init", "-input=false")

	here("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl")
	if err := tf.run("apply", "-auto-approve", "-no-color"); err == nil || !strings.Contains(err.Error(), "The server showed another key than host_keys has") {
		t.Errorf("error %v, want that another server answers", err)
	}
	here(server.Values["host_keys"])
	tf.mustRun("apply", "-auto-approve", "-no-color")
	if said := tf.output.String(); strings.Contains(said, "known_hosts_file is set") {
		t.Errorf("warned of a host key that is pinned:\n%s", said)
	}

	service, url := serveEmulator(t, emulator.Options{Dialect: emulator.October})
	tf.env = append(tf.env, "HOODY_BASE_URL="+url)
	write(t, filepath.Join(tf.dir, "mount.tf"), `resource "hoody_mount" "uploads" {
  backend_id = hoody_backend_sftp.uploads.id
  mount_path = "uploads"
}
`)
	tf.mustRun("apply", "-auto-approve", "-no-color")
	tf.env = append(tf.env, "TF_VAR_deploy_key=-----BEGIN OPENSSH PRIVATE KEY-----\nbmV4dA==\n-----END OPENSSH PRIVATE KEY-----\n")
	before := len(service.Requests())
	tf.mustRun("apply", "-auto-approve", "-no-color")
	if sent := requestsSince(service, before); !slices.Contains(sent, `PUT /backends/ID {"key_pem":"-----BEGIN OPENSSH PRIVATE KEY-----\\nbmV4dA==\\n-----END OPENSSH PRIVATE KEY-----"}`) {
		t.Errorf("Hoody was sent %s, want the next key", strings.Join(sent, "\n"))
	}
	tf.mustRun("plan", "-detailed-exitcode", "-no-color")
	if m := service.Mounts(); len(m) != 1 || !strings.HasSuffix(m[0].Path, "/uploads") {
		t.Errorf("mounts %v, want the one at uploads", m)
	}
	tf.mustRun("destroy", "-auto-approve", "-no-color")
	if b := service.Backends(); len(b) != 0 {
		t.Errorf("left %v", b)
	}
}
