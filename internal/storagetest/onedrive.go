package storagetest

import (
	"context"
	"io"
	"maps"
	"net/http"
	"path"
	"strings"
)

const (
	oneDriveID     = "b!HoodyDrive"
	oneDriveRoot   = "01ROOT"
	oneDriveTenant = "museum.example"
)

// OneDrive is a OneDrive for work, for a token of which only the refresh token is still
// good. It follows "Microsoft Graph REST API v1.0" (drives and their items, which are
// addressed by ids and by paths below them) and "OAuth 2.0 authorization code flow" of
// Microsoft's identity platform. The hosts are fixed, so they are reached through Env.
func OneDrive(ctx context.Context) (*Service, error) {
	return startOneDrive(ctx, func(s *Service, d *oneDrive) {
		maps.Copy(s.Values, d.credentials(expiredToken))
		s.Wrong = append(s.Wrong, d.wrongTokens()...)
		s.Wrong = append(s.Wrong,
			change("no such drive", "drive_id", "b!Another", "drive_id"),
			change("no such folder", "root_folder_id", "01MISSING", "root_folder_id"),
		)
	})
}

// OneDriveProgram is one for an application that signs in as itself.
func OneDriveProgram(ctx context.Context) (*Service, error) {
	return startOneDrive(ctx, func(s *Service, d *oneDrive) {
		d.programs = true
		maps.Copy(s.Values, map[string]any{
			"client_credentials": true, "client_id": oauthClient, "client_secret": oauthClientSecret, "tenant": oneDriveTenant,
		})
		s.Wrong = append(s.Wrong,
			change("no such tenant", "tenant", "nowhere.example", "tenant"),
			change("wrong secret", "client_secret", "wrong-secret-of-the-client", ""),
			change("no such drive", "drive_id", "b!Another", "drive_id"),
		)
	})
}

// oneDrive is one drive.
type oneDrive struct {
	*store
	*oauth
}

func startOneDrive(ctx context.Context, configure func(*Service, *oneDrive)) (*Service, error) {
	return start(ctx, "onedrive", func(s *Service) error {
		d := &oneDrive{store: s.store, oauth: newOAuth()}
		s.Values = map[string]any{"drive_id": oneDriveID, "drive_type": "business"}
		s.Wrong = []Wrong{{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"}}
		mux := http.NewServeMux()
		mux.HandleFunc("POST login.microsoftonline.com/{tenant}/oauth2/v2.0/token", d.issueFor)
		mux.HandleFunc("graph.microsoft.com/v1.0/drives/{drive}/{item...}", d.serve)
		mux.HandleFunc("GET museum-my.sharepoint.com/{id}", d.signed(d.download))
		mux.HandleFunc("PUT museum-my.sharepoint.com/{id}", d.signed(d.upload))
		hosts := []string{"graph.microsoft.com", "login.microsoftonline.com", "museum-my.sharepoint.com"}
		if err := s.impersonate(mux, hosts...); err != nil {
			return err
		}
		configure(s, d)
		return nil
	})
}

// issueFor issues tokens for one tenant, and for accounts of any.
func (d *oneDrive) issueFor(w http.ResponseWriter, r *http.Request) {
	if tenant := r.PathValue("tenant"); tenant != "common" && tenant != oneDriveTenant {
		oauthError(w, http.StatusBadRequest, "invalid_request", "AADSTS90002: Tenant '"+tenant+"' not found.")
		return
	}
	d.issue(w, r)
}

func graphError(w http.ResponseWriter, status int, code, message string) {
	answerJSON(w, status, map[string]any{"error": map[string]any{"code": code, "message": message}})
}

// serve answers for an item: items/ID, items/ID/what or items/ID:/path:/what, or root.
func (d *oneDrive) serve(w http.ResponseWriter, r *http.Request) {
	name, what, known := d.at(r.PathValue("item"))
	_, err := d.info(name)
	switch {
	case !d.knows(r, "Bearer"):
		graphError(w, http.StatusUnauthorized, "InvalidAuthenticationToken", "Access token validation failure.")
	case r.PathValue("drive") != oneDriveID:
		graphError(w, http.StatusNotFound, "itemNotFound", "The resource could not be found.")
	case !known, err != nil && r.Method != http.MethodPost:
		graphError(w, http.StatusNotFound, "itemNotFound", "Item not found")
	case r.Method == http.MethodGet && what == "children":
		d.children(w, name)
	case r.Method == http.MethodGet && what == "content":
		d.content(w, r, name)
	case r.Method == http.MethodGet, r.Method == http.MethodPatch:
		answerJSON(w, http.StatusOK, d.item(name))
	case r.Method == http.MethodPost && what == "createUploadSession" && d.denies(Writing):
		graphError(w, http.StatusForbidden, "accessDenied", "Access denied")
	case r.Method == http.MethodPost && what == "createUploadSession":
		answerJSON(w, http.StatusOK, map[string]any{"uploadUrl": signedURL(name)})
	case r.Method == http.MethodDelete && d.denies(Removing):
		graphError(w, http.StatusForbidden, "accessDenied", "Access denied")
	case r.Method == http.MethodDelete:
		d.remove(name)
		w.WriteHeader(http.StatusNoContent)
	default:
		graphError(w, http.StatusMethodNotAllowed, "invalidRequest", "Method not allowed")
	}
}

// at takes the address of an item apart.
func (d *oneDrive) at(address string) (name, what string, known bool) {
	if what, ok := strings.CutPrefix(address, "root"); ok {
		return "", strings.Trim(what, "/"), true
	}
	address, _ = strings.CutPrefix(address, "items/")
	id, below, byPath := strings.Cut(address, ":/")
	if !byPath {
		id, what, _ = strings.Cut(address, "/")
	}
	known = id == oneDriveRoot
	if !known {
		name, known = pathOf(id)
	}
	if byPath {
		var leaf string
		leaf, what, _ = strings.Cut(below, ":/")
		name = inFolder(name, strings.TrimSuffix(leaf, ":"))
	}
	return name, what, known
}

// item returns what the service says about a file or a folder.
func (d *oneDrive) item(name string) any {
	const at = "2026-01-02T03:04:05Z"
	item := map[string]any{
		"id": idOf(name), "name": path.Base(name), "createdDateTime": at, "lastModifiedDateTime": at,
		"parentReference": map[string]any{"driveId": oneDriveID, "driveType": "business", "id": oneDriveRoot},
		"fileSystemInfo":  map[string]any{"createdDateTime": at, "lastModifiedDateTime": at},
	}
	if name == "" {
		item["id"], item["name"] = oneDriveRoot, "root"
	}
	if text, found := d.open(name); found {
		item["size"], item["file"] = len(text), map[string]any{"mimeType": "application/octet-stream"}
	} else {
		item["folder"] = map[string]any{"childCount": len(d.list(name))}
	}
	return item
}

func (d *oneDrive) children(w http.ResponseWriter, folder string) {
	value := []any{}
	for _, one := range d.list(folder) {
		value = append(value, d.item(inFolder(folder, one.Name())))
	}
	answerJSON(w, http.StatusOK, map[string]any{"value": value})
}

// content leads to where files are read without a token.
func (d *oneDrive) content(w http.ResponseWriter, r *http.Request, name string) {
	if d.denies(Reading) {
		graphError(w, http.StatusForbidden, "accessDenied", "Access denied")
		return
	}
	http.Redirect(w, r, signedURL(name), http.StatusFound)
}

// signedURL returns where a file is read or written without a token: its query is one.
func signedURL(name string) string {
	return "https://museum-my.sharepoint.com/" + idOf(name) + "?tempauth=v1.signed"
}

// signed passes on requests to such an address, which must carry no token.
func (d *oneDrive) signed(next func(http.ResponseWriter, *http.Request, string)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		name, known := pathOf(r.PathValue("id"))
		if !known || r.Header.Get("Authorization") != "" || r.URL.Query().Get("tempauth") != "v1.signed" {
			answer(w, http.StatusUnauthorized, "text/plain", "Unauthorized")
			return
		}
		next(w, r, name)
	}
}

func (d *oneDrive) download(w http.ResponseWriter, _ *http.Request, name string) {
	text, _ := d.open(name)
	answer(w, http.StatusOK, "application/octet-stream", text)
}

func (d *oneDrive) upload(w http.ResponseWriter, r *http.Request, name string) {
	text, err := io.ReadAll(r.Body)
	if err != nil {
		graphError(w, http.StatusBadRequest, "invalidRequest", "Bad request")
		return
	}
	d.put(name, string(text))
	answerJSON(w, http.StatusCreated, d.item(name))
}
