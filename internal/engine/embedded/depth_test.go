package embedded

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	documented "github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/engine/embedded/services"
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
		{"read below a folder with a slash at its end", storagetest.S3, "photos/2026/", engine.VerifyRead, ""},
		{"write below a folder with a slash at its end", storagetest.S3, "photos/2026/", engine.VerifyWrite, ""},
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

// A person who interrupts a verification that writes is told what to look for.
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

// A proof is what a verification of each depth says of some storages.
type proof struct {
	storages []string
	// path is a folder, missing is none.
	path, missing              string
	list, read, write, removed string
	// unable says why no permission can be taken from the credentials, or no folder
	// reached, of a storage whose like can.
	unable string
	// readOnly is what is said of anything that would be written to a storage that only
	// reads.
	readOnly string
	// sealed says that the storage does not know the names.
	sealed bool
}

// proofOf is the one of a storage.
func proofOf(storage string) proof {
	i := slices.IndexFunc(proofs, func(p proof) bool { return slices.Contains(p.storages, storage) })
	if i < 0 {
		return proof{} // TestEveryStorageHasItsProof says so
	}
	return proofs[i]
}

// proofs are what a verification of each depth says of each of the storages where
// that depth goes wrong: a folder that does not exist is listed, and the credentials
// may do everything else but read, but write, or but remove.
var proofs = []proof{
	{
		storages: []string{"azureblob by key", "azureblob emulator"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: AuthorizationPermissionMismatch.\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: AuthorizationPermissionMismatch.\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: AuthorizationPermissionMismatch.\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"azureblob by account SAS"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "sas_url: The credentials may list, but photos/cat.jpg cannot be read: AuthorizationPermissionMismatch.\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "sas_url: The credentials may list, but not write photos/hoody-verify-X.txt: AuthorizationPermissionMismatch.\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "sas_url: The credentials may write, but not remove photos/hoody-verify-X.txt: AuthorizationPermissionMismatch.\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"azureblob by container SAS"},
		path:     "photos", missing: "letters",
		list: "verify_path: There is no such bucket or folder: letters.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "sas_url: The credentials may list, but photos/cat.jpg cannot be read: AuthorizationPermissionMismatch.\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "sas_url: The credentials may list, but not write photos/hoody-verify-X.txt: AuthorizationPermissionMismatch.\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "sas_url: The credentials may write, but not remove photos/hoody-verify-X.txt: AuthorizationPermissionMismatch.\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"azurefiles by key", "azurefiles by connection string"},
		path:     "2026", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but 2026/lake.jpg cannot be read: AuthorizationPermissionMismatch.\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write 2026/hoody-verify-X.txt: AuthorizationPermissionMismatch.\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove 2026/hoody-verify-X.txt: AuthorizationPermissionMismatch.\n" +
			"Allow them to delete objects. What it wrote may be there still: look for 2026/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"azurefiles by SAS"},
		path:     "2026", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "sas_url: The credentials may list, but 2026/lake.jpg cannot be read: AuthorizationPermissionMismatch.\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "sas_url: The credentials may list, but not write 2026/hoody-verify-X.txt: AuthorizationPermissionMismatch.\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "sas_url: The credentials may write, but not remove 2026/hoody-verify-X.txt: AuthorizationPermissionMismatch.\n" +
			"Allow them to delete objects. What it wrote may be there still: look for 2026/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"google by service account", "google by service account file", "google by access token", "google by OAuth"},
		path:     "private-bucket", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but private-bucket/2026/lake.jpg cannot be read: got HTTP response code 403 with body: verifier@hoody-project.iam.gserviceaccount.com does not have storage.objects.get access to the Google Cloud Storage object. Permission 'storage.objects.get' denied on resource (or it may not exist).\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write private-bucket/hoody-verify-X.txt: Error 403: verifier@hoody-project.iam.gserviceaccount.com does not have storage.objects.create access to the Google Cloud Storage object. Permission 'storage.objects.create' denied on resource (or it may not exist)., forbidden.\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove private-bucket/hoody-verify-X.txt: Error 403: verifier@hoody-project.iam.gserviceaccount.com does not have storage.objects.delete access to the Google Cloud Storage object. Permission 'storage.objects.delete' denied on resource (or it may not exist)., forbidden.\n" +
			"Allow them to delete objects. What it wrote may be there still: look for private-bucket/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"google anonymous"},
		path:     "public-bucket", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but public-bucket/cat.jpg cannot be read: got HTTP response code 403 with body: Anonymous caller does not have storage.objects.get access to the Google Cloud Storage object. Permission 'storage.objects.get' denied on resource (or it may not exist).\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write public-bucket/hoody-verify-X.txt: Error 403: Anonymous caller does not have storage.objects.create access to the Google Cloud Storage object. Permission 'storage.objects.create' denied on resource (or it may not exist)., forbidden.\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove public-bucket/hoody-verify-X.txt: Error 403: Anonymous caller does not have storage.objects.delete access to the Google Cloud Storage object. Permission 'storage.objects.delete' denied on resource (or it may not exist)., forbidden.\n" +
			"Allow them to delete objects. What it wrote may be there still: look for public-bucket/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"oracle"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: Either the bucket named 'photos' does not exist in the namespace 'hoodyspace' or you are not authorized to access it.\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: Either the bucket named 'photos' does not exist in the namespace 'hoodyspace' or you are not authorized to access it.\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: Either the bucket named 'photos' does not exist in the namespace 'hoodyspace' or you are not authorized to access it.\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"s3"},
		path:     "photos", missing: "missing", unable: "the root account of versitygw may do everything",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
	},
	{
		storages: []string{"s3 by bucket key"},
		path:     "photos", missing: "letters",
		list: "The key is known, but may not list letters: AccessDenied: User: arn:aws:iam::000000000000:user/scoped is not authorized to perform: s3:ListBucket on resource: \"arn:aws:s3:::letters\" because no identity-based policy allows the s3:ListBucket action.\n" +
			"Allow the credentials to list letters, or set verify_path to what they may list.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: AccessDenied: User: arn:aws:iam::000000000000:user/scoped is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::photos/cat.jpg\" because no identity-based policy allows the s3:GetObject action.\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: AccessDenied: User: arn:aws:iam::000000000000:user/scoped is not authorized to perform: s3:PutObject on resource: \"arn:aws:s3:::photos/hoody-verify-X.txt\" because no identity-based policy allows the s3:PutObject action.\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: AccessDenied: User: arn:aws:iam::000000000000:user/scoped is not authorized to perform: s3:DeleteObject on resource: \"arn:aws:s3:::photos/hoody-verify-X.txt\" because no identity-based policy allows the s3:DeleteObject action.\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"b2"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: failed to GET for download: not entitled (401 unauthorized).\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: failed to get upload URL: not entitled (401 unauthorized).\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: failed to delete \"hoody-verify-X.txt\": not entitled (401 unauthorized).\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"b2 by bucket key"},
		path:     "photos", missing: "letters",
		list: "verify_path: There is no such bucket or folder: letters.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: failed to GET for download: not entitled (401 unauthorized).\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: failed to get upload URL: not entitled (401 unauthorized).\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: failed to delete \"hoody-verify-X.txt\": not entitled (401 unauthorized).\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"qingstor"},
		unable:   "a bucket's host is the name of its zone below the endpoint, which is an address here",
	},
	{
		storages: []string{"qingstor bucket"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: QingStor Error: StatusCode \"403\", Code \"permission_denied\", Message \"You don't have enough permission to accomplish this request\".\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: QingStor Error: StatusCode \"403\", Code \"permission_denied\", Message \"You don't have enough permission to accomplish this request\".\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: QingStor Error: StatusCode \"403\", Code \"permission_denied\", Message \"You don't have enough permission to accomplish this request\".\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"cloudinary"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/draft.txt cannot be read: failed download of \"https://res.cloudinary.com/hoody-cloud/raw/upload/photos/draft.txt\": HTTP error 401 (401 Unauthorized) returned body: \"\".\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: the API key lacks the permission for this action.\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: the API key lacks the permission for this action.\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"imagekit"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: something else was answered.\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: HTTP error 403 (403 Forbidden) returned body: \"{\\\"message\\\":\\\"Your API key does not have the permission to do this.\\\",\\\"help\\\":\\\"For support kindly contact us at support@imagekit.io .\\\"}\".\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: HTTP error 403 (403 Forbidden) returned body: \"{\\\"message\\\":\\\"Your API key does not have the permission to do this.\\\",\\\"help\\\":\\\"For support kindly contact us at support@imagekit.io .\\\"}\".\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"swift v1", "swift by Keystone", "swift by application credential"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: Operation forbidden.\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: Operation forbidden.\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: Operation forbidden.\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"netstorage"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: failed to call NetStorage API: HTTP error 403 (403 Forbidden) returned body: \"unauthorized\".\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: failed to call NetStorage API upload: HTTP error 403 (403 Forbidden) returned body: \"unauthorized\".\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: failed to call NetStorage API: HTTP error 403 (403 Forbidden) returned body: \"unauthorized\".\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"storj by grant", "tardigrade by grant"},
		path:     "photos", missing: "missing", sealed: true,
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "access_grant: The credentials may list, but photos/cat.jpg cannot be read: permission denied (metaclient: Unauthorized API credentials).\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "access_grant: The credentials may list, but not write photos/hoody-verify-X.txt: permission denied (metaclient: Unauthorized API credentials).\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "access_grant: The credentials may write, but not remove photos/hoody-verify-X.txt: permission denied (metaclient: Unauthorized API credentials).\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"storj by API key", "tardigrade by API key"},
		path:     "photos", missing: "missing", sealed: true,
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "api_key: The credentials may list, but photos/cat.jpg cannot be read: permission denied (metaclient: Unauthorized API credentials).\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "api_key: The credentials may list, but not write photos/hoody-verify-X.txt: permission denied (metaclient: Unauthorized API credentials).\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "api_key: The credentials may write, but not remove photos/hoody-verify-X.txt: permission denied (metaclient: Unauthorized API credentials).\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"sia"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: failed to download: not enough workers to recover the file: 500 Internal Server Error.\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The renter cannot store anything: unable to upload: not enough contracts to upload file: got 0, needed 15: 500 Internal Server Error.\n" +
			"Set an allowance for the renter, and wait until it has contracts with enough hosts.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: unable to delete the file: the file system is read-only: 500 Internal Server Error.\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"internetarchive"},
		path:     "another-item", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but another-item/letters/draft.txt cannot be read: HTTP error 403 (403 Forbidden) returned body: \"<h1>403 Forbidden</h1>\".\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write another-item/hoody-verify-X.txt: HTTP error 403 (403 Forbidden) returned body: \"<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>\".\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove another-item/hoody-verify-X.txt: HTTP error 403 (403 Forbidden) returned body: \"<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>\".\n" +
			"Allow them to delete objects. What it wrote may be there still: look for another-item/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{
			"sftp by password", "sftp unpinned", "sftp by known_hosts", "sftp by keyboard", "sftp by key", "sftp by encrypted key",
			"sftp by key file", "sftp by certificate",
		},
		path: "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: Open failed: permission denied.\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: Update Create failed: permission denied.\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: remove /photos/hoody-verify-X.txt: permission denied.\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"drive", "drive by token", "shared drive"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: Error 403: The user does not have sufficient permissions for this file., insufficientFilePermissions.\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: Error 403: The user does not have sufficient permissions for this file., insufficientFilePermissions.\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: Error 403: The user does not have sufficient permissions for this file., insufficientFilePermissions.\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"box by token", "box app", "box by key", "box program"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: Error \"access_denied_insufficient_permissions\" (403): Access denied - insufficient permission.\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: Error \"access_denied_insufficient_permissions\" (403): Access denied - insufficient permission.\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: Error \"access_denied_insufficient_permissions\" (403): Access denied - insufficient permission.\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"dropbox", "dropbox of a team"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: missing_scope/.\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: upload failed: missing_scope/.\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: missing_scope/.\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"onedrive", "onedrive program"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: accessDenied: Access denied.\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: accessDenied: Access denied.\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: accessDenied: Access denied.\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"pcloud"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: pcloud error: Access denied. You do not have permissions to preform this operation. (2003).\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: pcloud error: Access denied. You do not have permissions to preform this operation. (2003).\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: pcloud error: Access denied. You do not have permissions to preform this operation. (2003).\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"putio"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: unexpected status code (403) response while doing GET to https://api.put.io/v2/files/2043001266/url?notunnel=0.\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: unexpected status code (403) response while doing POST to https://upload.put.io/files/.\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: unexpected status code (403) response while doing POST to https://api.put.io/v2/files/delete.\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"yandex"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: [403 - ForbiddenError] Access denied. Maybe your application has not enough privileges for this action. (Access denied. Maybe your application has not enough privileges for this action.).\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: [403 - ForbiddenError] Access denied. Maybe your application has not enough privileges for this action. (Access denied. Maybe your application has not enough privileges for this action.).\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: [403 - ForbiddenError] Access denied. Maybe your application has not enough privileges for this action. (Access denied. Maybe your application has not enough privileges for this action.).\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"zoho"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: HTTP error 403 (403 Forbidden) returned body: \"{\\\"errors\\\":[{\\\"id\\\":\\\"F000\\\",\\\"title\\\":\\\"You are not authorized to perform this operation.\\\"}]}\".\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: upload error: HTTP error 403 (403 Forbidden) returned body: \"{\\\"errors\\\":[{\\\"id\\\":\\\"F000\\\",\\\"title\\\":\\\"You are not authorized to perform this operation.\\\"}]}\".\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: delete object failed: HTTP error 403 (403 Forbidden) returned body: \"{\\\"errors\\\":[{\\\"id\\\":\\\"F000\\\",\\\"title\\\":\\\"You are not authorized to perform this operation.\\\"}]}\".\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"hidrive"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: Error \"403\": Forbidden.\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: Error \"403\": Forbidden.\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: Error \"403\": Forbidden.\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"sharefile"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: open: fetch download specification: You do not have permission to do this: Forbidden: Forbidden.\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: upload get specification: You do not have permission to do this: Forbidden: Forbidden.\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: remove: You do not have permission to do this: Forbidden: Forbidden.\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"jottacloud"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: error 403: Forbidden.\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: HTTP error 403 (403 Forbidden) returned body: \"{\\\"code\\\":403,\\\"message\\\":\\\"Forbidden\\\"}\".\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: error 403: Forbidden.\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"google-photos"},
		path:     "album/photos", missing: "album/missing",
		list: "verify_path: There is no such bucket or folder: album/missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but album/photos/cat.jpg cannot be read: The caller does not have permission (403 PERMISSION_DENIED).\n" +
			"Allow them to read objects, and check the fields about encryption.",
		readOnly: "verify: Google Photos lets nothing be removed that was uploaded, so that nothing is written.\n" +
			"Set verify = \"read\" or \"list\".",
	},
	{
		storages: []string{"ftp", "ftp with explicit TLS", "ftp with implicit TLS", "ftp untrusted", "ftp anonymous"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: open: 551 \"File not available\".\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: update stor: 450 \"error during transfer: permission denied\".\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: it is still there.\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"webdav by password", "webdav of Nextcloud", "webdav by token", "webdav by header"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: Forbidden: 403 Forbidden.\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: unchunked simple update failed: Forbidden: 403 Forbidden.\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: Forbidden: 403 Forbidden.\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"http", "http by password", "http by header"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: Open failed: HTTP Error: 403 Forbidden.\n" +
			"Allow them to read objects, and check the fields about encryption.",
		readOnly: "verify: Nothing can be written over HTTP.\nSet verify = \"read\".",
	},
	{
		storages: []string{"smb"},
		path:     "photos", missing: "missing", unable: "an owner of files in Samba may do everything with them",
		list: "verify_path: The server has no such share.\n" +
			"Check the first part of verify_path, which is the name of a share.",
	},
	{
		storages: []string{"mega"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such folder.\n" +
			"Check verify_path, or create the folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: open download file failed: Access violation.\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: upload file failed to create session: Access violation.\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: Remove object failed: Access violation.\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"linkbox"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such folder.\n" +
			"Check verify_path, or create the folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: Open failed: HTTP error 403 (403 Forbidden) returned body: \"Forbidden\".\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "token: Linkbox refused the token: Update err in unmarshaling response: Linkbox error 403: token error.\n" +
			"Copy it from https://www.linkbox.to/admin/account.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: could not Remove: Linkbox error 403: token error.\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"pikpak"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such folder.\n" +
			"Check verify_path, or create the folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: open file failed: Error \"permission_denied\" (7): You may not read this file.\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: failed to create a new file: Error \"permission_denied\" (7): You may not write to this folder.\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: delete object failed: batch action \"batchDelete\" failed: Error \"permission_denied\" (7): You may not delete this file.\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"mailru"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such folder.\n" +
			"Check verify_path, or create the folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: server error 403 (forbidden).\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: server error 403 (forbidden).\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: file error 403 (readonly).\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"seafile by password", "seafile by token"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such library.\n" +
			"Check the first part of verify_path, which is the name of a library.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: failed to get download link: HTTP error 403 (403 Forbidden) returned body: \"{\\\"error_msg\\\":\\\"You do not have permission to perform this action.\\\"}\".\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: permission denied.\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: failed to delete file: HTTP error 403 (403 Forbidden) returned body: \"{\\\"error_msg\\\":\\\"You do not have permission to perform this action.\\\"}\".\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"seafile encrypted"},
		path:     "", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but draft.txt cannot be read: failed to get download link: HTTP error 403 (403 Forbidden) returned body: \"{\\\"error_msg\\\":\\\"You do not have permission to perform this action.\\\"}\".\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write hoody-verify-X.txt: permission denied.\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove hoody-verify-X.txt: failed to delete file: HTTP error 403 (403 Forbidden) returned body: \"{\\\"error_msg\\\":\\\"You do not have permission to perform this action.\\\"}\".\n" +
			"Allow them to delete objects. What it wrote may be there still: look for hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"filefabric by permanent token", "filefabric by session token"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such folder.\n" +
			"Check verify_path, or create the folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: HTTP error 403 (403 Forbidden) returned body: \"Permission denied\".\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: failed to initialize upload: You can not upload to this folder (permission_denied).\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: failed to delete file: You can not delete this file (permission_denied).\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"sugarsync by refresh token", "sugarsync by access token"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such folder.\n" +
			"Check verify_path, or create the folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: HTTP error 403 (403 Forbidden): You may not read this file.\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: failed to create file: HTTP error 403 (403 Forbidden): You may not write to this folder.\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: HTTP error 403 (403 Forbidden): You may not delete this file.\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"hdfs"},
		unable:   "files come from data nodes, and there are none here",
	},
	{
		storages: []string{"koofr", "koofr elsewhere"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: {\"error\":{\"code\":\"Forbidden\",\"message\":\"Forbidden\"}}.\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: {\"error\":{\"code\":\"Forbidden\",\"message\":\"Forbidden\"}}.\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: {\"error\":{\"code\":\"Forbidden\",\"message\":\"Forbidden\"}}.\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"pixeldrain"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: permission denied.\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: failed to put object: permission denied.\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: permission denied.\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"pixeldrain shared"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: permission denied.\n" +
			"Allow them to read objects, and check the fields about encryption.",
		readOnly: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: failed to put object: permission denied.\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
	},
	{
		storages: []string{"opendrive"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: failed to open file): Access denied (Error 403).\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: failed to create file: Access denied (Error 403).\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: Access denied (Error 403).\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"gofile", "gofile folder"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: Error \"error-permission\".\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: failed to upload file: Error \"error-permission\".\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: failed to delete item: Error \"error-permission\".\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"fichier"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: couldn't list files: HTTP error 403 (403 Forbidden) returned body: \"{\\\"message\\\":\\\"Resource not allowed\\\",\\\"status\\\":\\\"KO\\\"}\".\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: didn't get an upload node: HTTP error 403 (403 Forbidden) returned body: \"{\\\"message\\\":\\\"Upload forbidden\\\",\\\"status\\\":\\\"KO\\\"}\".\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: it is still there.\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"fichier shared"},
		missing:  "missing",
		list:     "verify_path: There are no folders with shared_folder.\nRemove verify_path.",
		read: "verify: The credentials may list, but cat.jpg cannot be read: couldn't list files: HTTP error 403 (403 Forbidden) returned body: \"{\\\"message\\\":\\\"Resource not allowed\\\",\\\"status\\\":\\\"KO\\\"}\".\n" +
			"Allow them to read objects, and check the fields about encryption.",
		readOnly: "verify: Nothing can be written with shared_folder.\nSet verify = \"read\".",
	},
	{
		storages: []string{"filescom by key", "filescom by password"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: something else was answered.\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: You do not have access to this - `You do not have access to this`.\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: You do not have access to this - `You do not have access to this`.\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"premiumizeme by key", "premiumizeme by token"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: 403 Forbidden (403): Forbidden.\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: upload get URL http: failed to resolve download URL: lookup : no such host.\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: remove: error: Access denied.\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"quatrix"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: HTTP error 403 (403 Forbidden) returned body: \"{\\\"code\\\":403,\\\"msg\\\":\\\"Access denied\\\"}\".\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: object update: failed to get upload link: HTTP error 403 (403 Forbidden) returned body: \"{\\\"code\\\":403,\\\"msg\\\":\\\"Access denied\\\"}\".\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: HTTP error 403 (403 Forbidden) returned body: \"{\\\"code\\\":403,\\\"msg\\\":\\\"Access denied\\\"}\".\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"ulozto"},
		path:     "photos", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but photos/cat.jpg cannot be read: Error 10000 (403): Access denied.\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write photos/hoody-verify-X.txt: Error 10000 (403): Access denied.\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove photos/hoody-verify-X.txt: Error 10000 (403): Access denied.\n" +
			"Allow them to delete objects. What it wrote may be there still: look for photos/hoody-verify-X.txt, and remove it.",
	},
	{
		storages: []string{"ulozto folder"},
		path:     "2026", missing: "missing",
		list: "verify_path: There is no such bucket or folder: missing.\n" +
			"Check verify_path, or create the bucket or folder first.",
		read: "verify: The credentials may list, but 2026/lake.jpg cannot be read: Error 10000 (403): Access denied.\n" +
			"Allow them to read objects, and check the fields about encryption.",
		write: "verify: The credentials may list, but not write 2026/hoody-verify-X.txt: Error 10000 (403): Access denied.\n" +
			"Allow them to write there, or set verify = \"read\" for a backend that only reads.",
		removed: "verify: The credentials may write, but not remove 2026/hoody-verify-X.txt: Error 10000 (403): Access denied.\n" +
			"Allow them to delete objects. What it wrote may be there still: look for 2026/hoody-verify-X.txt, and remove it.",
	},
}

func TestEveryStorageHasItsProof(t *testing.T) {
	t.Parallel()
	for _, storage := range storages {
		n := 0
		for _, p := range proofs {
			if slices.Contains(p.storages, storage.name) {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%s has %d proofs", storage.name, n)
		}
	}
}

// Each depth proves what it says, and what a verification wrote is gone, or is named.
func TestDepths(t *testing.T) {
	t.Parallel()
	for _, p := range proofs {
		for _, storage := range storages {
			if !slices.Contains(p.storages, storage.name) {
				continue
			}
			t.Run(storage.name, func(t *testing.T) {
				t.Parallel()
				s := started(t, storage.start)
				e := New(Options{Children: 1})
				t.Cleanup(func() { _ = e.Close() })
				e.pool.env, e.pool.authorities = environmentOf(s)
				for _, c := range []struct {
					name  string
					deny  storagetest.Operation
					depth engine.Depth
					path  string
					want  string
					left  bool
				}{
					{"list", storagetest.Reading | storagetest.Writing | storagetest.Removing, engine.VerifyList, p.path, "", false},
					{"list what is not there", 0, engine.VerifyList, p.missing, p.list, false},
					{"read", storagetest.Writing | storagetest.Removing, engine.VerifyRead, p.path, "", false},
					{"read without permission", storagetest.Reading, engine.VerifyRead, p.path, p.read, false},
					{"write", 0, engine.VerifyWrite, p.path, "", false},
					{"write without permission", storagetest.Writing, engine.VerifyWrite, p.path, p.write, false},
					{"remove without permission", storagetest.Removing, engine.VerifyWrite, p.path, p.removed, true},
				} {
					if p.unable != "" && (c.deny != 0 || c.path == "") {
						continue
					}
					if p.readOnly != "" && c.depth == engine.VerifyWrite {
						c.want, c.left = p.readOnly, false
					}
					before := names(t, s)
					if err := s.Deny(c.deny); err != nil {
						t.Fatal(err)
					}
					spec := right(s)
					spec.VerifyPath, spec.Verify = c.path, c.depth
					got, left := "", []string(nil)
					if _, err := e.Connect(t.Context(), spec); err != nil {
						got = randomName.ReplaceAllString(err.Error(), "hoody-verify-X.txt")
						if strings.Contains(got, "look for ") {
							left = []string{randomName.FindString(err.Error())}
						}
					}
					if got != c.want {
						t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, c.want)
					}
					after := slices.DeleteFunc(names(t, s), func(name string) bool { return slices.Contains(before, name) })
					for i := range after {
						after[i] = after[i][strings.LastIndex(after[i], "/")+1:]
					}
					if (len(left) > 0) != c.left || len(after) != len(left) || !p.sealed && !slices.Equal(after, left) {
						t.Errorf("%s: left %q behind, and says so of %q", c.name, after, left)
					}
				}
			})
		}
	}
}

func names(t *testing.T, s *storagetest.Service) []string {
	t.Helper()
	names, err := s.Names()
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// What is refused after the writing says nothing of whether something was written.
func TestARefusalAfterTheWriting(t *testing.T) {
	t.Parallel()
	for method, want := range map[string]bool{
		"PUT": true, "POST": true, "MKCOL": true, "GET": false, "HEAD": false, "PATCH": false, "PROPFIND": false, "PROPPATCH": false,
	} {
		j := &journal{}
		j.ask(method + " /x.txt HTTP/1.1\r\nHost: storage.example.com\r\n\r\n")
		j.note(services.Exchange{Status: 403})
		if got := j.refusedToWrite(); got != want {
			t.Errorf("%s: got %v", method, got)
		}
	}
}

// Where it was a field that kept an object from being read or written, that is blamed.
// The words are those of the services.
func TestExplainDepths(t *testing.T) {
	t.Parallel()
	const (
		read   = "operation error S3: GetObject, https response error StatusCode: 400, RequestID: 1, HostID: 2, api error "
		write  = "operation error S3: PutObject, https response error StatusCode: 400, RequestID: 1, HostID: 2, api error "
		azure  = "PUT https://media.blob.core.windows.net/photos/x.txt\n----\nRESPONSE 400: 400 Bad Request\nERROR CODE: "
		object = "photos/x.txt"
	)
	for _, c := range []struct {
		name, backend string
		values        catalog.Values
		answer        answer
		want          string
	}{
		{"ACL", "s3", catalog.Values{"acl": "public-read"},
			answer{Step: writing, Refusal: write + "AccessControlListNotSupported: The bucket does not allow ACLs"},
			"acl: The bucket takes no ACLs: AccessControlListNotSupported: The bucket does not allow ACLs.\n" +
				"Remove acl, or set it to bucket-owner-full-control: the bucket's owner has turned ACLs off."},
		{"storage class", "s3", catalog.Values{"storage_class": "LINE"},
			answer{Step: writing, Refusal: write + "InvalidStorageClass: The storage class you specified is not valid"},
			"storage_class: The storage does not have the storage class: InvalidStorageClass: The storage class you specified is not valid.\n" +
				"Remove storage_class, or set it to one that the storage has."},
		{"archived by the storage class", "s3", catalog.Values{"storage_class": "GLACIER"},
			answer{Step: reading, Left: true, Refusal: read + "InvalidObjectState: The operation is not valid for the object's storage class"},
			"storage_class: The object is archived, and cannot be read: InvalidObjectState: The operation is not valid for the object's storage class.\n" +
				"Set storage_class to one whose objects can be read at once, or verify = \"list\". " +
				"What it wrote may be there still: look for photos/x.txt, and remove it."},
		{"archived by another", "s3", nil,
			answer{Step: reading, Refusal: read + "InvalidObjectState: The operation is not valid for the object's storage class"},
			"verify: The object is archived, and cannot be read: InvalidObjectState: The operation is not valid for the object's storage class.\n" +
				"Set storage_class to one whose objects can be read at once, or verify = \"list\"."},
		{"KMS key", "s3", catalog.Values{"server_side_encryption": "aws:kms", "sse_kms_key_id": "arn:aws:kms:eu-west-1:1:key/2"},
			answer{Step: writing, Refusal: write + "KMS.NotFoundException: Key is not found"},
			"sse_kms_key_id: The storage cannot encrypt or decrypt with the KMS key: KMS.NotFoundException: Key is not found.\n" +
				"Check sse_kms_key_id, and allow the credentials kms:GenerateDataKey and kms:Decrypt with it."},
		{"permission for the KMS key", "s3", catalog.Values{"server_side_encryption": "aws:kms"},
			answer{Step: writing, Refusal: write + "AccessDenied: not authorized to perform: kms:GenerateDataKey"},
			"server_side_encryption: The storage cannot encrypt or decrypt with the KMS key: AccessDenied: not authorized to perform: kms:GenerateDataKey.\n" +
				"Check sse_kms_key_id, and allow the credentials kms:GenerateDataKey and kms:Decrypt with it."},
		{"MD5 of the key", "s3", catalog.Values{"sse_customer_key": "0123456789abcdef0123456789abcdef"},
			answer{Step: writing, Refusal: write + "InvalidArgument: The calculated MD5 hash of the key did not match the hash that was provided."},
			"sse_customer_key_md5: The MD5 is not that of the encryption key: InvalidArgument: The calculated MD5 hash of the key did not match the hash that was provided.\n" +
				"Remove sse_customer_key_md5, or set it to the key's MD5 in base64."},
		{"no key of one's own", "s3", nil,
			answer{Step: reading, Refusal: read + "InvalidRequest: The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object."},
			"sse_customer_key: The object is encrypted with a customer-provided key, and the configuration has none or another: " +
				"InvalidRequest: The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.\n" +
				"Set sse_customer_key to that key, or verify_path to a folder without such objects."},
		{"a key of one's own too much", "s3", catalog.Values{"sse_customer_key_base64": "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="},
			answer{Step: reading, Refusal: read + "InvalidRequest: The encryption parameters are not applicable to this object."},
			"sse_customer_key_base64: The object is not encrypted with the key of the configuration: " +
				"InvalidRequest: The encryption parameters are not applicable to this object.\n" +
				"Remove the key, or set verify_path to a folder whose objects are encrypted with it."},
		{"access tier", "azureblob", catalog.Values{"access_tier": "cool"},
			answer{Step: writing, Refusal: azure + "BlobAccessTierNotSupportedForAccountType\n"},
			"access_tier: The storage account does not have the access tier: BlobAccessTierNotSupportedForAccountType.\n" +
				"Remove access_tier: accounts of general purpose v1 and premium accounts have none."},
		{"archive tier", "azureblob", catalog.Values{"access_tier": "archive"},
			answer{Step: reading, Refusal: "blob in archive tier, you need to set tier to hot, cool, cold first"},
			"access_tier: The object is in the archive tier, and cannot be read: blob in archive tier, you need to set tier to hot, cool, cold first.\n" +
				"Set access_tier to hot, cool or cold, or verify = \"list\"."},
		{"uniform access", "google-cloud-storage", catalog.Values{"object_acl": "private"},
			answer{Step: writing, Refusal: "googleapi: Error 400: Cannot insert legacy ACL for an object when uniform bucket-level access is enabled, invalid"},
			"bucket_policy_only: The bucket takes no ACLs: Error 400: Cannot insert legacy ACL for an object when uniform bucket-level access is enabled, invalid.\n" +
				"Set bucket_policy_only to true, and remove object_acl."},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := documented.ByName(c.backend)
			c.answer.Object, c.answer.Last = object, services.Exchange{Status: 400}
			if got := explain(engine.Spec{Backend: b, Values: c.values, VerifyPath: "photos"}, c.answer, nil).Error(); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}
