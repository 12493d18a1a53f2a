// Package services has what the verifier knows about each storage service: one literal
// in a file of its own, by the service's documented name. It knows no Terraform and no
// Hoody. Begin with Service.
package services

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"

	"github.com/rclone/rclone/fs/config/configmap"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// A Service is a storage service as the verifier sees it. The zero value of everything
// but Name is the common case: rclone lists the service, and errors are those of the
// network.
type Service struct {
	// Name is the documented name, that of the catalog.Backend.
	Name string
	// Addresses are the fields from which the address is made; the first is one that is
	// nothing but an address. If there are none, the hosts are fixed.
	Addresses []string
	// SignsTime says that requests carry a signed time.
	SignsTime bool
	// Bearer says that the client adds the token to the request at each redirect.
	// (net/http withholds from another host only the credentials that it added itself.)
	Bearer bool
	// Renamed has rclone's names for documented values, by field and documented value.
	Renamed map[string]map[string]string
	// Forced are options for verifying only. No page has them, and rclone's defaults for
	// them cost requests that prove nothing.
	Forced map[string]string
	// Adjust changes the options of a verification, and of nothing else. values is what is
	// configured.
	Adjust func(values catalog.Values, options configmap.Simple)
	// Unused has the documented fields that the embedded engine does not use, and why, in
	// a sentence. A configuration that sets one is refused.
	Unused map[string]string
	// Saw returns what a person should know after a verification that succeeded. It runs
	// in the child, with the options, to which rclone may have added.
	Saw func(options configmap.Simple) *engine.Notice
	// Alone says that a child may verify only one configuration, because rclone keeps
	// something of it.
	Alone bool
	// Writes are options for a verification that writes. They override the configuration,
	// so that the verification finds what it wrote, and leaves nothing behind.
	Writes map[string]string
	// Mend works around what rclone does with its options, wherever they are used.
	Mend func(options configmap.Simple)
	// Refuse refuses, without the network, what rclone would accept and should not.
	Refuse func(b *catalog.Backend, values catalog.Values) error
	// Isolate hides the machine's own settings from a verification that does not ask for
	// them, and returns what restores them. It runs in the child.
	Isolate func(options configmap.Simple) (restore func())
	// Dials returns where the service's SDK will connect, if the SDK retries a refused
	// connection for longer than anybody wants to wait and rclone cannot change that. An
	// empty address means that it is not known.
	Dials func(options configmap.Simple) string
	// Check proves what a listing by rclone does not. It runs in the child, before
	// the listing.
	Check func(ctx context.Context, options configmap.Simple) error
	// Unheard says that rclone takes an answer of any status for the content of an object,
	// so that only its length shows whether it is.
	Unheard bool
	// Quiet says that rclone does not report a removal that was refused, so that the
	// verifier has to check that the object is gone.
	Quiet bool
	// NeverEmpty says that what is listed always holds something, so an empty folder does
	// not exist.
	NeverEmpty bool
	// Answers is a part of the content type that every listing has; empty if the service
	// sends none.
	Answers string
	// WebPages says that a listing is a web page.
	WebPages bool
	// NeverBare says that no listing is an empty document, so an empty document comes from
	// something else.
	NeverBare bool
	// NeverHTML says that the service's refusals are never web pages, so a web page comes
	// from something in between.
	NeverHTML bool
	// Root returns what to list if there is no path to verify, unless that is the root.
	Root func(options configmap.Simple) string
	// Doubt looks closer at a root, or a First, that seems to be empty, and returns what
	// it really is, or nil. It runs in the child, after the listing.
	Doubt func(ctx context.Context, options configmap.Simple) error
	// Flat is a field that limits the configuration to one folder of somebody else's.
	// rclone ignores any path there, and would write to another place.
	Flat string
	// First is a folder to list before any other, because listing it asks the storage, and
	// listing others may not.
	First string
	// Keeps says in a sentence why what was written could not be removed. If it is set,
	// nothing is written.
	Keeps string
	// Symptoms are the service's own. Their texts are those of rclone v1.76.0, its SDKs
	// and the service.
	Symptoms []Symptom
}

// All lists every service. A new one is added here and in a file of its own.
func All() []*Service {
	return []*Service{
		&azureBlob,
		&azureFiles,
		&googleCloudStorage,
		&oracleObjectStorage,
		&s3,
		&b2,
		&qingStor,
		&cloudinary,
		&imageKit,
		&swift,
		&netStorage,
		&storj,
		&tardigrade,
		&sia,
		&internetArchive,
		&sftp,
		&ftp,
		&webdav,
		&httpService,
		&smb,
		&hdfs,
		&koofr,
		&pixeldrain,
		&openDrive,
		&seafile,
		&fileFabric,
		&sugarSync,
		&drive,
		&gofile,
		&filesCom,
		&fichier,
		&box,
		&premiumizeMe,
		&quatrix,
		&ulozTo,
		&mega,
		&linkbox,
		&pikPak,
		&mailRu,
		&dropbox,
		&oneDrive,
		&protonDrive,
		&iCloudDrive,
		&pCloud,
		&putIO,
		&yandex,
		&zoho,
		&hiDrive,
		&shareFile,
		&googlePhotos,
		&jottacloud,
	}
}

// common is a service about which nothing is known.
var common Service

// ByName returns a service by its documented name. For a service that is not listed it
// returns common.
func ByName(name string) *Service {
	for _, s := range All() {
		if s.Name == name {
			return s
		}
	}
	return &common
}

// An Exchange is the last exchange with a service over HTTP. Some of rclone's backends
// do not pass it on, and report another error, or none.
type Exchange struct {
	// Status is the status of the answer, or 0 if there was none.
	Status int `json:"status,omitempty"`
	// Refused is the status of the last answer that was not a success, or 0.
	Refused int `json:"refused,omitempty"`
	// ContentType is the media type of the answer.
	ContentType string `json:"content_type,omitempty"`
	// Length is how many bytes the answer holds, or 0 if it does not say.
	Length int64 `json:"length,omitempty"`
	// Date is the service's clock, as HTTP writes it.
	Date string `json:"date,omitempty"`
	// Failure says why there was no answer.
	Failure string `json:"failure,omitempty"`
	// Host is the host that was asked, with the port if that is not the usual one.
	Host string `json:"host,omitempty"`
	// Secured is the last host, without a port, that an answer redirected to over https.
	Secured string `json:"secured,omitempty"`
}

// IsWebPage reports whether a web page came where a success should have been. Services
// also send refusals as HTML.
func (e Exchange) IsWebPage() bool {
	return e.Status == http.StatusOK && strings.Contains(e.ContentType, "html")
}

// IsBare reports whether the answer was a success with an empty document, such as {}.
func (e Exchange) IsBare() bool {
	return e.Status == http.StatusOK && e.Length > 0 && e.Length <= int64(len("{}\r\n"))
}

// Unsecured returns the address field that has http:// for a host which redirects to
// https, or "". An address that is only read from may stay as it is.
func (s *Service) Unsecured(last Exchange, value func(field string) string) string {
	for _, field := range s.Addresses {
		u, err := url.Parse(value(field))
		if err == nil && last.Secured != "" && u.Scheme == "http" && u.Hostname() == last.Secured && !s.WebPages {
			return field
		}
	}
	return ""
}

// Believe returns an error for a success whose last answer is not the service's, such
// as a web page, which the parsers of some SDKs take for an empty list; or if a
// redirect led to that answer, or was not followed.
func (s *Service) Believe(last Exchange, options configmap.Simple) error {
	if s.Unsecured(last, func(field string) string { return options[field] }) != "" {
		return errUnsecured
	}
	if last.Status/100 == 3 {
		return fmt.Errorf("%w: status %d", ErrRedirected, last.Status)
	}
	if last.IsWebPage() && !s.WebPages || last.IsBare() && s.NeverBare || !strings.Contains(last.ContentType, s.Answers) {
		return fmt.Errorf("%w: status %d, content type %q", ErrOtherService, last.Status, last.ContentType)
	}
	return nil
}

// IsSet reports whether a field is neither empty nor false.
func IsSet(values catalog.Values, field string) bool {
	v, ok := values[field]
	return ok && v != "" && v != false
}

// needsAWay refuses a configuration that names no way to authenticate.
func needsAWay(b *catalog.Backend, values catalog.Values, refusal engine.Error) error {
	for _, w := range b.Ways {
		if !w.Besides && IsSet(values, w.Fields[0]) {
			return nil
		}
	}
	return &refusal
}

// never hides variables of the environment from every verification of a service.
func never(names ...string) func(configmap.Simple) (restore func()) {
	return func(configmap.Simple) (restore func()) { return without(names...) }
}

// without hides variables of the environment until the function that it returns is
// called.
func without(names ...string) (restore func()) {
	hidden := map[string]string{}
	for _, name := range names {
		if value, found := os.LookupEnv(name); found {
			hidden[name] = value
			_ = os.Unsetenv(name)
		}
	}
	return func() {
		for name, value := range hidden {
			_ = os.Setenv(name, value)
		}
	}
}
