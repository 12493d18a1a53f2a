package redact

import "testing"

func TestWhatAValueCarriesIsHidden(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, value, text, want string }{
		{"the password in a URL", "https://reader:pa55word@files.example.com/", "https://reader:pa55word@files.example.com/: 401",
			"https://reader:***@files.example.com/: 401"},
		{"a short password in a URL", "https://reader:pa5@files.example.com/", "reader:pa5@files.example.com", "reader:***@files.example.com"},
		{"an escaped password", "http://u:p%40ss-word@proxy.example.com", "p@ss-word and p%40ss-word", "*** and ***"},
		{"the password of a proxy without a scheme", "me:hidden-word@proxy.example.com:1080", "dial me:hidden-word@proxy.example.com:1080",
			"dial me:***@proxy.example.com:1080"},
		{"a password with an at sign", "me:hid@den@proxy.example.com:1080", "hid@den", "***"},
		{"a cookie", "Cookie,session=abcdefghijk", "Cookie: session=abcdefghijk", "Cookie: ***"},
		{"a bearer token", `Authorization,Bearer opaque-token,X-Other,"a, b"`, "opaque-token; a, b", "***; ***"},
		{"a signature in a query", "https://a.example/?sig=abcdefghi", "abcdefghi", "***"},
		{"what a command is given", "sshpass -p hunter22hunter ssh -o ControlMaster=no me@h", "exec: sshpass -p hunter22hunter ssh -o ControlMaster=no",
			"exec: sshpass -p *** ssh -o ControlMaster=no"},
		{"a flag with its value", "oidc --pin=correct-horse", "--pin=correct-horse", "--pin=***"},
		{"variables", "LC_X=correct-horse LANG=C", `no = found in env var "LC_X=correct-horse"`, `no = found in env var "LC_X=***"`},
		{"a variable with a space", "LC_X=correct horse-battery", `no = found in env var "horse-battery"`, `no = found in env var "***"`},
		{"nothing", "https://files.example.com/pub/", "https://files.example.com/pub/: 401", "https://files.example.com/pub/: 401"},
		{"no password", "me@proxy.example.com:1080", "me@proxy.example.com:1080", "me@proxy.example.com:1080"},
		{"no list of pairs", "a,b,c", "a,b,c", "a,b,c"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := Of(Carried(c.value)...).Hide(c.text); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
