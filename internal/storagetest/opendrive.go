package storagetest

import (
	"context"
	"io"
	"net/http"
	"path"
	"strconv"
	"strings"
)

const (
	openDriveUser     = "curator@example.com"
	openDrivePassword = "a-password-for-opendrive"
	openDriveSession  = "1767323045a6b7c8d9"
)

// OpenDrive is an account whose host is fixed, so that it is reached through Env.
func OpenDrive(ctx context.Context) (*Service, error) {
	return start(ctx, "opendrive", func(s *Service) error {
		s.Values = map[string]any{"username": openDriveUser, "password": openDrivePassword}
		s.Wrong = []Wrong{
			change("wrong password", "password", "wrong-password", ""),
			change("unknown user", "username", "nobody@example.com", ""),
			{Name: "missing folder", VerifyPath: "missing", Field: "verify_path"},
		}
		return s.impersonate(openDriveHandler(s.store), "dev.opendrive.com")
	})
}

// openDrive is one account. It follows what rclone's client sends and reads of
// OpenDrive's API: a session by user and password, which every request names, folders
// and files by ids, the root being 0, and uploads in three steps. Codes and words of its
// errors are this handler's own.
type openDrive struct{ *store }

func openDriveHandler(files *store) http.Handler {
	o := openDrive{files}
	mux := http.NewServeMux()
	const api = "dev.opendrive.com/api/v1"
	mux.HandleFunc("POST "+api+"/session/login.json", func(w http.ResponseWriter, r *http.Request) {
		account := readJSON[struct{ Username, Passwd string }](r)
		if account.Username != openDriveUser || account.Passwd != openDrivePassword {
			openDriveError(w, http.StatusUnauthorized, "Invalid username or password")
			return
		}
		answerJSON(w, http.StatusOK, map[string]string{"SessionID": openDriveSession, "UserName": openDriveUser})
	})
	mux.HandleFunc("GET "+api+"/folder/list.json/{session}/{id}", o.inSession(o.list))
	mux.HandleFunc("GET "+api+"/folder/itembyname.json/{session}/{id}", o.inSession(o.find))
	mux.HandleFunc("GET "+api+"/file/info.json/{id}", o.inSession(o.fileInfo))
	mux.HandleFunc("GET "+api+"/download/file.json/{id}", o.inSession(o.download))
	mux.HandleFunc("POST "+api+"/upload/create_file.json", o.create)
	mux.HandleFunc("POST "+api+"/upload/open_file_upload.json", o.step(func(*openDriveUpload) any {
		return map[string]string{"TempLocation": "/tmp/upload"}
	}))
	mux.HandleFunc("POST "+api+"/upload/upload_file_chunk.json", o.chunk)
	mux.HandleFunc("POST "+api+"/upload/close_file_upload.json", o.step(func(u *openDriveUpload) any {
		return map[string]any{"FileID": u.FileID, "Size": u.Size}
	}))
	mux.HandleFunc("PUT "+api+"/file/filesettings.json", o.step(func(*openDriveUpload) any { return struct{}{} }))
	mux.HandleFunc("POST "+api+"/file/access.json", o.step(func(*openDriveUpload) any { return struct{}{} }))
	mux.HandleFunc("DELETE "+api+"/file.json/{session}/{id}", o.inSession(o.delete))
	return mux
}

func openDriveError(w http.ResponseWriter, status int, message string) {
	answerJSON(w, status, map[string]any{"error": map[string]any{"code": status, "message": message}})
}

// inSession lets pass what names the session, in its path or its query.
func (o openDrive) inSession(next func(w http.ResponseWriter, r *http.Request, name string)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		session := r.PathValue("session") + r.URL.Query().Get("session_id")
		name, known := pathOf(r.PathValue("id"))
		if r.PathValue("id") == "0" {
			name, known = "", true
		}
		switch {
		case session != openDriveSession:
			openDriveError(w, http.StatusUnauthorized, "Session does not exist")
		case !known:
			openDriveError(w, http.StatusNotFound, "Not found")
		default:
			next(w, r, name)
		}
	}
}

// entries returns the folders and the files in a folder.
func (o openDrive) entries(folder string) (folders, files []any) {
	for _, info := range o.store.list(folder) {
		name := inFolder(folder, info.Name())
		if info.IsDir() {
			folder := map[string]any{"FolderID": idOf(name), "Name": info.Name(), "DateModified": fileTime.Unix()}
			folders = append(folders, folder)
		} else {
			files = append(files, o.describe(name))
		}
	}
	return folders, files
}

// describe returns what the service says about a file.
func (o openDrive) describe(name string) any {
	text, _ := o.store.open(name)
	return map[string]any{
		"FileId": idOf(name), "Name": path.Base(name), "Size": strconv.Itoa(len(text)),
		"DateModified": strconv.FormatInt(fileTime.Unix(), 10),
	}
}

func (o openDrive) list(w http.ResponseWriter, _ *http.Request, folder string) {
	folders, files := o.entries(folder)
	answerJSON(w, http.StatusOK, map[string]any{"Folders": folders, "Files": files})
}

func (o openDrive) find(w http.ResponseWriter, r *http.Request, folder string) {
	files := []any{}
	if name := inFolder(folder, r.URL.Query().Get("name")); o.has(name) {
		files = append(files, o.describe(name))
	}
	answerJSON(w, http.StatusOK, map[string]any{"Files": files})
}

func (o openDrive) has(name string) bool {
	_, found := o.store.open(name)
	return found
}

func (o openDrive) fileInfo(w http.ResponseWriter, _ *http.Request, name string) {
	if !o.has(name) {
		openDriveError(w, http.StatusNotFound, "File not found")
		return
	}
	answerJSON(w, http.StatusOK, o.describe(name))
}

func (o openDrive) download(w http.ResponseWriter, _ *http.Request, name string) {
	text, found := o.store.open(name)
	switch {
	case o.denies(Reading):
		openDriveError(w, http.StatusForbidden, "Access denied")
	case !found:
		openDriveError(w, http.StatusNotFound, "File not found")
	default:
		answer(w, http.StatusOK, "application/octet-stream", text)
	}
}

func (o openDrive) delete(w http.ResponseWriter, _ *http.Request, name string) {
	switch {
	case o.denies(Removing):
		openDriveError(w, http.StatusForbidden, "Access denied")
	case !o.remove(name):
		openDriveError(w, http.StatusNotFound, "File not found")
	default:
		answerJSON(w, http.StatusOK, struct{}{})
	}
}

// An openDriveUpload is what the steps of an upload say.
type openDriveUpload struct {
	Session  string `json:"session_id"`
	FolderID string `json:"folder_id"`
	FileName string `json:"file_name"`
	FileID   string `json:"file_id"`
	Size     int64  `json:"file_size"`
}

func (o openDrive) create(w http.ResponseWriter, r *http.Request) {
	u := readJSON[openDriveUpload](r)
	folder, _ := pathOf(strings.TrimPrefix(u.FolderID, "0"))
	switch name := inFolder(folder, u.FileName); {
	case u.Session != openDriveSession:
		openDriveError(w, http.StatusUnauthorized, "Session does not exist")
	case o.denies(Writing):
		openDriveError(w, http.StatusForbidden, "Access denied")
	default:
		o.put(name, "")
		answerJSON(w, http.StatusOK, map[string]string{"FileId": idOf(name)})
	}
}

// step answers a step of an upload that changes nothing here.
func (o openDrive) step(with func(*openDriveUpload) any) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		u := readJSON[openDriveUpload](r)
		if u.Session != openDriveSession {
			openDriveError(w, http.StatusUnauthorized, "Session does not exist")
			return
		}
		answerJSON(w, http.StatusOK, with(&u))
	}
}

func (o openDrive) chunk(w http.ResponseWriter, r *http.Request) {
	file, _, err := r.FormFile("file_data")
	if err != nil || r.FormValue("session_id") != openDriveSession {
		openDriveError(w, http.StatusBadRequest, "Bad request")
		return
	}
	text, err := io.ReadAll(file)
	name, known := pathOf(r.FormValue("file_id"))
	if err != nil || !known {
		openDriveError(w, http.StatusBadRequest, "Bad request")
		return
	}
	o.put(name, string(text))
	answerJSON(w, http.StatusOK, map[string]int{"TotalWritten": len(text)})
}
