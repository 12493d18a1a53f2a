package redact

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// spellings are how a text is written into another. None of them is made with
// the code that reads them.
var spellings = []struct {
	name  string
	write func(string) string
}{
	{"as it is", func(s string) string { return s }},
	{"query", url.QueryEscape},
	{"path", url.PathEscape},
	{"query in lower case", func(s string) string { return lowerEscapes(url.QueryEscape(s)) }},
	{"every byte", func(s string) string { return each([]byte(s), "%%%02X") }},
	{"JSON", func(s string) string { return inner(json.Marshal(s)) }},
	{"JSON with slashes", func(s string) string { return strings.ReplaceAll(inner(json.Marshal(s)), "/", `\/`) }},
	{"Go", func(s string) string { return inner([]byte(strconv.Quote(s)), nil) }},
	{"ASCII", func(s string) string { return inner([]byte(strconv.QuoteToASCII(s)), nil) }},
	{"UTF-16", utf16Escapes},
	{"braces", func(s string) string { return each([]rune(s), `\u{%x}`) }},
	{"bytes of Python", func(s string) string { return each([]byte(s), `\x%02x`) }},
	{"octal", func(s string) string { return each([]byte(s), `\%03o`) }},
	{"HTML", html.EscapeString},
	{"numbers of HTML", func(s string) string { return each([]rune(s), "&#%d;") }},
	{"numbers of HTML in hexadecimal", func(s string) string { return each([]rune(s), "&#x%X;") }},
}

// inside are what stands around a secret in base64; the last is none.
var inside = []string{"", "u:", "us:", "use:", `{"p":"`, "-"}

// TestEverySpellingIsHidden goes through all spellings of spellings, twice.
func TestEverySpellingIsHidden(t *testing.T) {
	t.Parallel()
	for _, canary := range []string{
		"s3c", `a/b+c="d"\e'<f>&g;%h`, "pässwörd €😀", "c2VjcmV0LWtleQ==", `{"a":"b c","d":["e/f"]}`, "%41%2F&amp;\\n\\u0041",
	} {
		for i := range spellings {
			for j := range spellings {
				for k := range inside {
					hides(t, canary, "said: ", ", it did", uint8(i), uint8(j), uint8(k))
				}
			}
		}
	}
}

// FuzzMask wants no canary to survive, in any spelling, between any texts.
func FuzzMask(f *testing.F) {
	f.Add("s3cr3t", "", "", uint8(0), uint8(0), uint8(5))
	f.Add(`a"b\c/d`, "Basic ", "\r\n", uint8(5), uint8(1), uint8(2))
	f.Add("pässwörd😀", `{"error":"`, `"}`, uint8(9), uint8(13), uint8(5))
	f.Add("correct horse\nbattery", "?sig=", "&x=1", uint8(1), uint8(5), uint8(4))
	f.Add("**0", "0", "0", uint8(1), uint8(0), uint8(3))
	f.Fuzz(func(t *testing.T, canary, before, after string, first, second, around uint8) {
		hides(t, canary, before, after, first, second, around)
	})
}

// hides wants nothing to be left of a canary that was written in one spelling and
// then in another, between them in base64.
func hides(t *testing.T, canary, before, after string, first, second, around uint8) {
	t.Helper()
	canary = strings.Trim(canary, " \t\r\n")
	letters := strings.Join(strings.Fields(canary), "")
	if utf8.RuneCountInString(letters) < 3 || !utf8.ValidString(canary) || strings.ContainsFunc(canary, isUnwritable) {
		return // too short, or not to be written in HTML, or no value that Terraform has
	}
	one, two := spellings[int(first)%len(spellings)], spellings[int(second)%len(spellings)]
	text, how := one.write(canary), one.name
	if prefix := inside[int(around)%len(inside)]; prefix != "-" {
		text, how = base64.StdEncoding.EncodeToString([]byte(prefix+text)), how+" in base64 after "+strconv.Quote(prefix)
		before += " " // or it would be one base64 with what stands before
	}
	text, how = two.write(text), how+" in "+two.name
	if len(before)+len(text)+len(after) > longest {
		return // It is cut off.
	}
	shown := Of(canary).Hide(before + text + after)
	left := strings.ReplaceAll(shown, Hidden, "\n") // what hides a canary may look like one
	if strings.Contains(left, canary) || strings.Contains(left, text) && !strings.Contains(before+"\n"+after, text) {
		t.Errorf("%.200q, %s, is shown in %.500q", canary, how, shown)
	}
	// Nothing is left of it either: what stands around it never gets longer.
	if most := len(before) + len(Hidden) + len(after); len(shown) > most {
		t.Errorf("%.200q, %s: %.500q is left of %.500q", canary, how, shown, before+text+after)
	}
}

// documents are secrets that have secrets in them.
var documents = []string{
	"AccountName=mystorage;AccountKey=%s;EndpointSuffix=core.windows.net",
	"BlobEndpoint=https://a.example;SharedAccessSignature=sv=2022-11-02&sig=%s",
	"https://a.example/photos?sv=2022-11-02&sig=%s&se=2026-12-31",
	"sv=2022-11-02&sig=%s",
	"https://me:%s@a.example/",
	`{"type":"service_account","private_key":"-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"}`,
	`{"access_token":"opaque-access","token_type":"Bearer","refresh_token":"%s"}`,
	`{"credentials":[{"secret":"%s"}]}`,
	"-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n",
}

// FuzzParts wants no part of a secret to survive that somebody quotes alone.
func FuzzParts(f *testing.F) {
	for i := range documents {
		f.Add([]byte("some key"), uint8(i), uint8(i))
	}
	f.Fuzz(func(t *testing.T, key []byte, document, spelling uint8) {
		canary := "Q" + base64.RawURLEncoding.EncodeToString(key)
		if len(canary) < shortestPart {
			return
		}
		secret := fmt.Sprintf(documents[int(document)%len(documents)], canary)
		how := spellings[int(spelling)%len(spellings)]
		text := "illegal data in '" + how.write(canary) + "' at byte 3"
		if len(text) > longest {
			return
		}
		if got := Of(secret).Hide(text); got != "illegal data in '***' at byte 3" {
			t.Errorf("%s of %q: %.200q", how.name, secret, got)
		}
	})
}

// telling are texts in which a pattern shows where a secret is.
var telling = []string{
	"https://a.example/?sv=1&sig=%s&se=2 failed", "X-Amz-Signature=%s&X-Amz-Date=20261129T000000Z", "x-amz-security-token: %s",
	"Authorization: Bearer %s\r\nHost: a.example", "map[Authorization:[Bearer %s]]", `{"Authorization":"Bearer %s"}`,
	"AccountName=a;AccountKey=%s;EndpointSuffix=b", "token=%s", `{"password":"%s","user":"me"}`, "clientSecret=%s",
	"https://me:%s@a.example/", "<SecretAccessKey>%s</SecretAccessKey>",
}

// FuzzPatterns wants no canary to survive where its place gives it away, though nobody
// knows it.
func FuzzPatterns(f *testing.F) {
	for i := range telling {
		f.Add([]byte("some key"), "before ", " after", uint8(i))
	}
	f.Fuzz(func(t *testing.T, key []byte, before, after string, place uint8) {
		canary := "Q" + base64.RawURLEncoding.EncodeToString(key)
		text := before + " " + fmt.Sprintf(telling[int(place)%len(telling)], canary) + " " + after
		if len(canary) < shortestPart || len(text) > longest || strings.Contains(before+"\n"+after, canary) {
			return
		}
		if got := Mask(nil).Hide(text); strings.Contains(got, canary) {
			t.Errorf("%q is shown in %.500q", canary, got)
		}
	})
}

// FuzzLine wants no words of others to steer a terminal, in a line and in a text.
func FuzzLine(f *testing.F) {
	f.Add("no\x1b[2Jway \u202e\u200b", 8)
	f.Add("a\r\nb\xff\x00", 500)
	f.Fuzz(func(t *testing.T, text string, longest int) {
		steers := func(r rune) bool { return !strconv.IsPrint(r) }
		line := Line(text, longest)
		if !utf8.ValidString(line) || strings.ContainsFunc(line, steers) {
			t.Errorf("%q", line)
		}
		const escape, end = len(`\U0010ffff`), len("…")
		if n := utf8.RuneCountInString(line); n > max(longest, 0)+escape+end {
			t.Errorf("%d characters, want %d", n, longest)
		}
		whole := Text(text)
		if !utf8.ValidString(whole) || strings.ContainsFunc(whole, func(r rune) bool { return r != '\n' && r != '\t' && steers(r) }) {
			t.Errorf("%q", whole)
		}
	})
}

func isUnwritable(r rune) bool {
	return r == utf8.RuneError || unicode.IsControl(r) && !unicode.IsSpace(r) || r == '\u0085'
}

func each[E byte | rune](all []E, format string) string {
	var b strings.Builder
	for _, e := range all {
		fmt.Fprintf(&b, format, e)
	}
	return b.String()
}

// inner takes off the quotes.
func inner(quoted []byte, _ error) string { return string(quoted[1 : len(quoted)-1]) }

// lowerEscapes writes %2F as %2f.
func lowerEscapes(s string) string {
	pieces := strings.Split(s, "%")
	for i := 1; i < len(pieces); i++ {
		pieces[i] = strings.ToLower(pieces[i][:2]) + pieces[i][2:]
	}
	return strings.Join(pieces, "%")
}

// utf16Escapes writes every character as JavaScript's \u0000, or as two of them.
func utf16Escapes(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r > 0xffff {
			fmt.Fprintf(&b, `\u%04x\u%04x`, 0xd800+(r-0x10000)>>10, 0xdc00+(r-0x10000)&0x3ff)
		} else {
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}
