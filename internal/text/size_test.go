package text

import (
	"errors"
	"strconv"
	"strings"
	"testing"
)

func TestSize(t *testing.T) {
	t.Parallel()
	testSpellings(t, Size, []spelling{
		{"", ""},
		{"0", "0"},
		{"4194304", "4194304"},
		{"4194304B", "4194304"},
		{"0004194304", "4194304"},
		{"4194304.0", "4194304"},
		{"1Ki", "1024"},
		{"4Mi", "4194304"},
		{"64MiB", "67108864"},
		{"1.5Gi", "1610612736"},
		{"0.5KiB", "512"},
		{"10Gi", "10737418240"},
		{"2Ti", "2199023255552"},
		{"1Pi", "1125899906842624"},
		{"9223372036854775807", "9223372036854775807"},
		{"8191.9990234375Pi", "9223370937343148032"},
	})
}

func TestSizeMistakes(t *testing.T) {
	t.Parallel()
	const general = `Write a number of bytes, such as "4194304", or a number with one of Ki, Mi, Gi, Ti and Pi (powers of 1024), such as "4Mi".`
	const largest = `The largest is "9223372036854775807", a byte less than 8192Pi.`
	testMistakes(t, Size, []mistake{
		{"4M", `"4M" is not a size`, `Write "4Mi" for powers of 1024, or "4000000" for powers of 1000.`},
		{"5GB", `"5GB" is not a size`, `Write "5Gi" for powers of 1024, or "5000000000" for powers of 1000.`},
		{"1.5k", `"1.5k" is not a size`, `Write "1.5Ki" for powers of 1024, or "1500" for powers of 1000.`},
		{"0.1234K", `"0.1234K" is not a size`, `Write "0.1234Ki".`},
		{"4mi", `"4mi" is not a size`, `Write "4Mi".`},
		{"4MIB", `"4MIB" is not a size`, `Write "4Mi".`},
		{"4 MiB", `"4 MiB" is not a size`, `Write "4Mi".`},
		{" 4194304\n", `" 4194304\n" is not a size`, `Write "4194304".`},
		{"4194304b", `"4194304b" is not a size`, `Write "4194304".`},
		{"-1", `The size "-1" is negative`, general},
		{"-4Mi", `The size "-4Mi" is negative`, general},
		{"1Ei", `"1Ei" is not a size`, general},
		{"4i", `"4i" is not a size`, general},
		{"Mi", `"Mi" is not a size`, general},
		{".5Mi", `".5Mi" is not a size`, general},
		{"5.Mi", `"5.Mi" is not a size`, general},
		{"1e6", `"1e6" is not a size`, general},
		{"0x10", `"0x10" is not a size`, general},
		{"1/2Mi", `"1/2Mi" is not a size`, general},
		{"4,194,304", `"4,194,304" is not a size`, general},
		{"+4", `"+4" is not a size`, general},
		{"off", `"off" is not a size`, general},
		{"٤", `"٤" is not a size`, general},
		{"1.5", `The size "1.5" is not a whole number of bytes`, `Write "1", the whole number of bytes just below it.`},
		{"4.657Gi", `The size "4.657Gi" is not a whole number of bytes`, `Write "5000415674", the whole number of bytes just below it.`},
		{"9223372036854775808", `The size "9223372036854775808" is too large`, largest},
		{"8192Pi", `The size "8192Pi" is too large`, largest},
		{"9223372036854775807.5", `The size "9223372036854775807.5" is too large`, largest},
	})
}

func FuzzSize(f *testing.F) {
	for _, s := range []string{"", "4194304", "4Mi", "64MiB", "1.5Gi", "4M", "-1", "8192Pi", "0.0009765625Ki", " 1 k"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		sent, err := Size.Canonical(s)
		if err != nil {
			var wrong *Error
			if !errors.As(err, &wrong) || wrong.Message == "" || wrong.Advice == "" || sent != "" {
				t.Fatalf("%q: %q, %#v", s, sent, err)
			}
			checkOffers(t, wrong.Advice)
			return
		}
		if s == "" {
			return
		}
		if _, err := strconv.ParseUint(sent, 10, 63); err != nil {
			t.Errorf("%q is sent as %q: %v", s, sent, err)
		}
		if again, err := Size.Canonical(sent); again != sent || err != nil {
			t.Errorf("%q is sent as %q, which is sent as %q, %v", s, sent, again, err)
		}
	})
}

// checkOffers wants what an advice has in quotes to be written as a size,
// although it may still be too large or no whole number of bytes.
func checkOffers(t *testing.T, advice string) {
	t.Helper()
	parts := strings.Split(advice, `"`)
	for i := 1; i < len(parts); i += 2 {
		_, err := Size.Canonical(parts[i])
		if err != nil && strings.Contains(err.Error(), "is not a size") {
			t.Errorf("%s offers %q: %v", advice, parts[i], err)
		}
	}
}
