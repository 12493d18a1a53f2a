package services_test

import (
	"slices"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// What people paste into the wrong field, with what only the service has in common.
func TestWhatIsPasted(t *testing.T) {
	t.Parallel()
	type values = catalog.Values
	const (
		asPEM = "-----BEGIN PRIVATE KEY-----\\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\\n-----END PRIVATE KEY-----\\n"
		sas   = "https://a.blob.core.windows.net/?sv=2024-11-04&ss=b&sp=rl&se=2040-01-01T00:00:00Z"
	)
	cloudinary := func(set values) values {
		all := values{"cloud_name": "c", "api_key": "1", "api_secret": "s"}
		for name, v := range set {
			all[name] = v
		}
		return all
	}
	for name, c := range map[string]struct {
		backend string
		set     values
		want    []string
	}{
		"a key of a service account": {"google-cloud-storage", values{"service_account_credentials": `{"type":"service_account","private_key":"` + asPEM + `"}`}, nil},
		"workload identity":          {"google-cloud-storage", values{"service_account_credentials": `{"type":"external_account"}`}, []string{"error on service_account_credentials: service_account_credentials is a document of workload identity federation"}},
		"a user's document":          {"google-cloud-storage", values{"service_account_credentials": `{"type":"authorized_user","refresh_token":"r"}`}, []string{"error on service_account_credentials: service_account_credentials has no private_key"}},
		"a key without line breaks":  {"google-cloud-storage", values{"service_account_credentials": `{"type":"service_account","private_key":"-----BEGIN PRIVATE KEY-----MC4C-----END PRIVATE KEY-----"}`}, []string{"error on service_account_credentials: service_account_credentials has a private_key that is no key in PEM"}},

		"an account SAS":            {"azureblob", values{"sas_url": sas + "&srt=sco&sig=s"}, nil},
		"a container's SAS":         {"azureblob", values{"sas_url": "https://a.blob.core.windows.net/c?sv=2024-11-04&sr=c&sp=rl&sig=s"}, nil},
		"a SAS of the service":      {"azureblob", values{"sas_url": sas + "&srt=s&sig=s"}, []string{"warning on sas_url: sas_url can list, and open nothing"}},
		"a SAS of containers":       {"azureblob", values{"sas_url": sas + "&srt=sc&sig=s"}, []string{"warning on sas_url: sas_url can list, and open no file"}},
		"a SAS without a signature": {"azurefiles", values{"share_name": "s", "sas_url": sas + "&srt=sco"}, []string{"error on sas_url: sas_url has no signature"}},

		"three fields":               {"cloudinary", cloudinary(nil), nil},
		"Cloudinary's URL as name":   {"cloudinary", cloudinary(values{"cloud_name": "cloudinary://1:s@c"}), []string{"error on cloud_name: cloud_name is a whole address"}},
		"Cloudinary's URL as secret": {"cloudinary", cloudinary(values{"api_secret": "cloudinary://1:s@c"}), []string{"error on api_secret: api_secret is a whole address"}},

		"a type of drives": {"onedrive", values{"token": "{}", "drive_id": "b!1", "drive_type": "Personal"},
			[]string{"error on drive_type: drive_type is no type of a drive"}},
		"an address with a path": {"sharefile", values{"token": "{}", "endpoint": "https://museum.sf-api.com/sf/v3"},
			[]string{"error on endpoint: endpoint has more than a scheme and a host"}},

		"a zone of today":       {"qingstor", values{"access_key_id": "i", "secret_access_key": "s", "zone": "pek3b"}, []string{`warning on zone: "pek3b" is not a documented zone`}},
		"a provider of today":   {"s3", values{"endpoint": "e", "provider": "Hetzner"}, nil},
		"a provider misspelled": {"s3", values{"endpoint": "e", "provider": "Hetzer"}, []string{`warning on provider: "Hetzer" is not a documented provider`}},
		"a passphrase's break":  {"storj", values{"api_key": "k", "passphrase": "p\n"}, []string{"warning on passphrase: passphrase begins or ends with white space"}},
		"a passphrase's spaces": {"storj", values{"api_key": "k", "passphrase": " p "}, []string{"warning on passphrase: passphrase begins or ends with white space"}},
		"a passphrase of words": {"storj", values{"api_key": "k", "passphrase": "correct horse"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := checked(t, c.backend, c.set); !slices.Equal(got, c.want) {
				t.Errorf("says %q, want %q", got, c.want)
			}
		})
	}
}
