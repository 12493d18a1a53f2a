// Package services is what the verifier knows of each storage service: one
// literal in a file of its own, by the service's documented name.
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

// A Service is a storage service as the verifier meets it. The zero value of
// everything but Name is the common case: rclone lists it, and says what is wrong
// as the network does.
type Service struct {
	// Name is the documented name, that of the catalog.Backend.
	Name string
	// Addresses are the fields from which the address is made, the one that is
	// nothing else but an address first. None says that the hosts are fixed.
	Addresses []string
	// SignsTime says that requests carry a signed time.
	SignsTime bool
	// Bearer says that requests get their token at each hop: net/http keeps
	// credentials from another host only where it has put them on a request itself.
	Bearer bool
	// Renamed are documented values that rclone calls by another name, by field and
	// documented value.
	Renamed map[string]map[string]string
	// Forced are options for verifying only: no page has them, and their default in
	// rclone costs requests that prove nothing.
	Forced map[string]string
	// Adjust changes the options of a verification, and of nothing else. Values are what
	// is configured.
	Adjust func(values catalog.Values, options configmap.Simple)
	// Unused are documented fields that the embedded engine does not use, and why in a
	// sentence. A configuration that sets one is refused.
	Unused map[string]string
	// Saw tells what a verification that succeeded has learnt and a person should know.
	// It runs in the child, with the options that rclone may have added to.
	Saw func(options configmap.Simple) *engine.Notice
	// Alone says that a child verifies one configuration only, for rclone keeps
	// something of it.
	Alone bool
	// Writes are options for a verification that writes, whatever is configured, so that
	// it finds what it wrote, and leaves nothing of it.
	Writes map[string]string
	// Mend works around what rclone makes of its options, wherever they go.
	Mend func(options configmap.Simple)
	// Refuse says offline what rclone would accept and should not.
	Refuse func(b *catalog.Backend, values catalog.Values) error
	// Isolate keeps the machine from a verification that does not ask for it, and
	// returns what lets it in again. It runs in the child.
	Isolate func(options configmap.Simple) (restore func())
	// Dials tells where the service's SDK will connect, if it repeats a refused
	// connection for longer than anybody wants to wait, by rules that rclone cannot
	// set. An empty address is not known.
	Dials func(options configmap.Simple) string
	// Check proves what a listing by rclone does not. It runs in the child, before
	// the listing.
	Check func(ctx context.Context, options configmap.Simple) error
	// Unheard says that rclone takes an answer of any status for what an object holds, so
	// that only its length reports whether it is.
	Unheard bool
	// Quiet says that rclone says nothing of a removal that was refused, so that it is
	// looked whether what was written is gone.
	Quiet bool
	// NeverEmpty says that what is listed always holds something, so that an empty
	// folder does not exist.
	NeverEmpty bool
	// Answers is a part of the content type that every listing has; empty where the
	// service says none.
	Answers string
	// WebPages says that a listing is a web page.
	WebPages bool
	// NeverBare says that no listing is an empty document, so that one comes from
	// something else.
	NeverBare bool
	// NeverHTML says that its refusals are no web pages, so that one comes from something
	// in between.
	NeverHTML bool
	// Root is what to list where no path is to be verified, if not the root.
	Root func(options configmap.Simple) string
	// Doubt looks closer at a root, or a First, that seems to be empty, and says what it
	// is if it is not that. It runs in the child, after the listing.
	Doubt func(ctx context.Context, options configmap.Simple) error
	// Flat is a field with which all that there is lies in one folder of somebody else's.
	// rclone takes no notice of a path there, and would write to another place.
	Flat string
	// First is a folder that is listed before any other, for that asks the storage, where
	// others do not.
	First string
	// Keeps says in a sentence why what was written cannot be removed, so that nothing is
	// written.
	Keeps string
	// Symptoms are the service's own. The texts are those of rclone v1.76.0, its
	// SDKs and the service.
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

// common is a service of which nothing is known.
var common Service

// ByName finds a service by its documented name. One that is not listed is a
// service like any other.
func ByName(name string) *Service {
	for _, s := range All() {
		if s.Name == name {
			return s
		}
	}
	return &common
}

// An Exchange is the last that was heard of a service over HTTP. Some backends
// of rclone keep it to themselves and tell another error, or none.
type Exchange struct {
	// Status is the status of the answer, or 0 where there was none.
	Status int `json:"status,omitempty"`
	// Refused is the status of the last answer that was no success, or 0.
	Refused int `json:"refused,omitempty"`
	// ContentType is the media type of the answer.
	ContentType string `json:"content_type,omitempty"`
	// Length is how many bytes the answer holds, or 0 where it does not say.
	Length int64 `json:"length,omitempty"`
	// Date is the service's clock, as HTTP writes it.
	Date string `json:"date,omitempty"`
	// Failure says why there was no answer.
	Failure string `json:"failure,omitempty"`
	// Host is who was asked, with the port where it is not the usual one.
	Host string `json:"host,omitempty"`
	// Secured is the last host, without a port, that some answer led to by https.
	Secured string `json:"secured,omitempty"`
}

// IsWebPage reports whether the answer that should have been a success was a web
// page. Services tell their refusals in HTML too.
func (e Exchange) IsWebPage() bool {
	return e.Status == http.StatusOK && strings.Contains(e.ContentType, "html")
}

// IsBare reports whether the answer was a success with an empty document, such as {}.
func (e Exchange) IsBare() bool {
	return e.Status == http.StatusOK && e.Length > 0 && e.Length <= int64(len("{}\r\n"))
}

// Unsecured is the address field that is written with http:// for a host that leads to
// https, or nothing. What only reads needs no other.
func (s *Service) Unsecured(last Exchange, value func(field string) string) string {
	for _, field := range s.Addresses {
		u, err := url.Parse(value(field))
		if err == nil && last.Secured != "" && u.Scheme == "http" && u.Hostname() == last.Secured && !s.WebPages {
			return field
		}
	}
	return ""
}

// Believe doubts a success when the answer that made it is not the service's,
// such as a web page, which the parsers of some SDKs take for an empty list; or when a
// redirect has led to it, or was not followed.
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

// never keeps variables of the environment from every verification of a service.
func never(names ...string) func(configmap.Simple) (restore func()) {
	return func(configmap.Simple) (restore func()) { return without(names...) }
}

// without hides variables of the environment, until they are restored.
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
