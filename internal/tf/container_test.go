package tf

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// others are containers of which one cannot be found.
type others struct{}

func (others) In(id string) (engine.Selection, error) {
	if id == "lost" {
		return engine.Selection{}, &engine.Error{Field: engine.ContainerID, Message: "Where is it?", Advice: "Look."}
	}
	return engine.Selection{Name: engine.API, Container: id, Others: others{}}, nil
}

func (others) All(context.Context) ([]engine.Container, error) { return nil, nil }

func TestIn(t *testing.T) {
	t.Parallel()
	own := engine.Selection{Name: engine.API, Container: "own", Others: others{}, Origin: "here"}
	for name, c := range map[string]struct {
		selection  engine.Selection
		named      attr.Value
		want, said string
		origin     string
	}{
		"none":             {own, types.StringNull(), "own", "", "here"},
		"not known yet":    {own, types.StringUnknown(), "own", "", "here"},
		"the provider's":   {own, types.StringValue("own"), "own", "", "here"},
		"another":          {own, types.StringValue("c2"), "c2", "", ""},
		"one that is lost": {own, types.StringValue("lost"), "own", "Error [container_id] Not done: Where is it?\nLook.\n", "here"},
		"verified only":    {engine.Selection{Name: engine.Embedded}, types.StringValue("c2"), "", "", ""},
	} {
		s := Selected{c.selection}
		var diags diag.Diagnostics
		ok := s.In(c.named, "Not done", &diags)
		if s.Selection.Container != c.want || s.Selection.Origin != c.origin || shown(diags) != c.said || ok != (c.said == "") {
			t.Errorf("%s: in %q at %q, says %q", name, s.Selection.Container, s.Selection.Origin, shown(diags))
		}
	}
}

func TestPlace(t *testing.T) {
	t.Parallel()
	none, unknown := types.StringNull(), types.StringUnknown()
	c := types.StringValue
	for name, test := range map[string]struct {
		selection           engine.Selection
		priorID, prior, now attr.Value
		want                place
	}{
		"nothing is named":                  {engine.Selection{Name: engine.API, Container: "b"}, none, c("a"), none, stays},
		"the same is named":                 {engine.Selection{Name: engine.API}, c("a"), c("a"), c("a"), stays},
		"another is named":                  {engine.Selection{Name: engine.API}, c("a"), c("a"), c("b"), elsewhere},
		"where it is, named":                {engine.Selection{Name: engine.API, Container: "b"}, none, c("a"), c("a"), renamed},
		"the provider's, of an older state": {engine.Selection{Name: engine.API, Container: "a"}, none, none, c("a"), renamed},
		"the name taken away":               {engine.Selection{Name: engine.API, Container: "a"}, c("a"), c("a"), none, renamed},
		"taken away, and another's":         {engine.Selection{Name: engine.API, Container: "b"}, c("a"), c("a"), none, elsewhere},
		"taken away at a plain endpoint":    {engine.Selection{Name: engine.API}, c("a"), c("a"), none, elsewhere},
		"named at a plain endpoint":         {engine.Selection{Name: engine.API}, none, none, c("a"), elsewhere},
		"not known yet":                     {engine.Selection{Name: engine.API}, c("a"), c("a"), unknown, elsewhere},
		"verified only":                     {engine.Selection{Name: engine.Embedded}, c("a"), none, c("b"), renamed},
	} {
		s := Selected{test.selection}
		if got := s.place(test.priorID, test.prior, test.now); got != test.want {
			t.Errorf("%s: %d, want %d", name, got, test.want)
		}
	}
}
