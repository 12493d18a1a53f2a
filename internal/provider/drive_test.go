package provider_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/storagetest"
)

// Who has the guide alone pastes its first two files, with a drive of their own. A token
// that was revoked is refused, by an apply and by the check. The right one, whose access
// token is over, is renewed and verified for real. Then the drive is connected, and what
// opens it is nowhere but at Hoody.
func TestGuideOfDrives(t *testing.T) {
	t.Parallel()
	needs(t, writeOnlyArguments)
	drive, err := storagetest.DriveToken(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = drive.Close() })
	right, clientSecret := drive.Values["token"].(string), drive.Values["client_secret"].(string)
	revoked := ""
	for _, wrong := range drive.Wrong {
		if wrong.Name == "revoked token" {
			revoked = wrong.Values["token"].(string)
		}
	}
	give := func(token string) string { return "TF_VAR_drive_token=" + token }
	tf := newTerraform(t, append(drive.Env, everyLog, "TF_VAR_drive_client_secret="+clientSecret, give(revoked))...)
	ownClient := strings.NewReplacer("123456789012-a1b2c3d4e5f6.apps.googleusercontent.com", drive.Values["client_id"].(string))
	files := pasteableFiles(t, "guides/connect-a-drive.md.tmpl")
	tf.write(files["versions.tf"] + ownClient.Replace(files["drive.tf"]))
	tf.mustRun("init", "-input=false")

	const refused = "The refresh token was revoked or has expired, or was issued to another client"
	tf.wantSaid(false, applying, refused)
	write(t, filepath.Join(tf.dir, "check.tf"), ownClient.Replace(files["check.tf"]))
	tf.wantSaid(false, []string{"plan"}, refused)
	tf.env = append(tf.env, give(right))
	tf.mustRun("apply", "-auto-approve", "-no-color")

	service, url := serveEmulator(t, emulator.Options{Dialect: emulator.October})
	tf.env = append(tf.env, "HOODY_BASE_URL="+url)
	tf.mustRun("apply", "-auto-approve", "-no-color")
	var document map[string]string
	if err := json.Unmarshal([]byte(right), &document); err != nil {
		t.Fatal(err)
	}
	secrets := []string{clientSecret, document["access_token"], document["refresh_token"]}
	sent := strings.Join(requestsSince(service, 0), "\n")
	state, err := os.ReadFile(filepath.Join(tf.dir, "terraform.tfstate"))
	if err != nil || !strings.Contains(string(state), `"type": "hoody_backend_drive"`) {
		t.Fatalf("the state has no drive: %v\n%s", err, state)
	}
	for _, secret := range secrets {
		if !strings.Contains(sent, secret) {
			t.Errorf("Hoody was not sent %s", secret)
		}
		if strings.Contains(string(state), secret) {
			t.Errorf("the state has %s", secret)
		}
	}
	tf.wantNothingOf(secrets)
	tf.mustRun("plan", "-detailed-exitcode", "-no-color")
	tf.mustRun("destroy", "-auto-approve", "-no-color")
	if b := service.Backends(); len(b) != 0 {
		t.Errorf("left %v", b)
	}
}
