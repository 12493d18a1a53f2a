package backend

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// Draft returns what a generated configuration says for the fields that most
// configurations set, by attribute: where the storage is and who signs in, as far as
// Hoody lists them, and an empty text for a value to be filled in. It has no secrets:
// Terraform writes each of them, without a value.
func (r *Resource) Draft(ctx context.Context, state map[string]attr.Value) map[string]string {
	var listed engine.Remote
	if r.Selection.Name == engine.API && r.Selection.Engine != nil {
		if in, err := r.Selection.In(stringOf(state, attrContainerID)); err == nil {
			listed, _ = in.Engine.Inspect(ctx, engine.Ref{ID: stringOf(state, attrID), Spec: engine.Spec{Backend: r.backend}})
		}
	}
	draft := map[string]string{}
	for _, f := range r.backend.Likely() {
		text := drafted(r.backend, f, listed)
		if text != "" || !f.Secret && f.Kind == catalog.String && !f.Required && f.Default == nil {
			draft[f.Attribute()] = text
		}
	}
	return draft
}

// drafted returns what is known of a field of a backend that Hoody lists, or "".
func drafted(b *catalog.Backend, f *catalog.Field, listed engine.Remote) string {
	if f.Tells == catalog.Nothing {
		if len(b.Ways) > 0 && len(f.OneOf) > 0 && b.Ways[0].Sets(f.Name) {
			return b.Ways[0].Is
		}
		return ""
	}
	for _, other := range b.Fields {
		if other.Tells == f.Tells && other.Name != f.Name {
			return "" // it is not known which of the two was listed
		}
	}
	if f.Tells == catalog.User {
		return listed.User
	}
	server := listed.Host()
	if f.Kind == catalog.URL && server != "" && !strings.Contains(server, "://") {
		return "https://" + server
	}
	return server
}
