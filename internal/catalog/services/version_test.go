package services_test

import (
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
)

func TestHistory(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ backend, field, want string }{
		{"s3", "region", ""},
		{"s3", "object_lock_mode", "Added in version 2026-10 of Hoody."},
		{"s3", "profile", "Withdrawn in version 2026-10 of Hoody. Set `access_key_id` and `secret_access_key`, with `role_arn` for a role."},
		{"s3", "env_auth", "Version 2026-10 of Hoody accepts only `false`. Set `access_key_id` and `secret_access_key`, with `role_arn` for a role."},
		{"s3", "endpoint", "An empty text (`\"\"`) is not sent and means AWS's own endpoint of the `region`, which Hoody accepts from version 2026-10 on."},
		{"seafile", "encoding", "If it is not set, Hoody uses `16850954`, or `50405386` from version 2026-10 on."},
		{"protondrive", "app_version", "If it is not set, Hoody uses `macos-drive@1.0.0-alpha.1+hoody-vfs`, or none from version 2026-10 on."},
		{"onedrive", "access_scopes", "If it is not set, Hoody uses its own, or `Files.Read Files.ReadWrite Files.Read.All Files.ReadWrite.All " +
			"Sites.Read.All offline_access` from version 2026-10 on."},
		{"seafile", "user", "An empty text (`\"\"`) is not sent and means the account of `auth_token`, which Hoody accepts from version 2026-10 on."},
		{"sia", "api_url", "Version 2026-10 of Hoody requires it."},
		{"azurefiles", "use_az", "Added in version 2026-10 of Hoody, which accepts only `false`. " +
			"Use a shared key, a SAS URL, or a service principal with a secret."},
		{"oracleobjectstorage", "provider", "Version 2026-10 of Hoody accepts only `no_auth`. " +
			"For anything but public buckets, use `hoody_backend_s3` with Oracle's S3-compatible endpoint and a customer secret key."},
	} {
		if got := services.ByName(c.backend).Field(c.field).History(); got != c.want {
			t.Errorf("%s.%s: got  %s\nwant %s", c.backend, c.field, got, c.want)
		}
	}
	if got := services.ByName("s3").History(); got != "" {
		t.Errorf("s3: %s", got)
	}
	if got := (&catalog.Backend{Since: catalog.August}).History(); got != "Added in version 2026-08 of Hoody." {
		t.Errorf("a backend of August: %s", got)
	}
}

// What the newest version refuses, by field and value; nil is not set.
func TestRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		backend, field string
		value          any
		refuses        bool
		differs        bool
	}{
		{"s3", "env_auth", true, true, true},
		{"s3", "env_auth", false, false, false},
		{"s3", "env_auth", nil, false, false},
		{"s3", "profile", "ci", true, true},
		{"s3", "region", "eu-west-1", false, false},
		{"s3", "use_x_id", "true", false, true},
		{"s3", "endpoint", nil, false, true},
		{"s3", "endpoint", "s3.example", false, false},
		{"sia", "api_url", nil, false, true},
		{"oracleobjectstorage", "provider", "no_auth", false, false},
		{"oracleobjectstorage", "provider", "env_auth", true, true},
	} {
		f := services.ByName(c.backend).Field(c.field)
		if got := f.Refuses(c.value); got != c.refuses {
			t.Errorf("%s.%s = %v: refused %v", c.backend, c.field, c.value, got)
		}
		if got := f.Differs(c.value); got != c.differs {
			t.Errorf("%s.%s = %v: differs %v", c.backend, c.field, c.value, got)
		}
	}
}

// Values that are written, and not sent.
func TestUnsets(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		backend, field, value string
		want                  bool
	}{
		{"s3", "endpoint", "", true},
		{"s3", "endpoint", "s3.example", false},
		{"s3", "might_gzip", "", true},
		{"s3", "might_gzip", "true", false},
		{"s3", "region", "", false},
		{"b2", "account", "", false},
	} {
		if got := services.ByName(c.backend).Field(c.field).Unsets(c.value); got != c.want {
			t.Errorf("%s.%s = %q: %v", c.backend, c.field, c.value, got)
		}
	}
}

// Ways to authenticate that the newest version does not have.
func TestWaysThatWereWithdrawn(t *testing.T) {
	t.Parallel()
	want := map[string]bool{
		"box: Application with a key, from a file":        true,
		"azureblob: Service principal with a certificate": true, "azureblob: Service principal from a file": true,
		"azureblob: Managed identity": true, "azureblob: Azure CLI": true, "azureblob: Environment": true, "azureblob: Emulator": true,
		"azurefiles: Service principal with a certificate": true, "azurefiles: Service principal from a file": true,
		"azurefiles: Managed identity": true, "azurefiles: Environment": true, "azurefiles: Connection string": true,
		"drive: Environment": true, "drive: Service account, from a file": true,
		"google-cloud-storage: Environment": true, "google-cloud-storage: Service account, from a file": true,
		"oracleobjectstorage: User": true, "oracleobjectstorage: Compute instance": true, "oracleobjectstorage: Environment": true,
		"oracleobjectstorage: Function or other resource": true, "oracleobjectstorage: Kubernetes workload": true,
		"oracleobjectstorage: Customer-provided encryption key, from a file": true,
		"s3: Environment": true, "qingstor: Environment": true, "swift: Environment": true,
		"sftp: Private key from a file": true, "sftp: SSH agent": true,
		"webdav: Bearer token from a command": true,
	}
	for _, b := range services.All() {
		for _, w := range b.Ways {
			name := b.Name + ": " + w.Name
			if got := b.WithoutWay(w) == catalog.October; got != want[name] {
				t.Errorf("%s is withdrawn: %v", name, got)
			}
			delete(want, name)
		}
	}
	for name := range want {
		t.Errorf("there is no %s", name)
	}
}
