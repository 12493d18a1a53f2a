package storagetest

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

// The OAuth client of every service that has one.
const (
	oauthClient       = "hoody-client-5f1d7a3c"
	oauthClientSecret = "a-secret-of-the-client-2mK8vQ4x"
)

// An oauth is the token endpoint of a service (RFC 6749). A client may send its id in
// the header or in the form.
type oauth struct {
	// rotates says that a refresh token works once. A client that uses one again loses
	// every token that came from it, as RFC 9700 section 4.14 recommends.
	rotates bool
	// lasting says that tokens work until they are revoked.
	lasting bool
	// programs says that the client may sign in as itself.
	programs bool
	// answers has what the answers contain in addition.
	answers map[string]any

	mu      sync.Mutex
	access  []string
	refresh string
	used    []string
	asked   int
}

func newOAuth() *oauth {
	return &oauth{access: []string{"access-" + rand.Text()}, refresh: "refresh-" + rand.Text()}
}

// A tokenAge is what has happened to a token since it was issued.
type tokenAge string

const (
	// freshToken has an access token that works for an hour.
	freshToken tokenAge = "fresh"
	// expiredToken has an access token that has expired, and a refresh token that works.
	expiredToken tokenAge = "expired"
	// spentToken has an access token that has expired, and no refresh token.
	spentToken tokenAge = "spent"
	// wrongToken has two tokens that nobody issued, and says that the access token still
	// works.
	wrongToken tokenAge = "wrong"
	// revokedToken has an access token that has expired, and a refresh token that nobody
	// issued.
	revokedToken tokenAge = "revoked"
)

// token returns the document that rclone keeps for a token.
func (o *oauth) token(age tokenAge) string {
	o.mu.Lock()
	defer o.mu.Unlock()
	document := map[string]any{"access_token": o.access[0], "token_type": "Bearer", "refresh_token": o.refresh}
	if age != freshToken {
		document["access_token"] = "access-expired"
	}
	expiry := time.Now().Add(time.Hour)
	switch age {
	case freshToken:
	case wrongToken:
		document["refresh_token"] = "refresh-revoked"
	case expiredToken:
		expiry = time.Now().Add(-time.Hour)
	case spentToken:
		delete(document, "refresh_token")
		expiry = time.Now().Add(-time.Hour)
	case revokedToken:
		document["refresh_token"] = "refresh-revoked"
		expiry = time.Now().Add(-time.Hour)
	}
	if o.lasting {
		delete(document, "refresh_token")
	} else {
		document["expiry"] = expiry.UTC().Format(time.RFC3339)
	}
	text, err := json.Marshal(document)
	if err != nil {
		panic("a token cannot be written: " + err.Error())
	}
	return string(text)
}

// credentials returns a token, and the client that it was issued to.
func (o *oauth) credentials(age tokenAge) map[string]any {
	return map[string]any{"token": o.token(age), "client_id": oauthClient, "client_secret": oauthClientSecret}
}

// wrongTokens returns changes to the token that a service refuses, and to its client.
func (o *oauth) wrongTokens() []Wrong {
	wrong := []Wrong{
		change("wrong access token", "token", o.token(wrongToken), "token"),
		change("expired token without another", "token", o.token(spentToken), "token"),
		change("malformed token", "token", o.token(freshToken)[:20], "token"),
	}
	if !o.rotates {
		client := func(id, secret string) map[string]any {
			return map[string]any{"token": o.token(expiredToken), "client_id": id, "client_secret": secret}
		}
		wrong = append(wrong,
			Wrong{Name: "revoked token", Field: "token", Values: o.credentials(revokedToken)},
			// Both answers are invalid_client.
			Wrong{Name: "unknown client", Values: client("unknown-client", oauthClientSecret)},
			Wrong{Name: "wrong client secret", Values: client(oauthClient, "wrong-secret-of-the-client")},
		)
	}
	return wrong
}

// issue answers the token endpoint.
func (o *oauth) issue(w http.ResponseWriter, r *http.Request) {
	id, secret, inHeader := r.BasicAuth()
	if inHeader {
		id, _ = url.QueryUnescape(id)
		secret, _ = url.QueryUnescape(secret)
	} else {
		id, secret = r.FormValue("client_id"), r.FormValue("client_secret")
	}
	if id != oauthClient || secret != oauthClientSecret {
		oauthError(w, http.StatusUnauthorized, "invalid_client", "Client authentication failed.")
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	switch grant := r.FormValue("grant_type"); {
	case grant == "client_credentials" && o.programs:
		o.grant(w, "")
	case grant == "client_credentials":
		oauthError(w, http.StatusBadRequest, "unauthorized_client", "This client may not sign in as itself.")
	case grant != "refresh_token":
		oauthError(w, http.StatusBadRequest, "unsupported_grant_type", "The grant type is not supported.")
	default:
		o.renew(w, r.FormValue("refresh_token"))
	}
}

// renew answers a request with a refresh token.
func (o *oauth) renew(w http.ResponseWriter, refresh string) {
	o.asked++
	if slices.Contains(o.used, refresh) {
		o.refresh, o.access = "", []string{""}
	}
	if refresh == "" || refresh != o.refresh {
		oauthError(w, http.StatusBadRequest, "invalid_grant", "The refresh token is not valid or was used before.")
		return
	}
	if !o.rotates {
		o.grant(w, "")
		return
	}
	o.used = append(o.used, refresh)
	o.refresh = "refresh-" + rand.Text()
	o.grant(w, o.refresh)
}

// grant answers with another access token.
func (o *oauth) grant(w http.ResponseWriter, refresh string) {
	access := "access-" + rand.Text()
	o.access = append(o.access, access)
	document := map[string]any{"access_token": access, "token_type": "Bearer", "expires_in": 3600}
	for name, value := range o.answers {
		document[name] = value
	}
	if refresh != "" {
		document["refresh_token"] = refresh
	}
	answerJSON(w, http.StatusOK, document)
}

func oauthError(w http.ResponseWriter, status int, code, description string) {
	answerJSON(w, status, map[string]string{"error": code, "error_description": description})
}

// knows reports whether a request carries an access token under one of the schemes.
func (o *oauth) knows(r *http.Request, schemes ...string) bool {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	o.mu.Lock()
	defer o.mu.Unlock()
	return slices.Contains(schemes, scheme) && token != "" && slices.Contains(o.access, token)
}

// refreshes returns how often somebody asked for a token with a refresh token.
func (o *oauth) refreshes() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.asked
}

// twoParts reads an upload of two parts: what the file is, and what it holds.
func twoParts(r *http.Request, what any) (text string, err error) {
	_, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil {
		return "", err
	}
	parts := multipart.NewReader(r.Body, params["boundary"])
	first, err := parts.NextPart()
	if err != nil {
		return "", err
	}
	if err := json.NewDecoder(first).Decode(what); err != nil {
		return "", errors.New("the first part is no JSON")
	}
	second, err := parts.NextPart()
	if err != nil {
		return "", err
	}
	all, err := io.ReadAll(second)
	return string(all), err
}
