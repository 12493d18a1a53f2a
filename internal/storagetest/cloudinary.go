package storagetest

import (
	"context"
	"crypto/sha1"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strings"
)

const (
	cloudinaryCloud  = "hoody-cloud"
	cloudinaryKey    = "874837483274837"
	cloudinarySecret = "a676b67565c6767a6767d6767f676fe1"
)

// Cloudinary is a product environment with one folder, "photos". It follows
// Cloudinary's "Admin API reference": Basic authentication with API key and
// secret, folders, assets by folder, search; and "Upload API reference": upload and
// destroy, whose parameters are signed. A file is read at its URL without any of
// that. The hosts are fixed, so they are reached through Env. The words for a key
// that lacks a permission are this handler's own.
func Cloudinary(ctx context.Context) (*Service, error) {
	return start(ctx, "cloudinary", func(s *Service) error {
		s.Values = map[string]any{
			"cloud_name": cloudinaryCloud,
			"api_key":    cloudinaryKey,
			"api_secret": cloudinarySecret,
		}
		s.Wrong = []Wrong{
			{Name: "wrong secret", Values: map[string]any{"api_secret": "b676b67565c6767a6767d6767f676fe1"},
				Field: "api_secret"},
			{Name: "unknown key", Values: map[string]any{"api_key": "111111111111111"}, Field: "api_key"},
			{Name: "wrong cloud", Values: map[string]any{"cloud_name": "other-cloud"}, Field: "cloud_name"},
			{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"},
		}
		s.store.files = tree{"photos/draft.txt": "Dear Sir or Madam,"}
		return s.impersonate(cloudinaryHandler(s.store), "api.cloudinary.com", "res.cloudinary.com")
	})
}

// cloudinary is one product environment.
type cloudinary struct{ *store }

func cloudinaryHandler(files *store) http.Handler {
	c := cloudinary{files}
	mux := http.NewServeMux()
	const api = "api.cloudinary.com/v1_1/{cloud}/"
	mux.HandleFunc("GET "+api+"folders", cloudinaryAuth(c.folders))
	mux.HandleFunc("GET "+api+"folders/{folder...}", cloudinaryAuth(c.folders))
	mux.HandleFunc("GET "+api+"resources/by_asset_folder", cloudinaryAuth(func(w http.ResponseWriter, r *http.Request) {
		c.assets(w, strings.Trim(r.URL.Query().Get("asset_folder"), "/"), "")
	}))
	mux.HandleFunc("POST "+api+"resources/search", cloudinaryAuth(c.search))
	mux.HandleFunc("POST "+api+"auto/upload", cloudinarySigned(c.upload))
	mux.HandleFunc("POST "+api+"raw/destroy", cloudinarySigned(c.destroy))
	mux.HandleFunc("GET res.cloudinary.com/{cloud}/raw/upload/{name...}", func(w http.ResponseWriter, r *http.Request) {
		text, found := c.open(r.PathValue("name"))
		switch {
		case c.denies(Reading):
			w.Header().Set("X-Cld-Error", "deny or ACL failure")
			w.WriteHeader(http.StatusUnauthorized)
		case !found:
			w.Header().Set("X-Cld-Error", "Resource not found - "+r.PathValue("name"))
			w.WriteHeader(http.StatusNotFound)
		default:
			answer(w, http.StatusOK, "application/octet-stream", text)
		}
	})
	return mux
}

func (c cloudinary) folders(w http.ResponseWriter, r *http.Request) {
	folder := strings.Trim(r.PathValue("folder"), "/")
	prefix := ""
	if folder != "" {
		prefix = folder + "/"
	}
	names, folders := c.all().list(prefix, "/")
	if folder != "" && len(names) == 0 && len(folders) == 0 {
		cloudinaryError(w, http.StatusNotFound, "Can't find folder with path "+folder)
		return
	}
	list := []any{}
	for _, name := range folders {
		name = strings.TrimSuffix(name, "/")
		list = append(list, map[string]string{"name": path.Base(name), "path": name})
	}
	answerJSON(w, http.StatusOK, map[string]any{"folders": list, "next_cursor": nil, "total_count": len(list)})
}

// assets answers with the assets in a folder, all of them or one.
func (c cloudinary) assets(w http.ResponseWriter, folder, name string) {
	files := c.all().in(folder)
	list := []any{}
	names, _ := files.list("", "/")
	for _, file := range names {
		if name == "" || name == file {
			list = append(list, cloudinaryAsset(folder, file, files[file]))
		}
	}
	answerJSON(w, http.StatusOK, map[string]any{"resources": list, "total_count": len(list)})
}

// cloudinarySearch is the expression by which one asset is looked for.
var cloudinarySearch = regexp.MustCompile(`^asset_folder:"([^"]*)" AND display_name:"([^"]*)"$`)

func (c cloudinary) search(w http.ResponseWriter, r *http.Request) {
	var query struct{ Expression string }
	_ = json.NewDecoder(r.Body).Decode(&query)
	if of := cloudinarySearch.FindStringSubmatch(query.Expression); of != nil {
		c.assets(w, of[1], of[2])
		return
	}
	c.assets(w, "nowhere", "")
}

// cloudinaryAsset returns what the service says about an asset. Its public id is its path.
func cloudinaryAsset(folder, name, text string) any {
	id := path.Join(folder, name)
	return map[string]any{
		"public_id": id, "asset_folder": folder, "display_name": name, "resource_type": "raw", "type": "upload",
		"bytes": len(text), "created_at": "2026-01-02T03:04:05Z", "uploaded_at": "2026-01-02T03:04:05Z",
		"secure_url": "https://res.cloudinary.com/" + cloudinaryCloud + "/raw/upload/" + id,
	}
}

func (c cloudinary) upload(w http.ResponseWriter, r *http.Request) {
	file, _, err := r.FormFile("file")
	if err != nil {
		cloudinaryError(w, http.StatusBadRequest, "Missing required parameter - file")
		return
	}
	text, err := io.ReadAll(file)
	folder, name := r.FormValue("asset_folder"), r.FormValue("display_name")
	switch {
	case c.denies(Writing):
		cloudinaryError(w, http.StatusForbidden, cloudinaryMayNot)
	case err != nil:
		cloudinaryError(w, http.StatusBadRequest, "Invalid file")
	default:
		c.put(path.Join(folder, name), string(text))
		answerJSON(w, http.StatusOK, cloudinaryAsset(folder, name, string(text)))
	}
}

func (c cloudinary) destroy(w http.ResponseWriter, r *http.Request) {
	switch {
	case c.denies(Removing):
		cloudinaryError(w, http.StatusForbidden, cloudinaryMayNot)
	case !c.remove(r.FormValue("public_id")):
		answerJSON(w, http.StatusOK, map[string]string{"result": "not found"})
	default:
		answerJSON(w, http.StatusOK, map[string]string{"result": "ok"})
	}
}

const cloudinaryMayNot = "the API key lacks the permission for this action"

// cloudinaryUnsigned are the parameters that a signature does not cover.
var cloudinaryUnsigned = []string{"api_key", "resource_type", "signature"}

// cloudinarySigned lets pass what is signed as Cloudinary documents it in
// "Generating authentication signatures": the SHA-1 of all parameters, in the order of
// their names, and the secret.
func cloudinarySigned(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Content-Type") == "" { // Cloudinary's SDK says none of a plain form
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		}
		_ = r.ParseMultipartForm(1 << 20)
		var signed []string
		for _, name := range slices.Sorted(maps.Keys(r.Form)) {
			if value := r.Form.Get(name); value != "" && !slices.Contains(cloudinaryUnsigned, name) {
				signed = append(signed, name+"="+strings.ReplaceAll(value, "&", "%26"))
			}
		}
		text := strings.Join(signed, "&")
		sum := sha1.Sum([]byte(text + cloudinarySecret))
		switch {
		case r.Form.Get("api_key") != cloudinaryKey:
			cloudinaryError(w, http.StatusUnauthorized, "Invalid api_key "+r.Form.Get("api_key"))
		case r.PathValue("cloud") != cloudinaryCloud:
			cloudinaryError(w, http.StatusUnauthorized, "cloud_name mismatch")
		case r.Form.Get("signature") != hex.EncodeToString(sum[:]):
			cloudinaryError(w, http.StatusUnauthorized,
				"Invalid Signature "+r.Form.Get("signature")+". String to sign - '"+text+"'.")
		default:
			next(w, r)
		}
	}
}

// cloudinaryAuth lets pass what carries the right key and secret for the right
// cloud, and says of anything else what is wrong with it.
func cloudinaryAuth(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		key, secret, ok := r.BasicAuth()
		switch {
		case !ok:
			cloudinaryError(w, http.StatusUnauthorized, "Missing credentials")
		case key != cloudinaryKey:
			cloudinaryError(w, http.StatusUnauthorized, "unknown api_key")
		case secret != cloudinarySecret:
			cloudinaryError(w, http.StatusUnauthorized, "api_secret mismatch")
		case r.PathValue("cloud") != cloudinaryCloud:
			cloudinaryError(w, http.StatusUnauthorized, "cloud_name mismatch")
		default:
			next(w, r)
		}
	}
}

func cloudinaryError(w http.ResponseWriter, status int, message string) {
	answer(w, status, "application/json", fmt.Sprintf(`{"error":{"message":%q}}`, message))
}
