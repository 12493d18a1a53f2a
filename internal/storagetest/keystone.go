package storagetest

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"
)

const (
	keystoneUser       = "alice"
	keystonePassword   = "Gm4tYx8Qv1Ls"
	keystoneProject    = "media"
	keystoneCredential = "21dced0fd20347869b93710d2b98aae0"
	keystoneSecret     = "rEaqvJka48mpv2Xn"
)

// SwiftKeystone is the account of Swift behind OpenStack's Identity service, for
// a user with a password in a project. It follows "Identity API v3": password
// authentication with scoped authorization, and the service catalog, in which
// region RegionOne alone has an object store.
func SwiftKeystone(ctx context.Context) (*Service, error) {
	return startKeystone(ctx, func(s *Service, auth string) {
		s.Values = map[string]any{
			"auth": auth, "region": "RegionOne",
			"user": keystoneUser, "key": keystonePassword, "domain": "Default", "tenant": keystoneProject,
		}
		s.Wrong = []Wrong{
			// All of these get the same 401: Keystone does not say which it was.
			{Name: "wrong key", Values: map[string]any{"key": "wrong"}},
			{Name: "unknown user", Values: map[string]any{"user": "nobody"}},
			{Name: "wrong domain", Values: map[string]any{"domain": "elsewhere"}},
			{Name: "wrong tenant", Values: map[string]any{"tenant": "elsewhere"}},
			{Name: "wrong region", Values: map[string]any{"region": "RegionTwo"}, Field: "region"},
			{Name: "wrong auth path", Values: map[string]any{"auth": auth + "/nowhere"}, Field: "auth"},
		}
	})
}

// SwiftApplicationCredential is SwiftKeystone with an application credential,
// which belongs to a project and so names none.
func SwiftApplicationCredential(ctx context.Context) (*Service, error) {
	return startKeystone(ctx, func(s *Service, auth string) {
		s.Values = map[string]any{
			"auth": auth, "region": "RegionOne",
			"application_credential_id": keystoneCredential, "application_credential_secret": keystoneSecret,
		}
		s.Wrong = []Wrong{
			{Name: "wrong secret", Values: map[string]any{"application_credential_secret": "wrong"}},
			// Keystone answers 404, as it does when the address is wrong.
			{Name: "unknown credential", Values: map[string]any{"application_credential_id": "unknown"}},
		}
	})
}

func startKeystone(ctx context.Context, configure func(s *Service, auth string)) (*Service, error) {
	return start(ctx, "swift", func(s *Service) error {
		_, session, err := s.serveSwift(ctx)
		if err != nil {
			return err
		}
		mux := http.NewServeMux()
		mux.HandleFunc("POST /v3/auth/tokens", keystone(session))
		base, err := s.serve(mux)
		if err != nil {
			return err
		}
		configure(s, base+"/v3")
		return nil
	})
}

// keystoneRequest is the body of POST /v3/auth/tokens.
type keystoneRequest struct {
	Auth struct {
		Identity struct {
			Methods  []string
			Password struct {
				User struct {
					Name, Password string
					Domain         keystoneDomain
				}
			}
			ApplicationCredential struct{ ID, Secret string } `json:"application_credential"`
		}
		Scope struct {
			Project struct {
				Name   string
				Domain keystoneDomain
			}
		}
	}
}

type keystoneDomain struct{ ID, Name string }

func (d keystoneDomain) isDefault() bool {
	return d.ID == "default" || strings.EqualFold(d.Name, "Default")
}

// keystone answers a user or a credential that it knows with the session's token.
func keystone(session swiftSession) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var req keystoneRequest
		if err := json.NewDecoder(r.Body).Decode(&req); err != nil || len(req.Auth.Identity.Methods) != 1 {
			keystoneError(w, http.StatusBadRequest, "Bad Request", "Expecting to find auth in request body.")
			return
		}
		if status, title, message := req.refusal(); status != 0 {
			keystoneError(w, status, title, message)
			return
		}
		w.Header().Set("X-Subject-Token", session.token)
		expires := time.Now().Add(time.Hour).UTC().Format("2006-01-02T15:04:05.000000Z")
		answer(w, http.StatusCreated, "application/json", fmt.Sprintf(
			`{"token":{"methods":[%q],"expires_at":%q,`+
				`"project":{"id":"1","name":%q,"domain":{"id":"default","name":"Default"}},`+
				`"catalog":[{"id":"2","name":"swift","type":"object-store","endpoints":[`+
				`{"id":"3","interface":"public","region":"RegionOne","region_id":"RegionOne","url":%q}]}]}}`,
			req.Auth.Identity.Methods[0], expires, keystoneProject, session.storageURL))
	}
}

// refusal returns the error that a request earns, or status 0.
func (k keystoneRequest) refusal() (status int, title, message string) {
	known := false
	switch id := k.Auth.Identity; id.Methods[0] {
	case "password":
		user, project := id.Password.User, k.Auth.Scope.Project
		known = user.Name == keystoneUser && user.Password == keystonePassword && user.Domain.isDefault() &&
			project.Name == keystoneProject && project.Domain.isDefault()
	case "application_credential":
		credential := id.ApplicationCredential
		if credential.ID != keystoneCredential {
			return http.StatusNotFound, "Not Found", "Could not find Application Credential: " + credential.ID + "."
		}
		known = credential.Secret == keystoneSecret
	}
	if !known {
		return http.StatusUnauthorized, "Unauthorized", "The request you have made requires authentication."
	}
	return 0, "", ""
}

func keystoneError(w http.ResponseWriter, status int, title, message string) {
	answer(w, status, "application/json",
		fmt.Sprintf(`{"error":{"code":%d,"message":%q,"title":%q}}`, status, message, title))
}
