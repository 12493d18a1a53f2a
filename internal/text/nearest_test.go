package text_test

import (
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/text"
)

func TestClose(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		written string
		list    []string
		open    bool
		want    string
	}{
		{"privte", []string{"public", "private"}, false, "private"},
		{"PRIV", []string{"public", "private"}, false, "private"},
		{"STANDARD", []string{"NEARLINE", "ARCHIVE"}, false, ""},
		{"rot", []string{"left", "right"}, false, ""},
		{"aws", []string{"AWS", "GCS"}, true, "AWS"},
		{"Awz", []string{"AWS", "GCS"}, true, "AWS"},
		{"Cloudfare", []string{"AWS", "Cloudflare"}, true, "Cloudflare"},
		{"OVHcloud", []string{"AWS", "LyveCloud"}, true, ""},
		{"pek3b", []string{"pek3a", "sh1a"}, true, ""},
		{"PEK3A", []string{"pek3a", "sh1a"}, true, "pek3a"},
	} {
		if got := text.Close(c.written, c.list, c.open); got != c.want {
			t.Errorf("close to %q in %q (open: %t) is %q, want %q", c.written, c.list, c.open, got, c.want)
		}
	}
}
