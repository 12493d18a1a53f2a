package fastpath

import (
	"bytes"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/hoody/terraform-provider-hoody/internal/fastpath/codec"
)

// readIdentity returns the identity of a resource after a read, or nil if it had
// another one before, which the framework must report.
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

// plannedIdentity returns the identity of a resource in a plan that leaves it alone,
// which is the one before.
func (k *kind) plannedIdentity(before *tfprotov6.ResourceIdentityData) *tfprotov6.ResourceIdentityData {
	if _, ok := k.cutIdentity(before); !ok {
		return nil
	}
	if before == nil {
		return codec.NoIdentity()
	}
	return before
}

// cutIdentity returns the pieces of an identity, or nil if there is none. It returns
// false if something is missing that the identity needs.
func (k *kind) cutIdentity(data *tfprotov6.ResourceIdentityData) (codec.Object, bool) {
	identity, ok := codec.CutIdentity(data, k.identity)
	for n := range identity {
		ok = ok && !(k.needed[n] && identity.IsNull(n))
	}
	return identity, ok
}
