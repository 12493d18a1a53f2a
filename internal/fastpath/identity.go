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
	was, ok := codec.CutIdentity(before, k.identity)
	if !ok {
		return nil
	}
	identity := make(codec.Object, len(k.identity))
	for n, name := range k.identity {
		i := codec.Index(k.names, name, 0)
		if state.IsNull(i) || was != nil && !bytes.Equal(was[n], state[i]) {
			return nil
		}
		identity[n] = state[i]
	}
	return &tfprotov6.ResourceIdentityData{IdentityData: identity.Whole(k.identity)}
}

// plannedIdentity is the identity of a resource in a plan that leaves it alone: the
// one before.
func (k *kind) plannedIdentity(before *tfprotov6.ResourceIdentityData) *tfprotov6.ResourceIdentityData {
	if _, ok := codec.CutIdentity(before, k.identity); !ok {
		return nil
	}
	if before == nil {
		return codec.NoIdentity()
	}
	return before
}
