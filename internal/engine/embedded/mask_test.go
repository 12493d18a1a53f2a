package embedded

import (
	"context"
	"io"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-log/tflogtest"
	"github.com/hashicorp/terraform-plugin-log/tfsdklog"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
)

// What the catalog calls secret is hidden, and nothing else.
func TestMask(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, backend string
		values        catalog.Values
		text, want    string
	}{
		{"no secret", "s3", catalog.Values{"access_key_id": "AKIA", "region": "us-east-1"},
			"AKIA in us-east-1", "AKIA in us-east-1"},
		{"a secret", "s3", catalog.Values{"secret_access_key": "a/b+c="},
			"a/b+c= a%2Fb%2Bc%3D a%2Fb+c=", "*** *** ***"},
		{"a secret that is too short to be told from words", "sia", catalog.Values{"api_password": "pw"},
			"the pw is wrong", "the pw is wrong"},
		{"an empty secret", "s3", catalog.Values{"secret_access_key": ""},
			"as it is", "as it is"},
		{"a part of a secret", "azurefiles", catalog.Values{"connection_string": "AccountName=mystorage;AccountKey=c2VjcmV0a2V5"},
			"mystorage with c2VjcmV0a2V5", "mystorage with ***"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := maskOf(services.ByName(c.backend), c.values).Hide(c.text); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// A line without an end is cut, and what is left of it is no line of its own: it
// could be the second half of a secret.
func TestALongLineOfAChildIsCutOnce(t *testing.T) {
	t.Parallel()
	lines := make(lineWriter, 4)
	var l childLog
	l.serve(rootLogger(t, lines), maskOf(services.ByName("s3"), catalog.Values{"secret_access_key": "correct-horse-battery"}))
	for _, piece := range []string{strings.Repeat("x", longestLine-10), "correct-horse", "-battery", " and more\n", "short\n"} {
		if _, err := l.Write([]byte(piece)); err != nil {
			t.Fatal(err)
		}
	}
	close(lines)
	var said []string
	for line := range lines {
		said = append(said, line)
	}
	if len(said) != 2 || !strings.Contains(said[0], `xxx***"`) || !strings.Contains(said[1], `"short"`) {
		t.Errorf("%q", said)
	}
}

func rootLogger(t *testing.T, w io.Writer) context.Context {
	return tflogtest.RootLogger(tfsdklog.NewRootSDKLogger(t.Context()), w)
}

// A lineWriter hands on what is written.
type lineWriter chan string

func (w lineWriter) Write(p []byte) (int, error) {
	w <- string(p)
	return len(p), nil
}
