// Package services has what the documentation says of each service: one file and
// one literal each. What several of them share is in package parts.
package services

import "github.com/hoody/terraform-provider-hoody/internal/catalog"

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
