// Package parts has what several services share: fields, alone and in groups, the ways
// to authenticate with them, and the rules between them. What only one service has is in
// package services. Begin with Description.
package parts

import "github.com/hoody/terraform-provider-hoody/internal/catalog"

// Description is a field of every service.
var Description = catalog.Field{
	Name: "description", Free: true,
	Doc: "A note that is stored with the backend. It does not affect the connection.",
}

// Encoding returns the field for how file names are written, with the service's
// default.
func Encoding(mask string) catalog.Field {
	return catalog.Field{
		Name: "encoding", Kind: catalog.Encoding, Default: mask,
		Doc: "Characters of file names that the service cannot store as they are and that are " +
			"replaced by look-alikes, as a decimal bit mask in rclone's numbering or by names, such as `Slash,Del`. Change it only to " +
			"read names that were written with another mask.",
	}
}
