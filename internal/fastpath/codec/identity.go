package codec

import (
	"bytes"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// CutIdentity returns the pieces of an identity with the named attributes, or nil if
// there is none: Terraform before 1.12 keeps none. It returns false if something is
// unknown.
func CutIdentity(data *tfprotov6.ResourceIdentityData, names []string) (Object, bool) {
	switch {
	case data == nil:
		return nil, true
	case data.IdentityData == nil:
		return nil, false
	case bytes.Equal(data.IdentityData.MsgPack, []byte{codeNil}):
		return nil, true
	}
	return Cut(data.IdentityData, names)
}

// NoIdentity returns the identity of a resource that has none yet.
func NoIdentity() *tfprotov6.ResourceIdentityData {
	return &tfprotov6.ResourceIdentityData{IdentityData: &tfprotov6.DynamicValue{MsgPack: []byte{codeNil}}}
}
