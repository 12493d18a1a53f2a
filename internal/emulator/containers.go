package emulator

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// A Container is one that a control plane knows.
type Container struct {
	ID, Name, Project string
	// Server is the name of the server that runs it; empty while none does.
	Server string
	// Status is the control plane's word for it, such as "running" or "stopped".
	Status string
	// Foreign says that it belongs to another account.
	Foreign bool
}

// An Account is a control plane and the containers of one account, all at one address:
// each container has its storage service below /{id}. It is an http.Handler, and safe
// for concurrent use.
type Account struct {
	// control keeps the record of the requests to the control plane.
	control *Server

	mu         sync.Mutex
	containers map[string]Container
	services   map[string]*Server
}

// NewAccount makes a control plane that asks for a token, and the services of its
// containers, which ask for none, because their URLs are credentials.
func NewAccount(token string, o Options, containers ...Container) *Account {
	a := &Account{
		control:    New(Options{Token: token, Log: o.Log, Now: o.Now}),
		containers: map[string]Container{},
		services:   map[string]*Server{},
	}
	a.control.instead = a.answer
	o.Token = ""
	for _, c := range containers {
		o.Prefix = "/" + c.ID
		a.containers[c.ID], a.services[c.ID] = c, New(o)
	}
	return a
}

// Service returns the storage service of a container, or nil.
func (a *Account) Service(id string) *Server {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.services[id]
}

// SetStatus makes the control plane report another status of a container.
func (a *Account) SetStatus(id, status string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	c := a.containers[id]
	c.Status = status
	a.containers[id] = c
}

// Remove deletes a container. From then on its proxy answers that it reaches nothing.
func (a *Account) Remove(id string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.containers, id)
	a.services[id].Plan(Asleep(-1))
}

// Requests returns the requests to the control plane so far.
func (a *Account) Requests() []Request { return a.control.Requests() }

// Plan makes faults strike the control plane, as Server.Plan does.
func (a *Account) Plan(faults ...Fault) { a.control.Plan(faults...) }

// ServeHTTP answers as the control plane, or as the container that the path names.
func (a *Account) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	id, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if service := a.Service(id); service != nil {
		service.ServeHTTP(w, r)
		return
	}
	a.control.ServeHTTP(w, r)
}

const containersPath = root + "/containers"

func (a *Account) answer(req *Request) answer {
	id, one := strings.CutPrefix(req.Path, containersPath+"/")
	switch {
	case req.Header.Get("Authorization") != "Bearer "+a.control.opts.Token:
		return controlRefusal(http.StatusUnauthorized, "Invalid token")
	case req.Method != http.MethodGet:
		return controlRefusal(http.StatusMethodNotAllowed, "Method not allowed")
	case one:
		return a.container(id)
	case req.Path == containersPath:
		return a.list(req.Query)
	}
	return controlRefusal(http.StatusNotFound, "Not found")
}

// controlAnswer is the shape of the control plane's answers.
type controlAnswer struct {
	StatusCode int    `json:"statusCode"`
	Message    string `json:"message"`
	Data       any    `json:"data,omitempty"`
}

func controlRefusal(status int, message string) answer {
	return answer{status, controlAnswer{StatusCode: status, Message: message}}
}

// container answers for one. One of another account may be named, and not seen.
func (a *Account) container(id string) answer {
	a.mu.Lock()
	c, ok := a.containers[id]
	a.mu.Unlock()
	switch {
	case !ok:
		return controlRefusal(http.StatusNotFound, "Container not found")
	case c.Foreign:
		return controlRefusal(http.StatusForbidden, "Access denied")
	}
	return answer{http.StatusOK, controlAnswer{http.StatusOK, "OK", c.shown()}}
}

// shownContainer is a container as the control plane shows it.
type shownContainer struct {
	ID      string  `json:"id"`
	Name    string  `json:"name"`
	Project string  `json:"project_id"`
	Server  *string `json:"server_name"`
	Status  string  `json:"status"`
}

func (c Container) shown() shownContainer {
	s := shownContainer{ID: c.ID, Name: c.Name, Project: c.Project, Status: c.Status}
	if c.Server != "" {
		s.Server = &c.Server
	}
	return s
}

// list returns a page of all containers, sorted by id.
func (a *Account) list(query string) answer {
	all := []shownContainer{}
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, id := range slices.Sorted(maps.Keys(a.containers)) {
		if c := a.containers[id]; !c.Foreign {
			all = append(all, c.shown())
		}
	}
	page, limit := pageOf(query)
	type pagination struct {
		Total      int `json:"total"`
		Page       int `json:"page"`
		Limit      int `json:"limit"`
		TotalPages int `json:"totalPages"`
	}
	from := min((page-1)*limit, len(all))
	return answer{http.StatusOK, controlAnswer{http.StatusOK, "OK", map[string]any{
		"containers": all[from:min(from+limit, len(all))],
		"pagination": pagination{len(all), page, limit, (len(all) + limit - 1) / limit},
	}}}
}

// pageOf reads page and limit; pages count from 1.
func pageOf(query string) (page, limit int) {
	page, limit = 1, 20
	for pair := range strings.SplitSeq(query, "&") {
		name, text, _ := strings.Cut(pair, "=")
		n, err := strconv.Atoi(text)
		switch {
		case err != nil || n < 1:
		case name == "page":
			page = n
		case name == "limit":
			limit = n
		}
	}
	return page, limit
}

// someContainers makes n containers.
func someContainers(n int) []Container {
	all := make([]Container, n)
	for i := range all {
		all[i] = Container{
			ID: fmt.Sprintf("c%d", i+1), Name: fmt.Sprintf("container-%d", i+1),
			Project: "p1", Server: "emulated", Status: "running",
		}
	}
	return all
}
