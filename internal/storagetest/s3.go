package storagetest

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Accounts of the S3 services. The scoped key belongs to the user in s3IAM.
const (
	s3Key          = "AKIAHOODYROOT0000001"
	s3Secret       = "root-secret-4f1c9a7e20b85d63"
	s3ScopedKey    = "AKIAHOODYSCOPED00001"
	s3ScopedSecret = "scoped-secret-93be07d1c6a2548f"
)

// s3IAM returns an account file of versitygw's "iam" command: one user, who may do some
// things in one bucket. The names and layout are those of its own types (package
// iamapi/storage of v1.8.0); writing the file saves signing three IAM requests.
func s3IAM(actions string) string {
	return `{
  "users": {
    "scoped": {
      "Path": "/",
      "UserName": "scoped",
      "UserID": "AIDAHOODYSCOPED00001",
      "Arn": "arn:aws:iam::000000000000:user/scoped",
      "CreateDate": "2026-01-01T00:00:00Z",
      "AccessKeys": [{
        "AccessKeyId": "` + s3ScopedKey + `",
        "SecretAccessKey": "` + s3ScopedSecret + `",
        "Status": "Active",
        "CreateDate": "2026-01-01T00:00:00Z"
      }],
      "Policies": {"inline": [{
        "PolicyName": "one-bucket",
        "PolicyDocument": "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",` +
		`\"Action\":[` + actions + `],\"Resource\":[\"arn:aws:s3:::photos\",\"arn:aws:s3:::photos/*\"]}]}"
      }]}
    }
  },
  "accessKeyIndex": {"` + s3ScopedKey + `": "scoped"}
}`
}

// s3Actions returns the actions that a policy allows, for a user who may list, without
// those of the denied operations.
func s3Actions(denied Operation) string {
	actions := `\"s3:ListBucket\"`
	for op, action := range map[Operation]string{Reading: "GetObject", Writing: "PutObject", Removing: "DeleteObject"} {
		if denied&op == 0 {
			actions += `,\"s3:` + action + `\"`
		}
	}
	return actions
}

// S3 runs versitygw, an S3 server with folders for buckets, and one key that
// may do everything. It has the buckets "photos" and "letters".
func S3(ctx context.Context) (*Service, error) {
	return start(ctx, "s3", func(s *Service) error {
		dir, err := s.tempDir()
		if err != nil {
			return err
		}
		endpoint, err := s.s3Gateway(ctx, dir)
		if err != nil {
			return err
		}
		s.Values = s3Values(endpoint, s3Key, s3Secret)
		s.Wrong = []Wrong{
			{Name: "wrong secret", Values: map[string]any{"secret_access_key": "root-secret-0000000000000000"},
				Field: "secret_access_key"},
			{Name: "unknown key", Values: map[string]any{"access_key_id": "AKIAHOODYNOBODY00001"}, Field: "access_key_id"},
			{Name: "wrong region", Values: map[string]any{"region": "eu-central-1"}, Field: "region"},
			{Name: "missing bucket", VerifyPath: "no-such-bucket", Field: "verify_path"},
		}
		return nil
	})
}

// S3BucketKey runs the same server for a key that may list and read the bucket
// "photos", unless Deny says otherwise, but neither the other bucket nor the list of
// buckets. versitygw's own accounts may always list their buckets, so this account
// comes from versitygw's IAM service, a second process, which checks policies as
// Amazon's does.
func S3BucketKey(ctx context.Context) (*Service, error) {
	return start(ctx, "s3", func(s *Service) error {
		dir, err := s.tempDir()
		if err != nil {
			return err
		}
		socket, deny, err := s.s3Accounts(ctx, dir)
		if err != nil {
			return err
		}
		endpoint, err := s.s3Gateway(ctx, dir, "--iam-standalone-endpoint", socket)
		if err != nil {
			return err
		}
		s.deny = deny
		s.Values = s3Values(endpoint, s3ScopedKey, s3ScopedSecret)
		s.VerifyPath = "photos"
		s.Wrong = []Wrong{
			{Name: "key may not list buckets", Root: true},
			{Name: "key of another bucket", VerifyPath: "letters"},
			{Name: "wrong secret", Values: map[string]any{"secret_access_key": "scoped-secret-0000000000000000"},
				Field: "secret_access_key"},
			{Name: "unknown key", Values: map[string]any{"access_key_id": "AKIAHOODYNOBODY00001"}, Field: "access_key_id"},
		}
		return nil
	})
}

func s3Values(endpoint, key, secret string) map[string]any {
	return map[string]any{
		"provider":          "Other",
		"endpoint":          endpoint,
		"region":            "us-east-1",
		"force_path_style":  true,
		"access_key_id":     key,
		"secret_access_key": secret,
	}
}

// s3Gateway runs the S3 server over a folder in dir and returns its endpoint. Metadata
// is off, because it would need extended attributes of the file system.
func (s *Service) s3Gateway(ctx context.Context, dir string, flags ...string) (string, error) {
	root := filepath.Join(dir, "buckets")
	s.names = func() ([]string, error) { return filesIn(root) }
	s.deny = func(what Operation) error {
		if what == 0 {
			return nil
		}
		return errors.New("the root account of versitygw may do everything")
	}
	for name, text := range sample {
		if err := writeFile(filepath.Join(root, filepath.FromSlash(name)), text); err != nil {
			return "", err
		}
	}
	args := append(flags, "posix", "--nometa", root)
	return s.versityHTTP(ctx, args)
}

// s3Accounts runs the IAM service over dir. It returns the socket at which the gateway
// asks it, and a function that makes it deny something. The service reads its file for
// each question.
func (s *Service) s3Accounts(ctx context.Context, dir string) (socket string, deny func(Operation) error, err error) {
	accounts := filepath.Join(dir, "iam")
	write := func(denied Operation) error {
		// The server may be reading it.
		next := filepath.Join(dir, "iam.next")
		if err := writeFile(next, s3IAM(s3Actions(denied))); err != nil {
			return err
		}
		return os.Rename(next, filepath.Join(accounts, "iam.json"))
	}
	if err := os.Mkdir(accounts, 0o700); err != nil {
		return "", nil, err
	}
	if err := write(Writing | Removing); err != nil {
		return "", nil, err
	}
	socket = filepath.Join(dir, "iam.sock")
	args := []string{
		"--port", filepath.Join(dir, "api.sock"),
		"iam", "--dir", accounts, "--private-ports", socket,
	}
	return socket, write, s.versitySocket(ctx, socket, args)
}

func writeFile(name, text string) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return err
	}
	return os.WriteFile(name, []byte(text), 0o600)
}

// filesIn returns the paths of the files below a folder, sorted. It leaves out hidden
// files, which the server writes for itself.
func filesIn(root string) (names []string, err error) {
	err = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && strings.HasPrefix(entry.Name(), ".") {
			return fs.SkipDir
		}
		if err == nil && entry.Type().IsRegular() {
			path, err = filepath.Rel(root, path)
			names = append(names, filepath.ToSlash(path))
		}
		return err
	})
	return names, err
}
