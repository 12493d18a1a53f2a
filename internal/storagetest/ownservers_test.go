package storagetest

import (
	"net"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"
	"testing"
)

func TestWebDAV(t *testing.T) {
	t.Parallel()
	password, token, cookie := running(t, WebDAV), running(t, WebDAVBearer), running(t, WebDAVHeader)
	const basic = "Authorization: Basic Y3VyYXRvcjphLXBhc3N3b3JkLWZvci13ZWJkYXY=" // curator:a-password-for-webdav
	for _, c := range []struct {
		name     string
		s        *Service
		path     string
		header   string
		status   int
		contains string
	}{
		{"right password", password, "", basic, 207, "photos"},
		{"no password", password, "", "", 401, "Unauthorized"},
		{"wrong password", password, "", "Authorization: Basic Y3VyYXRvcjp3cm9uZw==", 401, "Unauthorized"},
		{"missing folder", password, "missing/", basic, 404, ""},
		{"right token", token, "", "Authorization: Bearer a-token-for-webdav", 207, "photos"},
		{"wrong token", token, "", "Authorization: Bearer another", 401, "Unauthorized"},
		{"right cookie", cookie, "", "Cookie: session=a-token-for-webdav", 207, "photos"},
		{"wrong cookie", cookie, "", "Cookie: session=another", 401, "Unauthorized"},
	} {
		headers := []string{"Depth: 1"}
		if c.header != "" {
			headers = append(headers, c.header)
		}
		res, body := roundTrip(t, http.DefaultClient, "PROPFIND", c.s.Values["url"].(string)+c.path, "", headers...)
		if res.StatusCode != c.status || !strings.Contains(body, c.contains) {
			t.Errorf("%s: got %d %s", c.name, res.StatusCode, body)
		}
	}
}

func TestHTTP(t *testing.T) {
	t.Parallel()
	open, password := running(t, HTTP), running(t, HTTPPassword)
	base := open.Values["url"].(string)
	for _, c := range []struct {
		url      string
		status   int
		contains string
	}{
		{base, 200, `<a href="photos/">`},
		{base + "photos/cat.jpg", 200, "not really a cat"},
		{base + "missing/", 404, ""},
		{base + "api/", 200, "{}"},
		{base + "closed/", 403, "Forbidden"},
		{password.Values["url"].(string), 200, `<a href="photos/">`},
		{strings.Replace(password.Values["url"].(string), "a-password-for-http", "wrong", 1), 401, "Unauthorized"},
	} {
		if res, body := roundTrip(t, http.DefaultClient, "GET", c.url, ""); res.StatusCode != c.status || !strings.Contains(body, c.contains) {
			t.Errorf("%s: got %d %s", c.url, res.StatusCode, body)
		}
	}
}

func TestFTP(t *testing.T) {
	t.Parallel()
	plain, secure, anybody := running(t, FTP), running(t, FTPExplicitTLS), running(t, FTPAnonymous)
	for _, c := range []struct {
		name     string
		s        *Service
		commands []string
		code     int
	}{
		{"right password", plain, []string{"USER uploader", "PASS a-password-for-ftp"}, 230},
		{"wrong password", plain, []string{"USER uploader", "PASS wrong"}, 530},
		{"unknown user", plain, []string{"USER nobody", "PASS a-password-for-ftp"}, 530},
		{"TLS that is not offered", plain, []string{"AUTH TLS"}, 550},
		{"TLS", secure, []string{"AUTH TLS"}, 234},
		{"anybody", anybody, []string{"USER anonymous", "PASS whatever"}, 230},
	} {
		conn, err := textproto.Dial("tcp", net.JoinHostPort("127.0.0.1", strconv.FormatInt(c.s.Values["port"].(int64), 10)))
		if err != nil {
			t.Fatal(err)
		}
		code, said, err := conn.ReadResponse(220)
		for _, command := range c.commands {
			if err == nil {
				_, err = conn.Cmd("%s", command)
			}
			if err == nil {
				code, said, err = conn.ReadResponse(0)
			}
		}
		if code != c.code {
			t.Errorf("%s: got %d %s, %v", c.name, code, said, err)
		}
		_ = conn.Close()
	}
}

// What does not speak Hadoop's RPC is hung up on.
func TestHDFS(t *testing.T) {
	t.Parallel()
	s := running(t, HDFS)
	conn, err := net.Dial("tcp", s.Values["namenode"].(string))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := conn.Write([]byte("GET / HTTP/1.1\r\n\r\n")); err != nil {
		t.Fatal(err)
	}
	if n, err := conn.Read(make([]byte, 1)); n != 0 || err == nil {
		t.Errorf("it answered %d bytes, %v", n, err)
	}
}
