// Package services has what the documentation says of each service: one file and
// one literal each. What several of them share is in package parts.
package services

import (
	"fmt"
	"strings"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/text"
)

// All lists every backend, in the order of the documentation. A new one is added
// here and in a file of its own.
func All() []*catalog.Backend {
	return []*catalog.Backend{
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
		&http,
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

// ByName finds a backend by the last segment of its endpoint, or nil.
func ByName(name string) *catalog.Backend {
	for _, b := range All() {
		if b.Name == name {
			return b
		}
	}
	return nil
}

// Names are the names of all backends.
func Names() (all []string) {
	for _, b := range All() {
		all = append(all, b.Name)
	}
	return all
}

// Find is ByName for a name that a person wrote.
func Find(name string) (*catalog.Backend, error) {
	if b := ByName(name); b != nil {
		return b, nil
	}
	return nil, &text.Error{
		Message: fmt.Sprintf("There is no backend type %q", name),
		Advice:  fmt.Sprintf("Did you mean %q? It is one of `%s`.", text.Nearest(name, Names()), strings.Join(Names(), "`, `")),
	}
}
