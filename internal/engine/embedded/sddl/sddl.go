// Package sddl is what rclone's client for SMB needs of a package of this name, in whose
// place go.mod puts it: that one has a licence under which the provider could not be
// given away in one piece. The client reads and writes the permissions of files with it,
// which rclone never does.
package sddl

import "slices"

// A SecurityDescriptor is who may do what with a file, as it travels (MS-DTYP, 2.4.6).
type SecurityDescriptor struct{ binary []byte }

// FromBinary keeps what came. It never fails: nobody looks inside.
func FromBinary(data []byte) (*SecurityDescriptor, error) {
	return &SecurityDescriptor{slices.Clone(data)}, nil
}

// Binary is what came.
func (d *SecurityDescriptor) Binary() []byte { return slices.Clone(d.binary) }
