package storagetest

import (
	"context"
	"hash/crc32"
	"io"
	"net/http"
	"path"
	"strconv"
	"strings"
)

const (
	fichierKey      = "pK8dTq3xZb6LmW1nRv9sYc4fHj7gQa2e"
	fichierFolder   = "AbC123xYz"
	fichierPassword = "a-password-for-fichier"
)

// Fichier is an account at 1fichier, whose hosts are fixed, so that they are reached
// through Env.
func Fichier(ctx context.Context) (*Service, error) {
	return start(ctx, "fichier", func(s *Service) error {
		s.Values = map[string]any{"api_key": fichierKey}
		s.Wrong = []Wrong{
			change("wrong key", "api_key", "pK8dTq3xZb6LmW1nRv9sYc4fHj7WRONG", "api_key"),
			{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"},
		}
		return s.impersonate(fichierHandler(s.store), fichierHosts...)
	})
}

// FichierShared is a folder that somebody shares there, with a password on it and another
// on its files.
func FichierShared(ctx context.Context) (*Service, error) {
	return start(ctx, "fichier", func(s *Service) error {
		s.store.files = tree{"cat.jpg": "not really a cat"}
		s.Values = map[string]any{
			"api_key": fichierKey, "shared_folder": fichierFolder,
			"folder_password": fichierPassword, "file_password": "file-" + fichierPassword,
		}
		s.Wrong = []Wrong{
			change("wrong password", "folder_password", "another-password", "folder_password"),
			change("unknown folder", "shared_folder", "AnotherFolder", "shared_folder"),
			{Name: "a folder in it", VerifyPath: "missing", Field: "verify_path"},
		}
		return s.impersonate(fichierHandler(s.store), fichierHosts...)
	})
}

var fichierHosts = []string{"api.1fichier.com", "1fichier.com", "up1.1fichier.com", "a-1.1fichier.com"}

// fichier is one account, and one shared folder with all that is in it. It follows
// 1fichier's API page: a key as Bearer, folders by number with 0 for the root, files by
// address, an upload in three steps, and refusals as status 403 with "KO" and a
// message. The numbers of the messages are this handler's own.
type fichier struct{ *store }

func fichierHandler(files *store) http.Handler {
	f := fichier{files}
	mux := http.NewServeMux()
	const api = "api.1fichier.com/v1/"
	mux.HandleFunc("POST "+api+"folder/ls.cgi", fichierAuth(f.folders))
	mux.HandleFunc("POST "+api+"file/ls.cgi", fichierAuth(f.files))
	mux.HandleFunc("POST "+api+"file/rm.cgi", fichierAuth(f.delete))
	mux.HandleFunc("POST "+api+"download/get_token.cgi", fichierAuth(f.token))
	mux.HandleFunc("GET "+api+"upload/get_upload_server.cgi", fichierAuth(func(w http.ResponseWriter, _ *http.Request) {
		if f.denies(Writing) {
			fichierError(w, "Upload forbidden")
			return
		}
		answerJSON(w, http.StatusOK, map[string]string{"url": "up1.1fichier.com", "id": fichierUpload})
	}))
	mux.HandleFunc("POST up1.1fichier.com/upload.cgi", f.upload)
	mux.HandleFunc("GET up1.1fichier.com/end.pl", f.end)
	mux.HandleFunc("GET a-1.1fichier.com/{id}", func(w http.ResponseWriter, r *http.Request) {
		name, _ := pathOf(r.PathValue("id"))
		text, _ := f.open(name)
		answer(w, http.StatusOK, "application/octet-stream", text)
	})
	mux.HandleFunc("1fichier.com/dir/{id}", f.shared) // asked for without a password, or posted with one
	return mux
}

// fichierUpload is the id of the only upload that can be under way.
const fichierUpload = "u5Qw8Xz1"

func fichierAuth(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !byHeader("Authorization", "Bearer "+fichierKey)(r) {
			fichierError(w, "Not authenticated #247")
			return
		}
		next(w, r)
	}
}

func fichierError(w http.ResponseWriter, message string) {
	answerJSON(w, http.StatusForbidden, map[string]string{"status": "KO", "message": message})
}

// fichierNumber returns the number of a folder.
func fichierNumber(folder string) int {
	if folder == "" {
		return 0
	}
	return int(crc32.ChecksumIEEE([]byte(folder)))
}

// folderBy finds a folder by its number.
func (f fichier) folderBy(number int) (folder string, found bool) {
	for name := range f.all() {
		for folder = folderOf(name); ; folder = folderOf(folder) {
			if fichierNumber(folder) == number {
				return folder, true
			}
			if folder == "" {
				break
			}
		}
	}
	return "", number == 0
}

// asked returns the folder that a request names.
func (f fichier) asked(w http.ResponseWriter, r *http.Request) (folder string, found bool) {
	folder, found = f.folderBy(readJSON[struct {
		Folder int `json:"folder_id"`
	}](r).Folder)
	if !found {
		fichierError(w, "Folder not found")
	}
	return folder, found
}

func (f fichier) folders(w http.ResponseWriter, r *http.Request) {
	folder, found := f.asked(w, r)
	if !found {
		return
	}
	sub := []any{}
	for _, info := range f.list(folder) {
		if info.IsDir() {
			sub = append(sub, map[string]any{
				"id": fichierNumber(inFolder(folder, info.Name())), "name": info.Name(), "create_date": "2026-01-02 03:04:05",
			})
		}
	}
	answerJSON(w, http.StatusOK, map[string]any{
		"status": "OK", "folder_id": fichierNumber(folder), "name": path.Base("/" + folder), "sub_folders": sub,
	})
}

// fichierAddress returns where a file is shown.
func fichierAddress(name string) string { return "https://1fichier.com/?" + idOf(name) }

// fichierFile returns the file of an address.
func fichierFile(address string) string {
	name, _ := pathOf(strings.TrimPrefix(address, "https://1fichier.com/?"))
	return name
}

func (f fichier) files(w http.ResponseWriter, r *http.Request) {
	folder, found := f.asked(w, r)
	if !found {
		return
	}
	items := []any{}
	for _, info := range f.list(folder) {
		if !info.IsDir() {
			items = append(items, map[string]any{
				"filename": info.Name(), "size": info.Size(), "url": fichierAddress(inFolder(folder, info.Name())),
				"date": "2026-01-02 03:04:05", "content-type": "text/plain",
			})
		}
	}
	answerJSON(w, http.StatusOK, map[string]any{"status": "OK", "items": items})
}

func (f fichier) shared(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.PathValue("id") != fichierFolder:
		answer(w, http.StatusNotFound, "text/plain", "Not found")
	case r.FormValue("json") != "1" || r.FormValue("pass") != fichierPassword:
		fichierError(w, "Bad password")
	default:
		list := []any{}
		for _, info := range f.list("") {
			list = append(list, map[string]any{
				"filename": info.Name(), "link": fichierAddress(info.Name()), "size": info.Size(),
			})
		}
		answerJSON(w, http.StatusOK, list)
	}
}

func (f fichier) token(w http.ResponseWriter, r *http.Request) {
	asked := readJSON[struct{ URL, Pass string }](r)
	name := fichierFile(asked.URL)
	switch _, found := f.open(name); {
	case f.denies(Reading), asked.Pass != "" && asked.Pass != "file-"+fichierPassword:
		fichierError(w, "Resource not allowed")
	case !found:
		fichierError(w, "Resource not found")
	default:
		answerJSON(w, http.StatusOK, map[string]string{"status": "OK", "url": "https://a-1.1fichier.com/" + idOf(name)})
	}
}

func (f fichier) upload(w http.ResponseWriter, r *http.Request) {
	file, head, err := r.FormFile("file[]")
	if err != nil || r.URL.Query().Get("id") != fichierUpload {
		fichierError(w, "Bad request")
		return
	}
	text, err := io.ReadAll(file)
	number, _ := strconv.Atoi(r.FormValue("did"))
	folder, found := f.folderBy(number)
	if err != nil || !found {
		fichierError(w, "Folder not found")
		return
	}
	f.put(inFolder(folder, head.Filename), string(text))
	w.WriteHeader(http.StatusOK)
}

// end answers with what was uploaded, which is what a verification wrote.
func (f fichier) end(w http.ResponseWriter, _ *http.Request) {
	links := []any{}
	for name, text := range f.all() {
		if strings.HasPrefix(path.Base(name), "hoody-verify-") {
			links = append(links, map[string]any{
				"filename": path.Base(name), "download": fichierAddress(name), "size": strconv.Itoa(len(text)),
			})
		}
	}
	answerJSON(w, http.StatusOK, map[string]any{"incoming": 0, "links": links})
}

func (f fichier) delete(w http.ResponseWriter, r *http.Request) {
	asked := readJSON[struct{ Files []struct{ URL string } }](r)
	removed := 0
	for _, file := range asked.Files {
		if !f.denies(Removing) && f.remove(fichierFile(file.URL)) {
			removed++
		}
	}
	if removed == 0 {
		answerJSON(w, http.StatusOK, map[string]string{"status": "KO", "message": "File not removed"})
		return
	}
	answerJSON(w, http.StatusOK, map[string]any{"status": "OK", "removed": removed})
}
