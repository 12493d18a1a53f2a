package services_test

import (
	"strings"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
)

func TestServicesAreDescribedSoundly(t *testing.T) {
	t.Parallel()
	if err := catalog.Lint(services.All()); err != nil {
		t.Error(err)
	}
}

func TestIsType(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		backend, answered string
		want              bool
	}{
		{"s3", "s3", true},
		{"s3", "b2", false},
		{"s3", "", false},
		{"google-cloud-storage", "google cloud storage", true},
		{"google-cloud-storage", "google-cloud-storage", true},
		{"google-cloud-storage", "gcs", false},
		{"storj", "storj", true},
		{"storj", "tardigrade", true},
		{"tardigrade", "storj", true},
		{"tardigrade", "sia", false},
		{"azureblob", "azurefiles", false},
		{"sftp", "sftp", true},
		{"sftp", "ssh", true},
		{"ftp", "sftp", false},
	} {
		if got := services.ByName(c.backend).IsType(c.answered); got != c.want {
			t.Errorf("%s: IsType(%q) is %v, want %v", c.backend, c.answered, got, c.want)
		}
	}
}

// What the answer to a connect says besides.
func TestStorageType(t *testing.T) {
	t.Parallel()
	for backend, want := range map[string]string{"s3": "object_storage", "sia": "object_storage", "sftp": "sftp", "ftp": "ftp"} {
		if got := services.ByName(backend).StorageType(); got != want {
			t.Errorf("%s: got %q, want %q", backend, got, want)
		}
	}
}

func TestResourceName(t *testing.T) {
	t.Parallel()
	for backend, want := range map[string]string{
		"s3":                   "backend_s3",
		"google-cloud-storage": "backend_google_cloud_storage",
		"oracleobjectstorage":  "backend_oracleobjectstorage",
	} {
		if got := services.ByName(backend).ResourceName(); got != want {
			t.Errorf("%s: got %q, want %q", backend, got, want)
		}
	}
}

func TestAttribute(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ backend, field, want string }{
		{"s3", "provider", "provider_type"},
		{"oracleobjectstorage", "provider", "provider_type"},
		{"storj", "provider", "provider_type"},
		{"tardigrade", "provider", "provider_type"},
		{"b2", "lifecycle", "lifecycle_days"},
		{"b2", "key", "key"},
		{"seafile", "2fa", "two_factor"},
		{"mega", "2fa", "two_factor_code"},
		{"protondrive", "2fa", "two_factor_code"},
	} {
		if got := services.ByName(c.backend).Field(c.field).Attribute(); got != c.want {
			t.Errorf("%s.%s: got %q, want %q", c.backend, c.field, got, c.want)
		}
	}
}

func TestUnknownNames(t *testing.T) {
	t.Parallel()
	if b := services.ByName("google cloud storage"); b != nil {
		t.Errorf("ByName takes endpoint names only, but found %s", b.Name)
	}
	if f := services.ByName("b2").Field("lifecycle_days"); f != nil {
		t.Errorf("Field takes documented names only, but found %s", f.Name)
	}
}

func TestFind(t *testing.T) {
	t.Parallel()
	if b, err := services.Find("google-cloud-storage"); err != nil || b.Title != "Google Cloud Storage" {
		t.Errorf("got %v, %v", b, err)
	}
	const oneOf = "It is one of `azureblob`, `azurefiles`, `google-cloud-storage`, `oracleobjectstorage`, `s3`, `b2`, `qingstor`, `cloudinary`, " +
		"`imagekit`, `swift`, `netstorage`, `storj`, `tardigrade`, `sia`, `internetarchive`" // and those of other pages
	for name, nearest := range map[string]string{
		"google cloud storage": "google-cloud-storage", "google_cloud_storage": "google-cloud-storage", "S3": "s3", "azure": "azureblob",
	} {
		_, err := services.Find(name)
		if want := "There is no backend type \"" + name + "\"\nDid you mean \"" + nearest + "\"? " + oneOf; err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}
