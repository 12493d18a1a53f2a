package codec

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

func TestCut(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 300)
	for _, c := range []struct {
		name, encoded string
		want          []string
	}{
		{"in order", "\x82\xa1a\x01\xa1b\xa1x", []string{"\x01", "\xa1x"}},
		{"out of order", "\x82\xa1b\xa1x\xa1a\x01", []string{"\x01", "\xa1x"}},
		{"null", "\x82\xa1a\xc0\xa1b\xc2", []string{"\xc0", "\xc2"}},
		{"numbers", "\x82\xa1a\xcd\x01\x00\xa1b\xd3\x00\x00\x00\x00\x00\x00\x00\x01", []string{"\xcd\x01\x00", "\xd3\x00\x00\x00\x00\x00\x00\x00\x01"}},
		{"nested", "\x82\xa1a\x81\xa1k\x92\x01\xa2zz\xa1b\x90", []string{"\x81\xa1k\x92\x01\xa2zz", "\x90"}},
		{"long", "\xde\x00\x02\xd9\x01a\xda\x01\x2c" + long + "\xa1b\xdc\x00\x01\xe0", []string{"\xda\x01\x2c" + long, "\xdc\x00\x01\xe0"}},
		{"unknown", "\x82\xa1a\xd4\x00\x00\xa1b\xc0", nil},
		{"unknown, refined", "\x82\xa1a\xc7\x03\x0c\x81\x01\xc2\xa1b\xc0", nil},
		{"unknown in a list", "\x82\xa1a\x91\xd4\x00\x00\xa1b\xc0", nil},
		{"an attribute less", "\x81\xa1a\x01", nil},
		{"an attribute more", "\x83\xa1a\x01\xa1b\x01\xa1c\x01", nil},
		{"another attribute", "\x82\xa1a\x01\xa1c\x01", nil},
		{"twice the same", "\x82\xa1a\x01\xa1a\x01", nil},
		{"a name that is no text", "\x82\x01\x01\xa1b\x01", nil},
		{"no object", "\xc0", nil},
		{"nothing", "", nil},
		{"more after it", "\x82\xa1a\x01\xa1b\x01\xc0", nil},
		{"bytes", "\x82\xa1a\xc4\x01x\xa1b\x01", nil},
		{"a list longer than the message", "\x82\xa1a\xdd\xff\xff\xff\xff\xa1b\x01", nil},
	} {
		got, ok := Cut(&tfprotov6.DynamicValue{MsgPack: []byte(c.encoded)}, []string{"a", "b"})
		if ok != (c.want != nil) {
			t.Errorf("%s: %v, want %v", c.name, ok, c.want != nil)
			continue
		}
		for i, want := range c.want {
			if string(got[i]) != want {
				t.Errorf("%s: attribute %d is %q, want %q", c.name, i, got[i], want)
			}
		}
		if c.want == nil {
			continue
		}
		// Nothing that is cut short is taken for a whole.
		for n := range c.encoded {
			if _, ok := Cut(&tfprotov6.DynamicValue{MsgPack: []byte(c.encoded[:n])}, []string{"a", "b"}); ok {
				t.Errorf("%s: the first %d bytes are an object, want none", c.name, n)
			}
		}
	}
	if _, ok := Cut(nil, nil); ok {
		t.Error("nil is an object, want none")
	}
	if _, ok := Cut(&tfprotov6.DynamicValue{JSON: []byte(`{}`)}, nil); ok {
		t.Error("JSON is an object, want none")
	}
}

func TestWhole(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("n", 32)
	for _, c := range []struct {
		names []string
		want  string
	}{
		{nil, "\x80"},
		{[]string{"a"}, "\x81\xa1a\xc0"},
		{[]string{long}, "\x81\xda\x00\x20" + long + "\xc0"},
		{strings.Split("a b c d e f g h i j k l m n o p", " "), "\xde\x00\x10\xa1a\xc0\xa1b\xc0\xa1c\xc0\xa1d\xc0\xa1e\xc0\xa1f\xc0\xa1g\xc0\xa1h\xc0" +
			"\xa1i\xc0\xa1j\xc0\xa1k\xc0\xa1l\xc0\xa1m\xc0\xa1n\xc0\xa1o\xc0\xa1p\xc0"},
	} {
		o := make(Object, len(c.names))
		for i := range o {
			o[i] = []byte{codeNil}
		}
		if got := o.Whole(c.names); string(got.MsgPack) != c.want {
			t.Errorf("%v: %q, want %q", c.names, got.MsgPack, c.want)
		}
	}
}

func TestReadPrivate(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		data, origin string
		want         bool
	}{
		{"", "", true},
		{`{"imported":"ZmFsc2U=","origin":"eyJhIjoxfQ=="}`, `{"a":1}`, true},
		{`{"origin":"eyJhIjoxfQ==","imported":"ZmFsc2U="}`, "", false}, // another order
		{`{"origin": "eyJhIjoxfQ=="}`, "", false},                      // a blank
		{`{".import_before_read":"dHJ1ZQ=="}`, "", false},              // the framework's own
		{`{"origin":"bm90IGpzb24="}`, "", false},                       // a value that is no JSON
		{`{"origin":"Iv8i"}`, "", false},                               // a value that is no UTF-8
		{`{"origin":""}`, "", false},
		{`{"origin":1}`, "", false},
		{"{}", "", false},
		{"null", "", false},
		{"{", "", false},
	} {
		private, ok := ReadPrivate([]byte(c.data))
		if ok != c.want {
			t.Errorf("%s: %v, want %v", c.data, ok, c.want)
		}
		if value := private["origin"]; ok && string(value) != c.origin {
			t.Errorf("%s: %q, want %q", c.data, value, c.origin)
		}
	}
}

// Codes that Terraform writes for unknown values, or never, are not stepped over.
func TestSkip(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		encoded, rest string
		ok            bool
	}{
		{"\x7f\x01", "\x01", true},
		{"\xff", "", true},
		{"\xc3", "", true},
		{"\xcb12345678\x01", "\x01", true},
		{"\x92\x01\x91\x02\x03", "\x03", true},
		{"\x81\xa1a\x80\x03", "\x03", true},
		{"\xc1", "", false},
		{"\xc4", "", false},
		{"\xc7", "", false},
		{"\xd4", "", false},
		{"\xd8", "", false},
		{"\x91\xd4", "", false},
	} {
		rest, ok := skip([]byte(c.encoded))
		if ok != c.ok || ok && string(rest) != c.rest {
			t.Errorf("%q: %q, %v, want %q, %v", c.encoded, rest, ok, c.rest, c.ok)
		}
	}
}
