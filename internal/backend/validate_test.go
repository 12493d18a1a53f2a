package backend_test

import (
	"math/big"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
)

// What people write and a service would take as it is, or not at all, is an error on
// its attribute that says what to write.
func TestWhatPeopleWrite(t *testing.T) {
	t.Parallel()
	s3, b2, oracle := services.ByName("s3"), services.ByName("b2"), services.ByName("oracleobjectstorage")
	for name, c := range map[string]struct {
		backend *catalog.Backend
		config  map[string]any
		want    string
	}{
		"an empty size": {s3, map[string]any{"endpoint": "e", "chunk_size": ""},
			"chunk_size does not take \"\"\nLeave it out, or write null, for the default of \"5242880\"."},
		"an empty choice that is required": {oracle, map[string]any{"namespace": "n", "region": "r", "provider_type": ""},
			"provider_type is missing\nIt is an empty text, and the field is required.\nGive it a value: a variable that is not set may be behind it."},
		"a fraction": {s3, map[string]any{"endpoint": "e", "upload_concurrency": big.NewFloat(4.5)},
			"4.5 is not a whole number\nWrite a number without a fraction, such as 4."},
		"a number that is too large": {s3, map[string]any{"endpoint": "e", "upload_concurrency": new(big.Float).SetMantExp(big.NewFloat(1), 70)},
			"1.1805916207174113e+21 is too large\nWrite 9223372036854775807 or less."},
		"a whole number": {s3, map[string]any{"endpoint": "e", "upload_concurrency": big.NewFloat(4)}, ""},
		"no time for a read": {b2, map[string]any{"account": "a", "key": "k", "timeouts": timeout("-1s")},
			"timeouts.read is \"-1s\", which leaves no time\nWrite a time above zero, such as \"90s\" or \"5m\"."},
		"zero for a read":     {b2, map[string]any{"account": "a", "key": "k", "timeouts": timeout("0s")}, "timeouts.read is \"0s\", which leaves no time\nWrite a time above zero, such as \"90s\" or \"5m\"."},
		"a minute for a read": {b2, map[string]any{"account": "a", "key": "k", "timeouts": timeout("1m")}, ""},
		"a secret out of a file": {b2, map[string]any{"account": "a", "key": "k\n"},
			"key begins or ends with white space\nA file, a command or a CI secret that it comes from has a space or a line break there.\nRemove it: key = trimspace(…), or chomp(…)."},
		"a write-only secret out of a file": {b2, map[string]any{"account": "a", "key_wo": "k\r\n"},
			"key_wo begins or ends with white space\nA file, a command or a CI secret that it comes from has a space or a line break there.\nRemove it: key_wo = trimspace(…), or chomp(…)."},
		"a key id out of a file": {b2, map[string]any{"account": "a\n", "key": "k"},
			"account begins or ends with white space\nA file, a command or a CI secret that it comes from has a space or a line break there.\nRemove it: account = trimspace(…), or chomp(…)."},
		"a key of many lines": {s3, map[string]any{"endpoint": "e", "access_key_id": "i", "secret_access_key": "-----BEGIN KEY-----\nMC4C\n-----END KEY-----\n"}, ""},
		"a secret of many lines": {b2, map[string]any{"account": "a", "key_wo": "k\nl"},
			"key_wo has several lines\nA file or a command that it comes from may have more in it than is meant.\nIt is sent as it is."},
		"a deprecated field": {s3, map[string]any{"endpoint": "e", "memory_pool_use_mmap": true},
			"memory_pool_use_mmap is deprecated\n" + s3.Field("memory_pool_use_mmap").Deprecated},
		"AWS's own endpoint": {s3, map[string]any{"endpoint": ""}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := workshopOf(t, c.backend).validate(t, c.config); got != c.want {
				t.Errorf("said %q, want %q", got, c.want)
			}
		})
	}
}

// timeout is one for reads.
func timeout(read string) map[string]tftypes.Value {
	all := map[string]tftypes.Value{}
	for _, name := range []string{"create", "read", "update", "delete"} {
		all[name] = tftypes.NewValue(tftypes.String, nil)
	}
	all["read"] = tftypes.NewValue(tftypes.String, read)
	return all
}
