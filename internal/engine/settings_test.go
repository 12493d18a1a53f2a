package engine

import "testing"

func TestSeconds(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int64{
		"0": 0, "3600": 3600, "-1": -1, "9223372036854775807": 9223372036854775807,
		"300.0": 300, "1h0m0s": 3600, "90s": 90, "1ms": 1, "1500ms": 2, "-90s": -90,
		"1d": 86400, "2w": 1209600, "1M": 2592000, "1y": 31536000, "1.5d": 129600,
	} {
		if got, ok := seconds(text); !ok || got != want {
			t.Errorf("%q: %d, %t, want %d", text, got, ok, want)
		}
	}
	for _, text := range []string{"off", "1 day", "d", "x", "1e3", "0x10", "Inf", "NaN", "--1", "1dd", "99999999999999999999", "999999999999y", "[]", "true"} {
		if got, ok := seconds(text); ok {
			t.Errorf("%q: %d", text, got)
		}
	}
}

func TestSize(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int64{
		"0": 0, "10737418240": 10737418240, "-1": -1, "off": -1, "9223372036854775807": 9223372036854775807,
		"12B": 12, "1K": 1024, "1Ki": 1024, "1KiB": 1024, "10G": 10737418240, "10Gi": 10737418240, "1.5Mi": 1572864,
		"1T": 1099511627776, "1P": 1125899906842624, "3E": 3458764513820540928, "1.1Ki": 1126,
	} {
		if got, ok := size(text); !ok || got != want {
			t.Errorf("%q: %d, %t, want %d", text, got, ok, want)
		}
	}
	for _, text := range []string{"K", "iB", "10i", "10KK", "1e3", "1/2", "0x10", "Inf", "10g", "1 G", "9E", "99999999999999999999", "{}", "true"} {
		if got, ok := size(text); ok {
			t.Errorf("%q: %d", text, got)
		}
	}
}
