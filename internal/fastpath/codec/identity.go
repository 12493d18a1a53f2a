package codec

import (
	"bytes"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// CutIdentity is an identity of the named attributes in pieces, or nil where there is
// none: Terraform before 1.12 keeps none. It is false where something is unknown.
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

// NoIdentity is the identity of a resource that has none yet.
func NoIdentity() *tfprotov6.ResourceIdentityData {
	return &tfprotov6.ResourceIdentityData{IdentityData: &tfprotov6.DynamicValue{MsgPack: []byte{codeNil}}}
}
