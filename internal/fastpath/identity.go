package fastpath

import (
	"bytes"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// readIdentity is the identity of a resource after a read, or nil where there was
// another one before: that is for the framework to report.
func (k *kind) readIdentity(state object, before *tfprotov6.ResourceIdentityData) *tfprotov6.ResourceIdentityData {
	was, ok := k.cutIdentity(before)
	if !ok {
		return nil
	}
	identity := make(object, len(k.identity))
	for n, name := range k.identity {
		i := find(k.names, name, 0)
		if i < 0 || state.isNull(i) || was != nil && !bytes.Equal(was[n], state[i]) {
			return nil
		}
		identity[n] = state[i]
	}
	return &tfprotov6.ResourceIdentityData{IdentityData: identity.whole(k.identity)}
}

// plannedIdentity is the identity of a resource in a plan that leaves it alone: the
// one before.
func (k *kind) plannedIdentity(before *tfprotov6.ResourceIdentityData) *tfprotov6.ResourceIdentityData {
	if _, ok := k.cutIdentity(before); !ok {
		return nil
	}
	if before == nil {
		return &tfprotov6.ResourceIdentityData{IdentityData: &tfprotov6.DynamicValue{MsgPack: []byte{codeNil}}}
	}
	return before
}

// cutIdentity is an identity in pieces, or nil where there is none: Terraform
// before 1.12 keeps none. It is false where it is not wholly known.
func (k *kind) cutIdentity(data *tfprotov6.ResourceIdentityData) (object, bool) {
	switch {
	case data == nil:
		return nil, true
	case data.IdentityData == nil:
		return nil, false
	case bytes.Equal(data.IdentityData.MsgPack, []byte{codeNil}):
		return nil, true
	}
	identity, ok := cut(data.IdentityData, k.identity)
	for i := range identity {
		ok = ok && !identity.isNull(i)
	}
	return identity, ok
}
