package fastpath

import (
	"bytes"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/hoody/terraform-provider-hoody/internal/fastpath/codec"
)

// readIdentity is the identity of a resource after a read, or nil where there was
// another one before: that is for the framework to report.
func (k *kind) readIdentity(
	state codec.Object, before *tfprotov6.ResourceIdentityData,
) *tfprotov6.ResourceIdentityData {
	was, ok := k.cutIdentity(before)
	if !ok {
		return nil
	}
	identity := make(codec.Object, len(k.identity))
	for n, name := range k.identity {
		i := codec.Index(k.names, name, 0)
		if state.IsNull(i) && k.needed[n] || was != nil && !bytes.Equal(was[n], state[i]) {
			return nil
		}
		identity[n] = state[i]
	}
	return &tfprotov6.ResourceIdentityData{IdentityData: identity.Whole(k.identity)}
}

// plannedIdentity is the identity of a resource in a plan that leaves it alone: the
// one before.
func (k *kind) plannedIdentity(before *tfprotov6.ResourceIdentityData) *tfprotov6.ResourceIdentityData {
	if _, ok := k.cutIdentity(before); !ok {
		return nil
	}
	if before == nil {
		return codec.NoIdentity()
	}
	return before
}

// cutIdentity is an identity in pieces, or nil where there is none. It is false where
// something that it needs is missing.
func (k *kind) cutIdentity(data *tfprotov6.ResourceIdentityData) (codec.Object, bool) {
	identity, ok := codec.CutIdentity(data, k.identity)
	for n := range identity {
		ok = ok && !(k.needed[n] && identity.IsNull(n))
	}
	return identity, ok
}
