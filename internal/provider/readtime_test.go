package provider_test

import (
	"context"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
)

// timeouts.read is the time for all of a refresh: what answers first and the framework
// after it share it.
func TestTheTimeOfARefreshIsAllOfIt(t *testing.T) {
	t.Parallel()
	service, url := serveEmulator(t, emulator.Options{})
	id := service.Add("b2", map[string]any{"account": "005a", "key": "K005"})
	p := newCore(t, url)
	const name = "hoody_backend_b2"
	schema := p.schema.ResourceSchemas[name]
	identity := &tfprotov6.ResourceIdentityData{IdentityData: pack(t, identityIn(name, cty.NullVal(cty.String), cty.StringVal(id)), identityType(name))}
	state, private, identity := p.imported(t, name, identity)
	attributes := decode(t, state, schema).AsValueMap()
	attributes["timeouts"] = cty.ObjectVal(map[string]cty.Value{
		"create": cty.NullVal(cty.String), "read": cty.StringVal("600ms"), "update": cty.NullVal(cty.String), "delete": cty.NullVal(cty.String),
	})
	service.Plan(emulator.Fault{Kind: emulator.Pass, Times: -1, Hold: func(ctx context.Context) { <-ctx.Done() }})
	began := time.Now()
	read, err := newCoreWith(t, texts("endpoint", url, "request_timeout", "1s")).server.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{
		TypeName: name, CurrentState: encode(t, schema, attributes), Private: private, CurrentIdentity: identity,
	})
	took := time.Since(began)
	if err != nil || len(read.Diagnostics) != 1 || took < 600*time.Millisecond || took > 1100*time.Millisecond {
		t.Errorf("%v, %q after %s", err, details(read.Diagnostics), took)
	}
}
