package services

import (
	"slices"
	"testing"
)

func TestLikely(t *testing.T) {
	t.Parallel()
	for name, want := range map[string][]string{
		"s3":     {"access_key_id", "endpoint", "provider", "region", "secret_access_key"},
		"storj":  {"access_grant", "satellite_address"},
		"b2":     {"account", "endpoint", "key"},
		"swift":  {"auth", "key", "region", "storage_url", "user"},
		"sftp":   {"host", "pass", "user"},
		"hdfs":   {"data_transfer_protection", "namenode", "username"},
		"webdav": {"pass", "url", "user"},
	} {
		var got []string
		for _, f := range ByName(name).Likely() {
			got = append(got, f.Name)
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
