package embedded

import (
	"context"
	"errors"
	"regexp"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/storagetest"
)

// randomName is what differs in the name of an object that a verification writes.
var randomName = regexp.MustCompile(`hoody-verify-[0-9a-f]{16}\.txt`)

// Listing, reading and writing are three proofs, and each can fail where the one before
// it does not.
func TestDepthsOfS3(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		start func(context.Context) (*storagetest.Service, error)
		path  string
		depth engine.Depth
		want  string
	}{
		{"list", storagetest.S3, "", engine.VerifyList, ""},
		{"read from the root", storagetest.S3, "", engine.VerifyRead, ""},
		{"read below a folder", storagetest.S3, "photos/2026", engine.VerifyRead, ""},
		{"read where nothing is", storagetest.S3, "photos/2027", engine.VerifyRead,
			"verify_path: There is no object to read below photos/2027.\n" +
				`Set verify_path to a folder that holds one, or verify = "write".`},
		{"write", storagetest.S3, "photos", engine.VerifyWrite, ""},
		{"write below a folder", storagetest.S3, "photos/2026", engine.VerifyWrite, ""},
		{"write into an empty folder", storagetest.S3, "photos/2027", engine.VerifyWrite, ""},
		{"a key that reads lists", storagetest.S3BucketKey, "photos", engine.VerifyList, ""},
		{"a key that reads reads", storagetest.S3BucketKey, "photos", engine.VerifyRead, ""},
		{"a key that reads does not write", storagetest.S3BucketKey, "photos", engine.VerifyWrite,
			"verify: The credentials may list, but not write photos/hoody-verify-X.txt: AccessDenied: " +
				"User: arn:aws:iam::000000000000:user/scoped is not authorized to perform: s3:PutObject on resource: " +
				"\"arn:aws:s3:::photos/hoody-verify-X.txt\" because no identity-based policy allows the s3:PutObject action.\n" +
				`Allow them to write there, or set verify = "read" for a backend that only reads.`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s, err := c.start(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = s.Close() })
			e := New(Options{Children: 1})
			t.Cleanup(func() { _ = e.Close() })
			spec := right(s)
			spec.VerifyPath, spec.Verify = c.path, c.depth
			got := ""
			if _, err := e.Connect(t.Context(), spec); err != nil {
				got = randomName.ReplaceAllString(err.Error(), "hoody-verify-X.txt")
			}
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// What a verification wrote is gone afterwards.
func TestNothingIsLeftBehind(t *testing.T) {
	t.Parallel()
	s, e := s3Service(t, Options{})
	spec := right(s)
	spec.VerifyPath, spec.Verify = "photos/2027", engine.VerifyWrite
	if _, err := e.Connect(t.Context(), spec); err != nil {
		t.Fatal(err)
	}
	spec.Verify = engine.VerifyRead
	_, err := e.Connect(t.Context(), spec)
	if refusal, ok := errors.AsType[*engine.Error](err); !ok || refusal.Message != "There is no object to read below photos/2027." {
		t.Errorf("got %v", err)
	}
}

// A refresh never writes.
func TestRefreshDoesNotWrite(t *testing.T) {
	t.Parallel()
	s, err := storagetest.S3BucketKey(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	e := New(Options{Children: 1, VerifyOnRefresh: true})
	t.Cleanup(func() { _ = e.Close() })
	spec := right(s)
	spec.Verify = engine.VerifyWrite // which this key may not
	got, err := e.Inspect(t.Context(), engine.Ref{ID: "bck_0123456789abcdef", Spec: spec})
	if err != nil || !got.Connected {
		t.Errorf("got %+v, %v", got, err)
	}
}

// Whoever interrupts a verification that writes is told what to look for.
func TestInterruptedWrite(t *testing.T) {
	t.Parallel()
	s, e := s3Service(t, Options{})
	e.pool.env = []string{mischief + "=hang"}
	ctx, cancel := context.WithCancel(t.Context())
	context.AfterFunc(t.Context(), cancel)
	spec := right(s)
	spec.VerifyPath, spec.Verify = "photos", engine.VerifyWrite
	done := make(chan error, 1)
	go func() {
		_, err := e.Connect(ctx, spec)
		done <- err
	}()
	for len(e.pool.places) == 0 { // until a child has begun
		select {
		case err := <-done:
			t.Fatalf("ended by itself: %v", err)
		default:
		}
	}
	cancel()
	err := <-done
	want := "The verification was interrupted.\nWhat it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it."
	if !errors.Is(err, context.Canceled) || randomName.ReplaceAllString(err.Error(), "hoody-verify-X.txt") != want {
		t.Errorf("got %v", err)
	}
}
