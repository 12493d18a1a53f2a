package redact

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// tellingName matches a name that says that a secret follows.
const tellingName = `(?:` +
	`[\w.-]*(?:token|secret|passw(?:or)?d|passphrase|signature|signature-sha256|api[_-]?key|private[_-]?key)` +
	`|[\w.-]*(?:secret|account|master|encryption|customer|shared|primary)[_-]?(?:access[_-]?)?key` +
	`|sig|pwd|pass|(?:x[_-])?auth(?:orization)?[_-]key|client_assertion|assertion|access_grant|sharedaccesssignature` +
	`|proxy-authorization|authorization|(?:set-)?cookie|x-(?:amz|goog)-[\w-]+)`

// harmlessHeaders matches the names of such headers that hold no secret.
const harmlessHeaders = `x-(?:amz|goog)-` +
	`(?:algorithm|bucket-region|content-sha256|date|expires|id-2|request-id|signedheaders)`

// equals and quote match what text formats have, escaped at most twice.
const (
	equals = `\s*(?:=>|[=:]|%(?:25)*3[ADad])\s*`
	quote  = `(?:\\*["']|&(?:amp;)?(?:quot|#34|#39|#x27|apos);|%(?:25)*2[27])`
	// header matches the name of a header with a credential, which may follow a scheme.
	header = `(authorization|proxy-authorization|x-[\w-]*(?:token|key|signature|credential)|x-(?:amz|goog)-[\w-]+)`
	scheme = `(?:aws4?[\w-]*|basic|bearer|digest|key|negotiate|oauth2?|sharedkey(?:lite)?|signature|token)`
	// value ends where text formats end a value.
	value = `[^\s"'&;,<>()\[\]{}\\|]*[^\s"'&;,<>()\[\]{}\\|:.!?]`
)

// patterns match what looks like a secret. What their second group matches is hidden;
// the first one, if it is not empty, is a name that may be harmless.
var patterns = sync.OnceValue(func() []*regexp.Regexp {
	before := `(?i)(?:^|[^\w.-]|%(?:25)*(?:26|3f|3b|20)|\\+u0026|\\+n)`
	named := before + `(` + tellingName + `)` + quote + `?` + equals + `\[?`
	var all []*regexp.Regexp
	for _, p := range []string{
		// A name, and a text in quotes: JSON, and what languages print.
		named + `"((?:[^"\\]|\\.)+)`,
		named + `'((?:[^'\\]|\\.)+)`,
		named + `\\+"((?:[^"\\]|\\[^"])+)`,
		named + `\\+'((?:[^'\\]|\\[^'])+)`,
		named + quote + `(` + value + `)`,
		// A name and a value: queries, forms, connection strings.
		before + `(` + tellingName + `)(?:=|%(?:25)*3d)(` + value + `)`,
		// A session in a query: the bare name may also mean a statement's.
		`()[?&]sid=(` + value + `)`,
		// A header. What follows a scheme is the credential.
		before + header + `\s*:\s*\[?((?:` + scheme + `\s+)?[^\s"',\]]+)`,
		before + `((?:set-)?cookie)\s*:\s*\[?([^\r\n"\]]+)`,
		// An element of XML.
		`(?i)<(` + tellingName + `)>([^<]+)<`,
		// A credential that says what it is.
		before + `()(?:basic|bearer)\s+([\w.~+/-]{20,}=*|[\w.~+/-]*\d[\w.~+/-]{6,}=*|[\w.~+/-]{4,}==?)`,
		`()(\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?)`,
		`()(\bya29\.[\w.-]{6,})`,
		`()-----BEGIN [A-Z ]*PRIVATE KEY-----([^-]+)`,
		`()://[^\s/:@"']*:([^\s/@"']+)@`,
		// The address of a container's service: whoever knows it may call it.
		`()\b([\w-]+-files-\d+)\.`,
	} {
		all = append(all, regexp.MustCompile(p))
	}
	return all
})

var harmlessHeader = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?i:` + harmlessHeaders + `)$`)
})

// triggers are words of which every text that a pattern matches has one. Most texts
// have none, and trying the patterns costs 500 times as much.
var triggers = strings.Fields("-----begin :// -files- access_grant assertion auth basic bearer cookie eyj key pass " +
	"pwd secret sid= sig token x-amz- x-goog- ya29.")

// byPattern finds what looks like a secret.
func byPattern(text string) []span {
	lower := strings.ToLower(text)
	if !slices.ContainsFunc(triggers, func(trigger string) bool { return strings.Contains(lower, trigger) }) {
		return nil
	}
	var found []span
	for _, p := range patterns() {
		for _, m := range p.FindAllStringSubmatchIndex(text, -1) {
			name, secret := text[m[2]:m[3]], text[m[4]:m[5]]
			if utf8.RuneCountInString(secret) < shortest || isShown(name) {
				continue
			}
			found = append(found, span{m[4], m[5], Hidden})
		}
	}
	return found
}

func isShown(name string) bool { return isHarmless(name) || harmlessHeader().MatchString(name) }

// tells matches a name under which there is a secret.
var tells = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(?i:` + tellingName + `)$`) })

// isTelling reports whether there is a secret under a name.
func isTelling(name string) bool { return tells().MatchString(name) && !isShown(name) }
