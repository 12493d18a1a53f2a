package storagetest

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

const (
	googleEmail   = "verifier@hoody-project.iam.gserviceaccount.com"
	googleProject = "123456789012"
	googleKeyID   = "5f1d7a3c9b2e4806"

	googleClientID     = "123456789012-hoody.apps.googleusercontent.com"
	googleClientSecret = "GOCSPX-2mK8vQ4xT7nR1yL5"
	googleRefreshToken = "1//0gHoodyRefreshToken"
)

// googleTokens is Google's token endpoint for one service account, and for one person's
// OAuth client.
type googleTokens struct {
	key, stranger *rsa.PrivateKey
	token         string
	tokenURL      string
	// isScope says which scopes a service account may ask for.
	isScope func(string) bool
	// subject is the only user whose place a service account may take.
	subject string
}

func newGoogleTokens(isScope func(string) bool) (*googleTokens, error) {
	keys, err := rsaKeys()
	return &googleTokens{key: keys[0], stranger: keys[1], token: "ya29." + rand.Text(), isScope: isScope}, err
}

// signIn sets the service account's key, and the wrong ones.
func (g *googleTokens) signIn(s *Service) error {
	right, unknownKey, err := g.accounts()
	if err != nil {
		return err
	}
	unknownAccount, err := g.account("nobody@hoody-project.iam.gserviceaccount.com", g.key)
	if err != nil {
		return err
	}
	const field = "service_account_credentials"
	s.Values[field] = right
	s.Wrong = append(s.Wrong,
		change("unknown key", field, unknownKey, field),
		change("unknown account", field, unknownAccount, field),
		change("malformed JSON", field, right[:len(right)/2], field),
	)
	return nil
}

// accounts returns the account with its key, and with one that Google does not know.
func (g *googleTokens) accounts() (right, unknownKey string, err error) {
	if right, err = g.account(googleEmail, g.key); err != nil {
		return "", "", err
	}
	unknownKey, err = g.account(googleEmail, g.stranger)
	return right, unknownKey, err
}

// account returns the JSON that Google hands out for a service account's key.
func (g *googleTokens) account(email string, key *rsa.PrivateKey) (string, error) {
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return "", err
	}
	b, err := json.Marshal(map[string]string{
		"type":           "service_account",
		"project_id":     "hoody-project",
		"private_key_id": googleKeyID,
		"private_key":    string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})),
		"client_email":   email,
		"client_id":      "100000000000000000001",
		"token_uri":      g.tokenURL,
	})
	return string(b), err
}

// issue answers the token endpoint.
func (g *googleTokens) issue(w http.ResponseWriter, r *http.Request) {
	status, code, description := http.StatusBadRequest, "", ""
	switch grant := r.FormValue("grant_type"); grant {
	case "urn:ietf:params:oauth:grant-type:jwt-bearer":
		code, description = g.checkAssertion(r.FormValue("assertion"))
	case "refresh_token":
		status, code, description = checkRefresh(r)
	default:
		code, description = "unsupported_grant_type", "Invalid grant_type: "+grant
	}
	if code != "" {
		answer(w, status, "application/json", fmt.Sprintf(`{"error":%q,"error_description":%q}`, code, description))
		return
	}
	answer(w, http.StatusOK, "application/json",
		fmt.Sprintf(`{"access_token":%q,"expires_in":3599,"token_type":"Bearer"}`, g.token))
}

// checkRefresh says what OAuth error an OAuth client earns, if any. It may name
// itself in the header or in the form.
func checkRefresh(r *http.Request) (status int, code, description string) {
	id, secret, ok := r.BasicAuth()
	if !ok {
		id, secret = r.FormValue("client_id"), r.FormValue("client_secret")
	}
	switch {
	case id != googleClientID:
		return http.StatusUnauthorized, "invalid_client", "The OAuth client was not found."
	case secret != googleClientSecret:
		return http.StatusUnauthorized, "invalid_client", "The provided client secret is invalid."
	case r.FormValue("refresh_token") != googleRefreshToken:
		return http.StatusBadRequest, "invalid_grant", "Token has been expired or revoked."
	}
	return 0, "", ""
}

// checkAssertion says what OAuth error a service account's JWT earns, if any.
func (g *googleTokens) checkAssertion(assertion string) (code, description string) {
	var header struct{ Alg, Kid string }
	var claims struct {
		Iss, Scope, Aud, Sub string
		Iat, Exp             int64
	}
	isSigned, ok := readJWT(assertion, &header, &claims)
	if !ok {
		return "invalid_request", "Bad Request"
	}
	now := time.Now().Unix()
	switch {
	case claims.Iss != googleEmail:
		return "invalid_grant", "Invalid grant: account not found"
	case header.Alg != "RS256" || header.Kid != googleKeyID || !isSigned(&g.key.PublicKey):
		return "invalid_grant", "Invalid JWT Signature."
	case claims.Aud != g.tokenURL:
		return "invalid_grant", "Invalid JWT: Failed audience check."
	case claims.Exp <= now || claims.Iat > now+60 || claims.Exp-claims.Iat > 3600:
		return "invalid_grant", "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe."
	case claims.Sub != g.subject && claims.Sub != "":
		return "unauthorized_client", "Client is unauthorized to retrieve access tokens using this method, or client not " +
			"authorized for any of the scopes requested."
	case !slices.ContainsFunc(strings.Fields(claims.Scope), g.isScope):
		return "invalid_scope", "Invalid OAuth scope or ID token audience provided."
	}
	return "", ""
}

func googleError(w http.ResponseWriter, status int, reason, message string) {
	answer(w, status, "application/json", fmt.Sprintf(
		`{"error":{"code":%d,"message":%q,"errors":[{"message":%q,"domain":"global","reason":%q}]}}`, status, message,
		message, reason))
}
