package embedded

import (
	"context"
	"errors"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/storagetest"
)

// A named service is one that a test starts.
type named struct {
	name  string
	start func(context.Context) (*storagetest.Service, error)
}

// storages are real or faithful services, each for one way to authenticate.
var storages = []named{
	{"azureblob by key", storagetest.AzureBlob},
	{"azureblob by account SAS", storagetest.AzureBlobSAS},
	{"azureblob by container SAS", storagetest.AzureBlobContainerSAS},
	{"azureblob emulator", storagetest.AzureBlobEmulator},
	{"azurefiles by key", storagetest.AzureFiles},
	{"azurefiles by connection string", storagetest.AzureFilesConnectionString},
	{"azurefiles by SAS", storagetest.AzureFilesSAS},
	{"google by service account", storagetest.GoogleCloudStorage},
	{"google by service account file", storagetest.GoogleCloudStorageFile},
	{"google by access token", storagetest.GoogleCloudStorageToken},
	{"google by OAuth", storagetest.GoogleCloudStorageOAuth},
	{"google anonymous", storagetest.GoogleCloudStorageAnonymous},
	{"oracle", storagetest.OracleObjectStorage},
	{"s3", storagetest.S3},
	{"s3 by bucket key", storagetest.S3BucketKey},
	{"b2", storagetest.B2},
	{"b2 by bucket key", storagetest.B2BucketKey},
	{"qingstor", storagetest.QingStor},
	{"qingstor bucket", storagetest.QingStorBucket},
	{"cloudinary", storagetest.Cloudinary},
	{"imagekit", storagetest.ImageKit},
	{"swift v1", storagetest.Swift},
	{"swift by Keystone", storagetest.SwiftKeystone},
	{"swift by application credential", storagetest.SwiftApplicationCredential},
	{"netstorage", storagetest.NetStorage},
	{"storj by grant", storagetest.Storj},
	{"storj by API key", storagetest.StorjAPIKey},
	{"tardigrade by grant", storagetest.Tardigrade},
	{"tardigrade by API key", storagetest.TardigradeAPIKey},
	{"sia", storagetest.Sia},
	{"internetarchive", storagetest.InternetArchive},
	{"sftp by password", storagetest.SFTP},
	{"sftp unpinned", storagetest.SFTPUnpinned},
	{"sftp by known_hosts", storagetest.SFTPKnownHosts},
	{"sftp by keyboard", storagetest.SFTPKeyboard},
	{"sftp by key", storagetest.SFTPKey},
	{"sftp by encrypted key", storagetest.SFTPEncryptedKey},
	{"sftp by key file", storagetest.SFTPKeyFile},
	{"sftp by certificate", storagetest.SFTPCertificate},
	{"ftp", storagetest.FTP},
	{"ftp with explicit TLS", storagetest.FTPExplicitTLS},
	{"ftp with implicit TLS", storagetest.FTPImplicitTLS},
	{"ftp untrusted", storagetest.FTPUntrusted},
	{"ftp anonymous", storagetest.FTPAnonymous},
	{"webdav by password", storagetest.WebDAV},
	{"webdav of Nextcloud", storagetest.WebDAVNextcloud},
	{"webdav by token", storagetest.WebDAVBearer},
	{"webdav by header", storagetest.WebDAVHeader},
	{"http", storagetest.HTTP},
	{"http by password", storagetest.HTTPPassword},
	{"http by header", storagetest.HTTPHeader},
	{"smb", storagetest.SMB},
	{"hdfs", storagetest.HDFS},
	{"koofr", storagetest.Koofr},
	{"koofr elsewhere", storagetest.KoofrOther},
	{"pixeldrain", storagetest.Pixeldrain},
	{"pixeldrain shared", storagetest.PixeldrainShared},
	{"opendrive", storagetest.OpenDrive},
	{"mega", storagetest.Mega},
	{"linkbox", storagetest.Linkbox},
	{"pikpak", storagetest.PikPak},
	{"mailru", storagetest.MailRu},
	{"seafile by password", storagetest.Seafile},
	{"seafile by token", storagetest.SeafileToken},
	{"seafile encrypted", storagetest.SeafileEncrypted},
	{"filefabric by permanent token", storagetest.FileFabric},
	{"filefabric by session token", storagetest.FileFabricSession},
	{"sugarsync by refresh token", storagetest.SugarSync},
	{"sugarsync by access token", storagetest.SugarSyncAccess},
	{"drive", storagetest.Drive},
	{"drive by token", storagetest.DriveToken},
	{"shared drive", storagetest.DriveShared},
	{"gofile", storagetest.Gofile},
	{"gofile folder", storagetest.GofileFolder},
	{"fichier", storagetest.Fichier},
	{"fichier shared", storagetest.FichierShared},
	{"filescom by key", storagetest.FilesCom},
	{"filescom by password", storagetest.FilesComUser},
	{"dropbox", storagetest.Dropbox},
	{"dropbox of a team", storagetest.DropboxTeam},
	{"onedrive", storagetest.OneDrive},
	{"onedrive program", storagetest.OneDriveProgram},
	{"pcloud", storagetest.PCloud},
	{"putio", storagetest.PutIO},
	{"yandex", storagetest.Yandex},
	{"zoho", storagetest.Zoho},
	{"hidrive", storagetest.HiDrive},
	{"sharefile", storagetest.ShareFile},
	{"google-photos", storagetest.GooglePhotos},
	{"jottacloud", storagetest.Jottacloud},
	{"box by token", storagetest.Box},
	{"box app", storagetest.BoxApp},
	{"box by key", storagetest.BoxKey},
	{"box program", storagetest.BoxProgram},
	{"premiumizeme by key", storagetest.PremiumizeMe},
	{"premiumizeme by token", storagetest.PremiumizeMeToken},
	{"quatrix", storagetest.Quatrix},
	{"ulozto", storagetest.UlozTo},
	{"ulozto folder", storagetest.UlozToFolder},
}

// unexplained is how an error begins that no table knows.
var unexplained = []string{
	"The configuration could not be verified", "The storage refused the credentials", "The storage failed",
}

// goneWhenEmpty are storages whose root is a folder that is there as long as something is
// in it.
var goneWhenEmpty = []string{
	"azureblob by container SAS", "azurefiles by key", "azurefiles by connection string", "azurefiles by SAS",
	"netstorage", "seafile encrypted", "shared drive", "ulozto folder",
}

// Right credentials are verified, each wrong one is refused on its field, and so is what is
// not the storage.
func TestServices(t *testing.T) {
	t.Parallel()
	for _, service := range storages {
		t.Run(service.name, func(t *testing.T) {
			t.Parallel()
			s := started(t, service.start)
			e := New(Options{Children: 1, VerifyOnRefresh: true})
			t.Cleanup(func() { _ = e.Close() })
			e.pool.env, e.pool.authorities = environmentOf(s)
			if _, err := e.Connect(t.Context(), right(s)); err != nil {
				t.Errorf("right credentials: %v", err)
			}
			// A refresh knows the state, which has the documented defaults too.
			seen, err := e.Inspect(t.Context(), engine.Ref{ID: "bck_0123456789abcdef", Spec: withDefaults(right(s))})
			if err != nil || !seen.Connected {
				t.Errorf("refreshed with right credentials: %+v, %v", seen, err)
			}
			if len(s.Wrong) == 0 {
				t.Error("the service has nothing wrong to offer")
			}
			for _, wrong := range s.Wrong {
				spec := spoilt(s, wrong)
				_, err := e.Connect(t.Context(), spec)
				checkRefusal(t, wrong, spec, err)
			}
			// What is asked of something that nobody has is no reason to refuse.
			if s.VerifyPath == "" && !slices.Contains(goneWhenEmpty, service.name) && s.Empty() {
				if _, err := e.Connect(t.Context(), right(s)); err != nil {
					t.Errorf("empty: %v", err)
				}
			}
			refuseImpostors(t, service.name, s, e, proofOf(service.name).path)
		})
	}
}

func TestServicesAreAll(t *testing.T) {
	t.Parallel()
	served := map[string]bool{}
	for _, service := range storages {
		s, err := service.start(t.Context())
		if errors.Is(err, storagetest.ErrNotHere) && !sambaIsRequired {
			served[service.name] = true // which TestServices says, and CI proves
			continue
		}
		if err != nil {
			t.Fatalf("%s: %v", service.name, err)
		}
		served[s.Backend] = true
		if err := s.Close(); err != nil {
			t.Errorf("%s: %v", service.name, err)
		}
	}
	for _, b := range provable() {
		if !served[b.Name] {
			t.Errorf("no service for %s", b.Name)
		}
	}
}

// sambaIsRequired is what CI sets, where Samba is installed.
var sambaIsRequired = os.Getenv("STORAGETEST_SAMBA") == "required"

// started is a service that ends with the test. A server that this machine lacks ends the
// test with what is not proven, which make test says too.
func started(t *testing.T, start func(context.Context) (*storagetest.Service, error)) *storagetest.Service {
	t.Helper()
	s, err := start(t.Context())
	if errors.Is(err, storagetest.ErrNotHere) && !sambaIsRequired {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func right(s *storagetest.Service) engine.Spec {
	return engine.Spec{Backend: services.ByName(s.Backend), Values: s.Values, VerifyPath: s.VerifyPath}
}

// withDefaults is a configuration as a state has it.
func withDefaults(s engine.Spec) engine.Spec {
	values := catalog.Values{}
	for i := range s.Backend.Fields {
		if f := &s.Backend.Fields[i]; f.DefaultValue() != nil {
			values[f.Name] = f.DefaultValue()
		}
	}
	maps.Copy(values, s.Values)
	s.Values = values
	return s
}

func spoilt(s *storagetest.Service, wrong storagetest.Wrong) engine.Spec {
	spec := right(s)
	spec.Values = maps.Clone(spec.Values)
	maps.Copy(spec.Values, wrong.Values)
	if wrong.VerifyPath != "" {
		spec.VerifyPath = wrong.VerifyPath
	}
	if wrong.Root {
		spec.VerifyPath = ""
	}
	return spec
}

func checkRefusal(t *testing.T, wrong storagetest.Wrong, spec engine.Spec, err error) {
	t.Helper()
	var refusal *engine.Error
	if !errors.As(err, &refusal) {
		t.Errorf("%s: got %v, want an *engine.Error", wrong.Name, err)
		return
	}
	t.Logf("%s: %v", wrong.Name, refusal)
	if refusal.Field != wrong.Field {
		t.Errorf("%s: blames %q, want %q", wrong.Name, refusal.Field, wrong.Field)
	}
	for _, beginning := range unexplained {
		if strings.HasPrefix(refusal.Message, beginning) {
			t.Errorf("%s: not explained: %s", wrong.Name, refusal.Message)
		}
	}
	if strings.ContainsAny(refusal.Message, "\n") || strings.ContainsAny(refusal.Advice, "\n") || refusal.Advice == "" {
		t.Errorf("%s: want one line for the message and one for the advice: %q, %q", wrong.Name, refusal.Message, refusal.Advice)
	}
	for _, f := range spec.Backend.Fields {
		// A short one, such as "wrong", may be a word of the error.
		if secret, _ := spec.Values[f.Name].(string); f.Secret && len(secret) > len("malformed") && strings.Contains(refusal.Error(), secret) {
			t.Errorf("%s: tells %s: %v", wrong.Name, f.Name, refusal)
		}
	}
}
