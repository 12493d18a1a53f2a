package embedded

import (
	"os"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// googleCredentials is where Google's libraries look for credentials first, and
// only there when it is set.
const googleCredentials = "GOOGLE_APPLICATION_CREDENTIALS"

// needsGoogleWay refuses a configuration that names no way to authenticate.
// rclone would take whatever credentials the machine has, and prove nothing of
// the configuration.
func needsGoogleWay(b *catalog.Backend, values catalog.Values) error {
	if b.Name != "google-cloud-storage" {
		return nil
	}
	for _, w := range b.Ways {
		if w.Besides {
			continue
		}
		if v, ok := values[w.Fields[0]]; ok && v != "" && v != false {
			return nil
		}
	}
	return &engine.Error{
		Message: "Nothing says how to authenticate with Google Cloud Storage.",
		Advice: "Set service_account_credentials, service_account_file, access_token or token; " +
			"or env_auth = true for the credentials of this machine; or anonymous = true for public buckets.",
	}
}

// withoutDefaults hides the machine's own Google credentials while a
// configuration is verified that does not ask for them, and returns what brings
// them back. rclone falls back to them when a token cannot be read.
func withoutDefaults(r request) (restore func()) {
	if r.Type != "google cloud storage" || r.Options["env_auth"] == "true" {
		return func() {}
	}
	before, found := os.LookupEnv(googleCredentials)
	_ = os.Setenv(googleCredentials, os.DevNull)
	return func() {
		if found {
			_ = os.Setenv(googleCredentials, before)
		} else {
			_ = os.Unsetenv(googleCredentials)
		}
	}
}
