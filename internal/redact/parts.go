package redact

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
)

// shortestPart is the least length of a part of a secret that counts as a secret too,
// in bytes. Shorter parts are ordinary words.
const shortestPart = 8

// harmless has the names of parts that are not secret themselves: in a connection
// string and a SAS of Azure, a service account of Google, and an OAuth token. People
// need to see these in errors.
var harmless = names(
	"AccountName BlobEndpoint DefaultEndpointsProtocol EndpointSuffix FileEndpoint QueueEndpoint TableEndpoint",
	"se si sip sp spr sr srt ss st sv skoid sktid skt ske sks skv",
	"auth_provider_x509_cert_url auth_uri client_email client_id client_x509_cert_url project_id token_uri type",
	"universe_domain quota_project_id audience subject_token_type token_url",
	"expires_in expiry scope token_type",
)

func names(lists ...string) map[string]bool {
	all := map[string]bool{}
	for _, list := range lists {
		for name := range strings.FieldsSeq(strings.ToLower(list)) {
			all[name] = true
		}
	}
	return all
}

func isHarmless(name string) bool { return harmless[strings.ToLower(strings.TrimSpace(name))] }

// partsOf returns the parts of a secret that are secrets by themselves. They are
// needed because a program that fails on one part quotes that part alone.
func partsOf(secret string) []string {
	parts := slices.Concat(inDocument(secret), inLines(secret), inPairs(secret), inURL(secret))
	return slices.DeleteFunc(parts, func(part string) bool { return len(part) < shortestPart })
}

// inDocument returns the texts in a JSON document, and their parts.
func inDocument(secret string) []string {
	var document any
	if !strings.ContainsAny(secret, "{[") || json.Unmarshal([]byte(secret), &document) != nil {
		return nil
	}
	return textsIn(document)
}

func textsIn(value any) (texts []string) {
	switch value := value.(type) {
	case string:
		return append(partsOf(value), value)
	case []any:
		for _, v := range value {
			texts = append(texts, textsIn(v)...)
		}
	case map[string]any:
		for name, v := range value {
			if !isHarmless(name) {
				texts = append(texts, textsIn(v)...)
			}
		}
	}
	return texts
}

// inLines returns the lines of a key, without the first and the last. A key in one
// line has the two characters
// for each line break.
func inLines(secret string) (lines []string) {
	if strings.HasPrefix(secret, "-----BEGIN ") {
		secret = strings.ReplaceAll(secret, `\n`, "\n")
	}
	if !strings.ContainsAny(secret, "\r\n") {
		return nil
	}
	for line := range strings.FieldsFuncSeq(secret, func(r rune) bool { return r == '\r' || r == '\n' }) {
		if !strings.HasPrefix(line, "-----") {
			lines = append(lines, line)
		}
	}
	return lines
}

// inPairs returns the values in a=b;c=d, and their parts.
func inPairs(secret string) (values []string) {
	if !strings.Contains(secret, ";") {
		return nil
	}
	for pair := range strings.SplitSeq(secret, ";") {
		if name, value, ok := strings.Cut(pair, "="); ok && !isHarmless(name) {
			values = append(append(values, value), partsOf(value)...)
		}
	}
	return values
}

// inURL returns the password in a URL and the values in its query, or the values in a
// query alone.
func inURL(secret string) (values []string) {
	u, err := url.Parse(secret)
	if err != nil {
		return nil
	}
	if password, ok := u.User.Password(); ok {
		values = append(values, password)
	}
	query := u.RawQuery
	if query == "" && u.Host == "" && strings.Contains(secret, "&") {
		query = secret
	}
	for pair := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(pair, "=")
		if plain, err := url.QueryUnescape(value); err == nil && !isHarmless(name) {
			values = append(values, value, plain)
		}
	}
	return values
}
