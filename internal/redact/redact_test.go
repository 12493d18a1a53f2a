package redact

import (
	"strings"
	"testing"
)

const (
	connection = "DefaultEndpointsProtocol=https;AccountName=mystorage;AccountKey=c2VjcmV0LWtleQ==;EndpointSuffix=core.windows.net"
	sas        = "https://a.blob.core.windows.net/?sv=2022-11-02&se=2026-12-31T00%3A00%3A00Z&sig=abc%2Fdefghij%3D"
	account    = `{"type":"service_account","project_id":"my-project","client_email":"me@my-project.example.com",` +
		`"private_key_id":"0123456789abcdef","private_key":"-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQ\nEFAASCBKcwggSjAgEAAoIBAQC7\n-----END PRIVATE KEY-----\n"}`
)

// One row for each way in which a secret that is known was seen.
func TestAKnownSecretIsHidden(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, secret, text, want string }{
		{"as it is", "s3cr3t", "not s3cr3t", "not ***"},
		{"twice", "s3cr3t", "s3cr3t and s3cr3t", "*** and ***"},
		{"without a gap", "s3cr3t", "s3cr3ts3cr3t", "***"},
		{"in the key of a map", "s3cr3t", "map[s3cr3t:true]", "map[***:true]"},
		{"in a query", "a/b+c=", "?q=a%2Fb%2Bc%3D", "?q=***"},
		{"in a query, in lower case", "a/b+c=", "?q=a%2fb%2bc%3d", "?q=***"},
		{"in a path", "a/b+c d", "/a%2Fb+c%20d/", "/***/"},
		{"in a form, where a blank is a plus", "a b/c", "q=a+b%2Fc", "q=***"},
		{"every letter escaped", "abc", "%61%62%63", "***"},
		{"escaped twice for a URL", "a/b+c=", "a%252Fb%252Bc%253D", "***"},
		{"in JSON", `a"b\c`, `{"said":"a\"b\\c"}`, `{"said":"***"}`},
		{"in JSON in JSON", `a"b\c`, `{"said":"{\"x\":\"a\\\"b\\\\c\"}"}`, `{"said":"{\"x\":\"***\"}"}`},
		{"in JSON that is safe in HTML", "a<b>&c", `"a\u003cb\u003e\u0026c"`, `"***"`},
		{"in JSON with escaped slashes", "a/b/c", `"a\/b\/c"`, `"***"`},
		{"in JSON of ASCII only", "pässwörd", `"p\u00e4ssw\u00f6rd"`, `"***"`},
		{"in JSON of ASCII only, by halves", "key😀", `"key\ud83d\ude00"`, `"***"`},
		{"in a URL, by bytes", "pässwörd", "p%C3%A4ssw%c3%b6rd", "***"},
		{"printed by Python", `it's "päss"`, `'it\'s "p\xe4ss"'`, `'***'`},
		{"bytes printed by Python", "päss", `b'p\xc3\xa4ss'`, `b'***'`},
		{"printed by Python, far from ASCII", "key😀", `'key\U0001f600'`, `'***'`},
		{"by JavaScript", "key😀", `'key\u{1F600}'`, `'***'`},
		{"by JavaScript's escape()", "päss€", "p%E4ss%u20AC", "***"},
		{"in octal", "päss", `p\303\244ss`, "***"},
		{"in HTML", `a<b>&"c'`, "a&lt;b&gt;&amp;&quot;c&#39;", "***"},
		{"in HTML, by numbers", "a/b=c", "a&#x2F;b&#61;c", "***"},
		{"in HTML in JSON", "a<b", `"a\u0026lt;b"`, `"***"`},
		{"in base64", "s3cr3t", "czNjcjN0", "***"},
		{"in base64 with a user", "s3cr3t", "Basic dTpzM2NyM3Q=", "Basic ***"},
		{"in base64 with a longer user", "s3cr3t", "dXM6czNjcjN0", "***"},
		{"in base64 with a still longer user", "s3cr3t", "dXNlOnMzY3IzdA==", "***"},
		{"in base64 for URLs", "???>>>", "Pz8_Pj4-", "***"},
		{"in base64 in a URL", "???>>>", "x=Pz8%2FPj4%2B", "x=***"},
		{"in base64 that is wrapped", "correct horse battery", "Y29ycmVjdCBo\r\nb3JzZSBiYXR0ZXJ5", "***"},
		{"in JSON in base64", `a"b"c`, "eyJwIjoiYVwiYlwiYyJ9", "***"},
		{"wrapped", "correct-horse-battery", "correct-hor\n    se-battery", "***"},
		{"wrapped, in JSON", "correct-horse-battery", `"correct-hor\nse-battery"`, `"***"`},
		{"with its lines joined", "MIIEvQIBADAN\nBgkqhkiG9w0B", "MIIEvQIBADANBgkqhkiG9w0B", "***"},
		{"cut off", "correct-horse-battery", "no correct-hor", "no ***"},
		{"cut off, and said so", "correct-horse-battery", "no correct-hor…", "no ***"},
		{"cut off in an escape", "correct/horse", "no correct%2", "no ***"},
		{"cut off in an escape, and said so", "correct/horse/battery", `no "correct\\u002…`, `no "***`},
		{"with blanks around it", " s3cr3t\n", "not s3cr3t", "not ***"},
		{"of three characters", "pwd", "the pwd is wrong", "the *** is wrong"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := Of(c.secret).Hide(c.text); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestTheLongerOfTwoSecretsIsHidden(t *testing.T) {
	t.Parallel()
	if got, want := Of("secret", "secret-token").Hide("secret-token, secret"), "***, ***"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// One row for each kind of secret that has parts.
func TestPartsOfASecretAreHidden(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, secret, text, want string }{
		{"the key in a connection string", connection,
			"decode account key: illegal base64 data in 'c2VjcmV0LWtleQ=='", "decode account key: illegal base64 data in '***'"},
		{"a signature in a connection string", "BlobEndpoint=https://a.example;SharedAccessSignature=sv=2022-11-02&sig=c2lnbmF0dXJl",
			"c2lnbmF0dXJl did not match", "*** did not match"},
		{"the signature in a SAS URL", sas,
			"GET https://a.blob.core.windows.net/photos?comp=list&sig=abc%2Fdefghij%3D or abc/defghij=",
			"GET https://a.blob.core.windows.net/photos?comp=list&sig=*** or ***"},
		{"the signature in a SAS", "sv=2022-11-02&sig=c2lnbmF0dXJl", "c2lnbmF0dXJl did not match", "*** did not match"},
		{"the password in a URL", "https://u:passw0rd@a.example/", "passw0rd is wrong", "*** is wrong"},
		{"a line of a key", "-----BEGIN-----\nMIIEvQIBADANBgkq\n-----END-----", "bad line MIIEvQIBADANBgkq", "bad line ***"},
		{"the key of a service account", account,
			"0123456789abcdef: bad MIIEvQIBADANBgkqhkiG9w0BAQ", "***: bad ***"},
		{"a token of OAuth", `{"access_token":"opaque-access","token_type":"Bearer","refresh_token":"1//0gabcdef"}`,
			"Bearer opaque-access, 1//0gabcdef or 1%2F%2F0gabcdef", "Bearer ***, *** or ***"},
		{"a text deep in a document", `{"credentials":[{"secret":"hidden-in-here"}]}`, "hidden-in-here is wrong", "*** is wrong"},
		{"a cookie", "X-APPLE-ID=one; session=abcdefghijk", "the session abcdefghijk ended", "the session *** ended"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := Of(c.secret).Hide(c.text); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// What a person needs to see stays, whatever the mask knows.
func TestTheHarmlessIsShown(t *testing.T) {
	t.Parallel()
	all := Of(connection, sas, account, `{"access_token":"opaque-access","token_type":"Bearer"}`, "", "a", "pw")
	for _, text := range []string{
		"",
		"service_account_credentials: the service_account me@my-project.example.com of project my-project may not list",
		"service_account_credentials is missing; set it, or service_account_file",
		"mystorage at core.windows.net speaks https",
		"sv=2022-11-02&se=2026-12-31T00%3A00%3A00Z at a.blob.core.windows.net",
		"The secret access key does not match", // "a" and "pw" would be holes
		"token: it is not JSON", "key: too short", "the token, secret or password is wrong",
		"Bearer authentication failed", "Basic credentials are missing", "the Authorization header is missing",
		"token_type=Bearer&expires_in=3600", "page=2&continuation=yes", "Key=photos/one.jpg",
		"x-amz-request-id: 4442587FB7D0A2F9", "X-Amz-Date=20261129T000000Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host",
		"GET /api/v1/backends/bck_fedcba9876543210", "https://storage.example.com:9000/photos", "me@example.com:photos",
		"config=on, design=off, assign=x", "-----BEGIN CERTIFICATE-----",
		"sig=ab", "100 % of \\ & ; &nothing; %zz \\u12 \\", "a+b=c",
	} {
		if got := all.Hide(text); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
}

// What nobody told the mask, as a write-only value is not known at a refresh.
func TestWhatLooksLikeASecretIsHidden(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{"a SAS", "https://a.example/?sv=1&sig=abc%2Fd%3D&se=2 failed", "https://a.example/?sv=1&sig=***&se=2 failed"},
		{"a SAS in a URL in a URL", "to=https%3A%2F%2Fa.example%2F%3Fsv%3D1%26sig%3Dabc%252Fd", "to=https%3A%2F%2Fa.example%2F%3Fsv%3D1%26sig%3D***"},
		{"a session in a query", `Post "https://g.api.mega.co.nz/cs?id=1&sid=AbC-dEf_gh": EOF`, `Post "https://g.api.mega.co.nz/cs?id=1&sid=***": EOF`},
		{"a statement's name", `{"Sid":"AllowReading"}`, `{"Sid":"AllowReading"}`},
		{"a SAS in JSON", `"https://a.example/?sv=1\u0026sig=abc"`, `"https://a.example/?sv=1\u0026sig=***"`},
		{"a SAS in HTML", "?sv=1&amp;sig=abc&amp;se=2", "?sv=1&amp;sig=***&amp;se=2"},
		{"a signed URL of S3", "X-Amz-Credential=AKIA%2F2026&X-Amz-Date=20261129T000000Z&X-Amz-Signature=0a1b2c&X-Amz-Security-Token=FwoG",
			"X-Amz-Credential=***&X-Amz-Date=20261129T000000Z&X-Amz-Signature=***&X-Amz-Security-Token=***"},
		{"a header of S3", "x-amz-security-token: FwoGZXIv", "x-amz-security-token: ***"},
		{"a signed URL of Google", "X-Goog-Signature=0a1b2c", "X-Goog-Signature=***"},
		{"Basic", "Authorization: Basic dTpwdw==\r\nHost: a.example", "Authorization: ***\r\nHost: a.example"},
		{"Bearer, in small letters", "authorization:bearer ya29.abc", "authorization:***"},
		{"a header as Go prints it", "map[Accept:[*/*] Authorization:[Bearer abcdef]]", "map[Accept:[*/*] Authorization:[***]]"},
		{"a header in JSON", `{"Authorization":"Bearer abcdef","Accept":"*/*"}`, `{"Authorization":"***","Accept":"*/*"}`},
		{"a header in JSON in JSON", `"{\"Authorization\":\"Bearer abcdef\"}"`, `"{\"Authorization\":\"***\"}"`},
		{"a header as Python prints it", "{'Authorization': 'Bearer abcdef'}", "{'Authorization': '***'}"},
		{"a signature of S3", "Authorization: AWS4-HMAC-SHA256 Credential=AKIA/2026/s3, SignedHeaders=host, Signature=0a1b2c",
			"Authorization: ***, SignedHeaders=host, Signature=***"},
		{"a shared key of Azure", "Authorization: SharedKey acct:c2ln", "Authorization: ***"},
		{"a header of a gate", "X-Auth-Token: gAAAAABn", "X-Auth-Token: ***"},
		{"cookies", "Cookie: a=b; c=d\nHost: x", "Cookie: ***\nHost: x"},
		{"a bearer's token alone", "cannot use Bearer abcdefghijklmnopqrst", "cannot use Bearer ***"},
		{"a connection string", connection, "DefaultEndpointsProtocol=https;AccountName=mystorage;AccountKey=***;EndpointSuffix=core.windows.net"},
		{"a form", "grant_type=refresh_token&refresh_token=1%2F%2F0g&client_secret=GOCSPX", "grant_type=refresh_token&refresh_token=***&client_secret=***"},
		{"an answer of OAuth", `{"access_token":"abc.d","token_type":"Bearer"}`, `{"access_token":"***","token_type":"Bearer"}`},
		{"a quoted text with a quote in it", `{"password":"a\"b","user":"me"}`, `{"password":"***","user":"me"}`},
		{"a struct as Go prints it", `{Token:"abc def", User:"me"}`, `{Token:"***", User:"me"}`},
		{"names in one word", "clientSecret=abc apiKey=def", "clientSecret=*** apiKey=***"},
		{"an element of XML", "<SecretAccessKey>abc/d</SecretAccessKey>", "<SecretAccessKey>***</SecretAccessKey>"},
		{"a password in a URL", "https://me:hunter2@a.example/", "https://me:***@a.example/"},
		{"a key", "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----", "-----BEGIN RSA PRIVATE KEY-----***-----END RSA PRIVATE KEY-----"},
		{"a token that says what it is", "eyJhbGciOiJI.eyJzdWIiOiIx.c2ln and ya29.a0AfH6SMB", "*** and ***"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := Mask(nil).Hide(c.text); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestAKitURLsHostIsShownInPart(t *testing.T) {
	t.Parallel()
	m := Of("other").Instead("kit-0123.node.containers.example.com", "***.node.containers.example.com")
	if got, want := m.Hide("dial kit-0123.node.containers.example.com:443"), "dial ***.node.containers.example.com:443"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestJoinedMasksHideWhatEitherHides(t *testing.T) {
	t.Parallel()
	if got, want := Of("one-secret").Join(Of("two-secret")).Hide("one-secret two-secret"), "*** ***"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestJSON(t *testing.T) {
	t.Parallel()
	isSecret := func(name string) bool { return name == "key" }
	for body, want := range map[string]string{
		``:                                       ``,
		`{"key":"x","region":"s3cr3t"}`:          `{"key":"***","region":"***"}`,
		`{"data":[{"key":{"a":1}},"s3cr3t!",7]}`: `{"data":[{"key":"***"},"***!",7]}`,
		`{"s3cr3t":1}`:                           `{"***":1}`,
		`{"pin":123456789}`:                      `{"pin":"***"}`,
		`{"size":123456780}`:                     `{"size":123456780}`,
		`{"headers":{"Authorization":"abc"}}`:    `{"headers":{"Authorization":"***"}}`,
		`{"message":"?sig=abc"}`:                 `{"message":"?sig=***"}`,
		`{"key":"half a se`:                      `(17 bytes that are not JSON)`,
		`{"a":1} s3cr3t`:                         `(14 bytes that are not JSON)`,
		`<html>s3cr3t</html>`:                    `(19 bytes that are not JSON)`,
	} {
		if got := Of("s3cr3t", "123456789").JSON([]byte(body), isSecret); got != want {
			t.Errorf("%s: %s, want %s", body, got, want)
		}
	}
}

func TestALineFitsForATerminal(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{"as it is", "Disk full: größer als 3 GB 😀", "Disk full: größer als 3 GB 😀"},
		{"breaks and blanks", " a\r\n\tb\u2028c\u00a0d ", "a b c d"},
		{"colours", "\x1b[31mred\x1b[0m", "[31mred [0m"},
		{"a bell, a backspace and a null", "a\a\b\x00b", "a b"},
		{"an old control character", "a\u009b31m", "a 31m"},
		{"another direction", "/mnt/\u202egpj.exe\u2066", `/mnt/\u202egpj.exe\u2066`},
		{"no width", "a\u200bb\ufeffc", `a\u200bb\ufeffc`},
		{"no text at all", "a\xffb", "a\ufffdb"},
		{"too long", strings.Repeat("é", 41), strings.Repeat("é", 40) + "…"},
		{"just long enough", strings.Repeat("é", 40), strings.Repeat("é", 40)},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := Line(c.text, 40); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestATextKeepsItsLines(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{"as it is", "Backend gone\n  import {\n\tid = \"bck_0\"\n  }", "Backend gone\n  import {\n\tid = \"bck_0\"\n  }"},
		{"with words of another language", "größer 😀", "größer 😀"},
		{"with a title for the window", "/mnt/\x1b]0;owned\a", "/mnt/ ]0;owned "},
		{"with a line that was overwritten", "mounted\r/mnt/safe", "mounted /mnt/safe"},
		{"with another direction", "/mnt/\u202egpj.exe", `/mnt/\u202egpj.exe`},
		{"without an end", strings.Repeat("é", 32<<10+1), strings.Repeat("é", 32<<10) + "…"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := Text(c.text); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// Who writes a text does not decide how long it takes: what was not looked at is
// hidden, and what is too long is cut off.
func TestNoTextTakesLong(t *testing.T) {
	t.Parallel()
	const long = 64 << 10
	for _, c := range []struct{ name, secret, text, want string }{
		{"a run of backslashes, and a secret of them", strings.Repeat(`\`, 40), strings.Repeat(`\`, long), "***"},
		{"a run of blanks", "s3cr3t", "s3cr3t" + strings.Repeat(" ", long-7) + ".", "***" + strings.Repeat(" ", long-7) + "."},
		{"more than anybody reads", "s3cr3t", strings.Repeat("x", long-3) + "s3cr3t", strings.Repeat("x", long-3) + "s3c…"},
		{"more than anybody reads, cut in a secret", "correct-horse", strings.Repeat("x", long-8) + "correct-horse", strings.Repeat("x", long-8) + "***"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := Of(c.secret).Hide(c.text); got != c.want {
				t.Errorf("%d bytes, which begin with %.20q and end in %q", len(got), got, got[max(0, len(got)-20):])
			}
		})
	}
}
