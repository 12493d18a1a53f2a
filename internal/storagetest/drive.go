package storagetest

import (
	"context"
	"crypto/md5"
	"encoding/hex"
	"encoding/json"
	"maps"
	"net/http"
	"path"
	"regexp"
	"strconv"
	"strings"
)

const (
	driveRoot    = "0AHoodyRoot"
	driveShared  = "0AHoodySharedDrive"
	driveFolder  = "application/vnd.google-apps.folder"
	driveCurator = "curator@museum.example"
)

// Drive is a Google Drive for a service account that may take the place of a user. It
// follows Google's "Drive API v3" (files, and "Search query terms") and "Using OAuth 2.0
// for server to server applications". The hosts are fixed, so they are reached through
// Env; where tokens are issued, the account's key says.
func Drive(ctx context.Context) (*Service, error) {
	return startDrive(ctx, func(s *Service, d *drive) error {
		g, err := newGoogleTokens(func(scope string) bool { return scope == "https://www.googleapis.com/auth/drive" })
		if err != nil {
			return err
		}
		g.subject = driveCurator
		d.knows = func(r *http.Request) bool { return r.Header.Get("Authorization") == "Bearer "+g.token }
		base, err := s.serve(http.HandlerFunc(g.issue))
		if err != nil {
			return err
		}
		g.tokenURL = base + "/token"
		s.Values["impersonate"] = driveCurator
		s.Wrong = append(s.Wrong,
			change("a user that it may not be", "impersonate", "nobody@other.example", "impersonate"),
			change("a scope that it may not have", "scope", "drive.nothing", "scope"),
			change("no such folder", "root_folder_id", "1missing", "root_folder_id"),
			change("no such shared drive", "team_drive", "0AMissing", "team_drive"),
		)
		return g.signIn(s)
	})
}

// DriveToken is Drive with the token of a person, of which only the refresh token is
// still good.
func DriveToken(ctx context.Context) (*Service, error) {
	return startDrive(ctx, func(s *Service, d *drive) error {
		maps.Copy(s.Values, d.credentials(expiredToken))
		s.Wrong = append(s.Wrong, d.wrongTokens()...)
		return nil
	})
}

// DriveShared is Drive with a shared drive, and the token of a person that is still good.
func DriveShared(ctx context.Context) (*Service, error) {
	return startDrive(ctx, func(s *Service, d *drive) error {
		s.Values["token"], s.Values["team_drive"] = d.token(freshToken), driveShared
		s.Wrong = append(s.Wrong,
			change("no such shared drive", "team_drive", "0AMissing", "team_drive"),
			change("wrong access token", "token", d.token(wrongToken), "token"),
		)
		return nil
	})
}

// drive is one account.
type drive struct {
	*store
	*oauth
	// knows reports whether a request carries a token.
	knows func(*http.Request) bool
}

func startDrive(ctx context.Context, configure func(*Service, *drive) error) (*Service, error) {
	return start(ctx, "drive", func(s *Service) error {
		d := &drive{store: s.store, oauth: newOAuth()}
		d.knows = func(r *http.Request) bool { return d.oauth.knows(r, "Bearer") }
		s.Values = map[string]any{}
		s.Wrong = []Wrong{{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"}}
		mux := http.NewServeMux()
		mux.HandleFunc("POST oauth2.googleapis.com/token", d.issue)
		const api, upload = "www.googleapis.com/drive/v3/files", "www.googleapis.com/upload/drive/v3/files"
		mux.HandleFunc("GET "+api, d.authorized(d.search))
		mux.HandleFunc("GET "+api+"/{id}", d.authorized(d.get))
		mux.HandleFunc("PATCH "+api+"/{id}", d.authorized(d.trash))
		mux.HandleFunc("POST "+upload, d.authorized(d.create))
		if err := s.impersonate(mux, "www.googleapis.com", "oauth2.googleapis.com"); err != nil {
			return err
		}
		return configure(s, d)
	})
}

func (d *drive) authorized(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !d.knows(r) {
			googleError(w, http.StatusUnauthorized, "authError", "Invalid Credentials")
			return
		}
		next(w, r)
	}
}

// at returns the path that an id stands for; both roots show the same.
func (d *drive) at(id string) (name string, found bool) {
	if id == "root" || id == driveRoot || id == driveShared {
		return "", true
	}
	name, ok := pathOf(id)
	if !ok {
		return "", false
	}
	_, err := d.info(name)
	return name, err == nil
}

// What a search asks for.
var (
	driveParent = regexp.MustCompile(`'([^']*)' in parents`)
	driveName   = regexp.MustCompile(`name='((?:[^'\\]|\\.)*)'`)
)

func (d *drive) search(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query().Get("q")
	if id := r.URL.Query().Get("driveId"); id != "" && id != driveShared {
		googleError(w, http.StatusNotFound, "notFound", "Shared drive not found: "+id)
		return
	}
	files := []any{}
	parent := driveParent.FindStringSubmatch(q)
	folder, found := "", parent != nil
	if found {
		folder, found = d.at(parent[1])
	}
	if !found {
		googleError(w, http.StatusNotFound, "notFound", "File not found: .")
		return
	}
	wanted := driveName.FindStringSubmatch(q)
	for _, one := range d.list(folder) {
		isWanted := wanted == nil || wanted[1] == one.Name()
		onlyFolders := strings.Contains(q, "(mimeType='"+driveFolder)
		onlyFiles := strings.Contains(q, "mimeType!='"+driveFolder)
		if isWanted && (one.IsDir() || !onlyFolders) && (!one.IsDir() || !onlyFiles) {
			files = append(files, d.file(path.Join(folder, one.Name())))
		}
	}
	answerJSON(w, http.StatusOK, map[string]any{"kind": "drive#fileList", "incompleteSearch": false, "files": files})
}

// file returns what the service says about a file or a folder.
func (d *drive) file(name string) any {
	info, err := d.info(name)
	if err != nil {
		return nil
	}
	file := map[string]any{
		"id": idOf(name), "name": path.Base(name), "parents": []string{driveRoot}, "modifiedTime": "2026-01-02T03:04:05.000Z",
		"createdTime": "2026-01-02T03:04:05.000Z", "mimeType": driveFolder, "trashed": false,
	}
	if dir := path.Dir(name); dir != "." {
		file["parents"] = []string{idOf(dir)}
	}
	if name == "" {
		file["id"], file["name"] = driveRoot, "My Drive"
	}
	if text, found := d.open(name); found {
		sum := md5.Sum([]byte(text))
		file["md5Checksum"] = hex.EncodeToString(sum[:])
		file["size"] = strconv.FormatInt(info.Size(), 10)
		file["mimeType"] = "application/octet-stream"
	}
	return file
}

func (d *drive) get(w http.ResponseWriter, r *http.Request) {
	name, found := d.at(r.PathValue("id"))
	text, isFile := d.open(name)
	switch {
	case !found:
		googleError(w, http.StatusNotFound, "notFound", "File not found: "+r.PathValue("id")+".")
	case r.URL.Query().Get("alt") != "media":
		answerJSON(w, http.StatusOK, d.file(name))
	case d.denies(Reading):
		googleError(w, http.StatusForbidden, "insufficientFilePermissions", driveMayNot)
	case !isFile:
		googleError(w, http.StatusForbidden, "fileNotDownloadable", "Only files with binary content can be downloaded.")
	default:
		answer(w, http.StatusOK, "application/octet-stream", text)
	}
}

const driveMayNot = "The user does not have sufficient permissions for this file."

func (d *drive) create(w http.ResponseWriter, r *http.Request) {
	var file struct {
		Name    string
		Parents []string
	}
	text, err := twoParts(r, &file)
	if err != nil || file.Name == "" || len(file.Parents) != 1 {
		googleError(w, http.StatusBadRequest, "badRequest", "Malformed multipart body.")
		return
	}
	folder, found := d.at(file.Parents[0])
	switch {
	case d.denies(Writing):
		googleError(w, http.StatusForbidden, "insufficientFilePermissions", driveMayNot)
	case !found:
		googleError(w, http.StatusNotFound, "notFound", "File not found: "+file.Parents[0]+".")
	default:
		name := path.Join(folder, file.Name)
		d.put(name, text)
		answerJSON(w, http.StatusOK, d.file(name))
	}
}

// trash takes a file away. Nothing else of a file is changed here.
func (d *drive) trash(w http.ResponseWriter, r *http.Request) {
	var change struct{ Trashed bool }
	name, found := d.at(r.PathValue("id"))
	switch err := json.NewDecoder(r.Body).Decode(&change); {
	case err != nil || !change.Trashed:
		googleError(w, http.StatusBadRequest, "badRequest", "Bad Request")
	case d.denies(Removing):
		googleError(w, http.StatusForbidden, "insufficientFilePermissions", driveMayNot)
	case !found || !d.remove(name):
		googleError(w, http.StatusNotFound, "notFound", "File not found: "+r.PathValue("id")+".")
	default:
		answer(w, http.StatusOK, "application/json", "{}")
	}
}
