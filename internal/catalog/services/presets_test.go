package services_test

import (
	"strings"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
)

// What the page says of usual services is accepted as it stands, with a key.
func TestPresetsOfS3(t *testing.T) {
	t.Parallel()
	b := services.ByName("s3")
	var usual []string
	own := strings.NewReplacer("<account id>", "0123456789abcdef", "<gateway>", "ceph.example.com", "<server>", "minio.example.com")
	for _, p := range b.Presets.Of {
		usual = append(usual, p.Service)
		values := catalog.Values{"access_key_id": "AKIAIOSFODNN7EXAMPLE", "secret_access_key": "a secret"}
		for i, name := range b.Presets.Fields {
			if p.Values[i] != "" {
				values[name] = own.Replace(p.Values[i])
			}
		}
		if found := b.Check(catalog.Config{Values: values}); len(found) > 0 {
			t.Errorf("%s: %+v", p.Service, found)
		}
	}
	const want = "Alibaba Cloud OSS, Amazon S3, Backblaze B2, Ceph, Cloudflare R2, DigitalOcean Spaces, Google Cloud Storage, " +
		"Hetzner Object Storage, IBM Cloud Object Storage, MinIO, Scaleway, Wasabi"
	if got := strings.Join(usual, ", "); got != want {
		t.Errorf("the usual services are %s, want %s", got, want)
	}
}
