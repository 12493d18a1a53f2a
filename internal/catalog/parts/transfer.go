package parts

import "github.com/hoody/terraform-provider-hoody/internal/catalog"

// These fields say how objects are written and read.
var (
	DirectoryMarkers = catalog.Field{
		Name: "directory_markers", Group: catalog.Listing, Kind: catalog.Bool,
		Doc: "Keeps empty folders by storing an empty object whose name ends in `/` for each folder that is " +
			"made. Without it a folder exists only as long as there is an object in it.",
	}
	DisableChecksum = catalog.Field{
		Name: "disable_checksum", Group: catalog.Transfer, Kind: catalog.Bool,
		Doc: "Stores large objects without an MD5 checksum in their metadata. This saves reading a file once " +
			"more before its upload starts, but it cannot be verified later.",
	}
)

// UploadCutoff returns the field for the size from which a file is uploaded in parts,
// with the most that a service accepts; 0 means that a service accepts more, and only
// its uploads would fail.
func UploadCutoff(most int64) catalog.Field {
	return catalog.Field{
		Name: "upload_cutoff", Group: catalog.Transfer, Kind: catalog.Size, Default: "209715200", Most: most,
		Doc: "Size in bytes above which a file is uploaded in parts of `chunk_size`. The maximum is 5 GiB.",
	}
}

// Decompress returns the field for objects that were stored compressed.
func Decompress(since catalog.Version) catalog.Field {
	return catalog.Field{
		Name: "decompress", Group: catalog.Transfer, Kind: catalog.Bool, Since: since,
		Doc: "Decompresses objects stored with `Content-Encoding: gzip` as they are read. Their size and " +
			"checksum can then no longer be compared; without it they are read as stored.",
	}
}

// UploadConcurrency returns the field for how many parts of a file are sent at once,
// with the service's default.
func UploadConcurrency(parts int) catalog.Field {
	return catalog.Field{
		Name: "upload_concurrency", Group: catalog.Transfer, Kind: catalog.Int, Default: parts, Least: 1,
		Doc: "Number of parts of one file that are uploaded at the same time. A higher value fills a fast line " +
			"better and holds more memory, `chunk_size` for each part.",
	}
}
