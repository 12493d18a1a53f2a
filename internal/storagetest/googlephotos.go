package storagetest

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// GooglePhotos is a library with two albums, "photos" and "letters", for a token of which
// only the refresh token is still good. It follows the "Google Photos Library API"
// (albums, and searches of media items). The hosts are fixed, so they are reached through
// Env.
func GooglePhotos(ctx context.Context) (*Service, error) {
	return startGooglePhotos(ctx, tree{"photos/cat.jpg": "not really a cat", "letters/draft.jpg": "Dear Sir or Madam,"})
}

// GooglePhotosEmpty is a library without albums.
func GooglePhotosEmpty(ctx context.Context) (*Service, error) {
	return startGooglePhotos(ctx, tree{})
}

func startGooglePhotos(ctx context.Context, files tree) (*Service, error) {
	return start(ctx, "google-photos", func(s *Service) error {
		g := &googlePhotos{store: s.store, oauth: newOAuth()}
		s.store.files = files
		s.Values = g.credentials(expiredToken)
		s.Wrong = append(g.wrongTokens(), Wrong{Name: "missing album", VerifyPath: "album/missing", Field: "verify_path"})
		// Nobody is asked for what is in these.
		for _, path := range []string{"upload", "media", "media/by-year"} {
			s.Wrong = append(s.Wrong, Wrong{
				Name: "wrong access token for " + path, VerifyPath: path, Field: "token",
				Values: map[string]any{"token": g.token(wrongToken)},
			})
		}
		mux := http.NewServeMux()
		mux.HandleFunc("POST oauth2.googleapis.com/token", g.issue)
		const api = "photoslibrary.googleapis.com/v1/"
		mux.HandleFunc("GET "+api+"albums", g.authorized(g.albums))
		mux.HandleFunc("GET "+api+"sharedAlbums", g.authorized(func(w http.ResponseWriter, _ *http.Request) {
			answerJSON(w, http.StatusOK, map[string]any{})
		}))
		mux.HandleFunc("POST "+api+"mediaItems:search", g.authorized(g.search))
		mux.HandleFunc("GET "+api+"mediaItems/{id}", g.authorized(g.get))
		mux.HandleFunc("GET lh3.googleusercontent.com/{id}", g.read)
		return s.impersonate(mux, "oauth2.googleapis.com", "photoslibrary.googleapis.com", "lh3.googleusercontent.com")
	})
}

// googlePhotos is one library.
type googlePhotos struct {
	*store
	*oauth
}

func photosError(w http.ResponseWriter, status int, code, message string) {
	answer(w, status, "application/json; charset=UTF-8",
		fmt.Sprintf(`{"error":{"code":%d,"message":%q,"status":%q}}`, status, message, code))
}

func (g *googlePhotos) authorized(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !g.knows(r, "Bearer") {
			photosError(w, http.StatusUnauthorized, "UNAUTHENTICATED", "Request had invalid authentication credentials.")
			return
		}
		next(w, r)
	}
}

func (g *googlePhotos) albums(w http.ResponseWriter, _ *http.Request) {
	albums := []any{}
	for _, name := range g.all().buckets() {
		count := strconv.Itoa(len(g.list(name)))
		albums = append(albums, map[string]any{"id": idOf(name), "title": name, "mediaItemsCount": count})
	}
	document := map[string]any{}
	if len(albums) > 0 {
		document["albums"] = albums
	}
	answerJSON(w, http.StatusOK, document)
}

// item returns what the service says about a picture.
func (g *googlePhotos) item(name string) any {
	return map[string]any{
		"id": idOf(name), "filename": name[strings.LastIndex(name, "/")+1:], "mimeType": "image/jpeg",
		"baseUrl":       "https://lh3.googleusercontent.com/" + idOf(name),
		"mediaMetadata": map[string]any{"creationTime": "2026-01-02T03:04:05Z", "width": "640", "height": "480"},
	}
}

// search finds what is in an album, or in all of them.
func (g *googlePhotos) search(w http.ResponseWriter, r *http.Request) {
	var filter struct{ AlbumID string }
	if err := json.NewDecoder(r.Body).Decode(&filter); err != nil {
		photosError(w, http.StatusBadRequest, "INVALID_ARGUMENT", "Request must have a valid filter.")
		return
	}
	album, _ := pathOf(filter.AlbumID)
	items := []any{}
	for _, one := range g.list(album) {
		if !one.IsDir() {
			items = append(items, g.item(inFolder(album, one.Name())))
		}
	}
	answerJSON(w, http.StatusOK, map[string]any{"mediaItems": items})
}

func (g *googlePhotos) get(w http.ResponseWriter, r *http.Request) {
	name, _ := pathOf(r.PathValue("id"))
	if _, found := g.open(name); !found {
		photosError(w, http.StatusNotFound, "NOT_FOUND", "Invalid media item ID.")
		return
	}
	answerJSON(w, http.StatusOK, g.item(name))
}

// read hands out a picture, at its address with =d at the end.
func (g *googlePhotos) read(w http.ResponseWriter, r *http.Request) {
	id, asFile := strings.CutSuffix(r.PathValue("id"), "=d")
	name, _ := pathOf(id)
	text, found := g.open(name)
	switch {
	case g.denies(Reading):
		photosError(w, http.StatusForbidden, "PERMISSION_DENIED", "The caller does not have permission")
	case !found || !asFile:
		photosError(w, http.StatusNotFound, "NOT_FOUND", "Not found")
	default:
		answer(w, http.StatusOK, "image/jpeg", text)
	}
}
