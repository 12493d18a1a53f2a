package text

import "testing"

func TestBits(t *testing.T) {
	t.Parallel()
	testSpellings(t, Bits, []spelling{
		{"", ""}, {"0", "off"}, {"1", "read"}, {"3", "read,write"}, {"7", "read,write,failok"}, {"off", "off"},
		{"write, READ", "read,write"}, {"failok", "failok"}, {"off,read", "read"},
	})
	const advice = `Write "off", or one or more of "read", "write" and "failok" with commas between them.`
	testMistakes(t, Bits, []mistake{
		{"on", `"on" is no choice of metadata`, advice},
		{"8", `"8" is no choice of metadata`, advice},
		{"read,", `"read," is no choice of metadata`, advice},
	})
}

func TestSizeOrOff(t *testing.T) {
	t.Parallel()
	testSpellings(t, SizeOrOff, []spelling{{"", ""}, {"-1", "-1"}, {"off", "-1"}, {"4Mi", "4194304"}, {"0", "0"}})
	testMistakes(t, SizeOrOff, []mistake{{
		"4M", `"4M" is not a size`, `Write "4Mi" for powers of 1024, or "4000000" for powers of 1000. Write "off" for no size at all.`,
	}})
}
