package provider

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/hoody/terraform-provider-hoody/internal/engine/api"
	"github.com/hoody/terraform-provider-hoody/internal/engine/api/address"
)

// These are the names in the environment; of several, the first one wins. The official
// tools read the same ones, except HOODY_ENGINE and HOODY_CONTAINER_ENDPOINT.
var (
	engineEnv            = []string{"HOODY_ENGINE"}
	endpointEnv          = []string{"HOODY_BASE_URL", "HOODY_API_URL"}
	tokenEnv             = []string{"HOODY_TOKEN", "HOODY_API_TOKEN"}
	containerEnv         = []string{"HOODY_CONTAINER", "HOODY_CONTAINER_ID"}
	containerEndpointEnv = []string{"HOODY_CONTAINER_ENDPOINT"}
	realmEnv             = []string{"HOODY_REALM", "HOODY_REALM_ID"}
	gateKindEnv          = []string{"HOODY_KIT_AUTH", "HOODY_KIT_AUTH_TYPE"}
	gateTokenEnv         = []string{"HOODY_KIT_TOKEN"}
	gateHeaderEnv        = []string{"HOODY_KIT_TOKEN_HEADER"}
	gateUserEnv          = []string{"HOODY_KIT_USER"}
	gatePasswordEnv      = []string{"HOODY_KIT_PASSWORD", "HOODY_KIT_PASS"}
)

// A destination is where requests go and what they may carry. The block beats the
// environment: a variable does not change what the block says.
type destination struct {
	endpoint string
	// byID is a container to be looked up, or nil.
	byID *api.Container
	// toContainer says that the endpoint leads to a container.
	toContainer bool
	token       string
	gate        api.Gate
	// container is the id of the container that the endpoint leads to, if it is known.
	container string
	// others says how to reach the containers that resources name.
	others others
}

// others says how to find and call the containers that resources name.
type others struct {
	// container stands for any of them: its id is left open.
	container api.Container
	token     string
	gate      api.Gate
}

// destinationOf reads the block and the environment. ok is false while something is
// unknown, and if the diagnostics have an error.
func destinationOf(ctx context.Context, m model, diags *diag.Diagnostics) (d destination, ok bool) {
	if anyUnknown(m.Endpoint, m.Container, m.ContainerEndpoint, m.Realm, m.Token, m.Gate) {
		return d, false
	}
	gate, own, ok := gateOf(ctx, m.Gate, diags)
	if !ok {
		return d, false
	}
	c, named, ok := containerOf(ctx, m, diags)
	if !ok {
		return d, false
	}
	template := fromEnv(m.ContainerEndpoint, containerEndpointEnv).ValueString()
	plane, ok := controlPlaneOf(m, named, diags)
	if !ok {
		return d, false
	}
	d = destination{endpoint: plane, token: tokenFor(m, plane), gate: gate, container: c.id()}
	d.others = othersAt(m, plane, template, c.index(), gate, own)
	switch {
	case !named:
		d.container = ""
		d.toContainer = address.TrustOf(plane) == address.Untrusted
	case c.spelledOut():
		d.endpoint, d.toContainer = c.parts().URL(plane, template), true
	default:
		d.byID = &api.Container{ID: c.id(), Index: c.index(), ControlPlane: plane, Template: template}
		d.toContainer = true
	}
	d.yield(m, own)
	return d, sayWhatIsSent(m, d, diags)
}

// othersAt returns how to reach the containers of a control plane. That is the public
// one if the endpoint is a container.
func othersAt(m model, plane, template string, index int64, gate api.Gate, ownGate bool) others {
	if address.TrustOf(plane) == address.Untrusted {
		plane, _ = address.InRealm(address.ControlPlane, fromEnv(m.Realm, realmEnv).ValueString())
	}
	if !ownGate && hasHeader(m.Headers, gate.Name()) {
		gate = api.Gate{}
	}
	return others{
		container: api.Container{Index: index, ControlPlane: plane, Template: template},
		token:     tokenFor(m, plane), gate: gate,
	}
}

// yield drops what a variable says if the block sets the same header to something
// else. A gate's variables are for containers only, and the public control plane has
// no gate: there they are for the containers that resources name.
func (d *destination) yield(m model, ownGate bool) {
	before := d.toContainer || ownGate && !address.IsControlPlane(d.endpoint)
	if !before || !ownGate && hasHeader(m.Headers, d.gate.Name()) {
		d.gate = api.Gate{}
	}
	if !d.toContainer && m.Token.ValueString() == "" &&
		(ownGate && d.gate.Name() == "Authorization" || hasHeader(m.Headers, "Authorization")) {
		d.token = ""
	}
}

// hasHeader reports whether the block itself sets a header, which beats a variable.
func hasHeader(headers types.Map, name string) bool {
	for set := range headers.Elements() {
		if strings.EqualFold(set, name) {
			return true
		}
	}
	return false
}

// controlPlaneOf returns the control plane, which is the realm's if there is a realm.
// If the block names a container, a container's URL in the environment is not taken
// for the control plane.
func controlPlaneOf(m model, named bool, diags *diag.Diagnostics) (plane string, ok bool) {
	base := fromEnv(m.Endpoint, endpointEnv).ValueString()
	if base == "" || named && address.TrustOf(base) == address.Untrusted {
		base = address.ControlPlane
	}
	realm := fromEnv(m.Realm, realmEnv).ValueString()
	if realm != "" && !address.IsLabel(realm) {
		diags.AddAttributeError(path.Root("realm"), "Not a realm",
			"A realm has letters, digits and hyphens only.\nCorrect realm, or HOODY_REALM.")
		return "", false
	}
	plane, has := address.InRealm(base, realm)
	if !has {
		addNoRealm(m, realm, diags)
	}
	return plane, !diags.HasError()
}

// addNoRealm reports a realm that the address does not have. A realm from a variable
// is only a warning, because a variable is meant for everything that runs here, and
// may not belong to this address.
func addNoRealm(m model, realm string, diags *diag.Diagnostics) {
	detail := fmt.Sprintf("The endpoint is not of the realm %q: that has the control plane at "+
		"https://%[1]s.api.hoody.com, or below another api. address.\n", realm)
	if m.Realm.ValueString() == "" {
		diags.AddWarning("HOODY_REALM is not used", detail+"Unset it, or call that control plane.")
		return
	}
	diags.AddAttributeError(path.Root("realm"), "The endpoint has no such realm",
		detail+"Take realm out, or set endpoint to the control plane, such as https://api.hoody.com.")
}

// tokenFor returns the account's token, if the control plane may have it. An endpoint
// in the block that is neither a control plane nor this machine gets a token from the
// same block, and none from the environment.
func tokenFor(m model, plane string) string {
	if m.Endpoint.ValueString() != "" && address.TrustOf(plane) == address.Foreign {
		return m.Token.ValueString()
	}
	return fromEnv(m.Token, tokenEnv).ValueString()
}

// tokenFrom says where the token is written, for a person who has to replace it.
func tokenFrom(m model) string {
	if m.Token.ValueString() != "" {
		return "the argument token of the provider block"
	}
	return variable(tokenEnv)
}

// gateFrom says where the gate's credentials are written.
func gateFrom(m model) string {
	for _, name := range []string{"token", "user", "password"} {
		if v, ok := m.Gate.Attributes()[name].(types.String); ok && v.ValueString() != "" {
			return "the argument gate of the provider block"
		}
	}
	if gateFromEnv().Token != "" {
		return variable(gateTokenEnv)
	}
	return variable(gatePasswordEnv)
}

// variable returns the name of the first variable that is set, or "".
func variable(names []string) string {
	for _, name := range names {
		if os.Getenv(name) != "" {
			return "the variable " + name
		}
	}
	return ""
}

// sayWhatIsSent warns that a token is not sent where people may expect it to be. A
// gate, even an empty one, says that they know. It reports false if no token is left
// to look a container up with.
func sayWhatIsSent(m model, d destination, diags *diag.Diagnostics) bool {
	withheld := d.token == "" && m.Token.ValueString() == "" && !fromEnv(m.Token, tokenEnv).IsNull() &&
		m.Endpoint.ValueString() != ""
	known := !m.Gate.IsNull() || d.gate.Name() != "" || len(m.Headers.Elements()) > 0
	switch {
	case d.byID != nil && withheld:
		diags.AddAttributeError(path.Root("token"), "There is no token to look the container up with",
			"HOODY_TOKEN goes to Hoody's control plane and to this machine, and endpoint names another host.\n"+
				"If that is your control plane, set token on the provider as well.")
		return false
	case d.byID != nil || known:
	case d.toContainer && (d.token != "" || withheld):
		diags.AddWarning("The account's token is not sent to the container",
			"The token acts on the whole account, and what a container serves is not to be trusted with it.\n"+
				"If a gate before the container takes a token, set gate = { token = ... } on the provider "+
				"(HOODY_KIT_TOKEN); if there is "+
				"none, remove the token, or set gate = {} to keep both.")
	case withheld:
		diags.AddWarning("HOODY_TOKEN is not sent to the endpoint",
			"It goes to Hoody's control plane and to this machine, and endpoint names another host.\n"+
				"If that host is to have the account's token, set token on the provider as well; if not, set gate "+
				"= {} to confirm that this is what you want.")
	}
	return true
}

// containerOf returns the container that the block names, or else the environment.
func containerOf(ctx context.Context, m model, diags *diag.Diagnostics) (c containerModel, named, ok bool) {
	if m.Container.IsNull() {
		id := fromEnv(types.StringNull(), containerEnv)
		return containerModel{ID: id}, !id.IsNull() && hasContainers(m), true
	}
	diags.Append(m.Container.As(ctx, &c, basetypes.ObjectAsOptions{})...)
	if diags.HasError() || anyUnknown(c.ID, c.ProjectID, c.ContainerID, c.Server, c.ServiceIndex) {
		return c, true, false
	}
	if c.id() == "" || c.ID.ValueString() == "" && !c.spelledOut() {
		diags.AddAttributeError(path.Root("container"), "The container is not named",
			"Set id, which is looked up with the token, or all of project_id, container_id and server.")
		return c, true, false
	}
	if c.spelledOut() && !c.parts().Valid() {
		diags.AddAttributeError(path.Root("container"), "Not the parts of a container's address",
			"project_id, container_id and server have letters, digits and hyphens only.\n"+
				"Correct them, or set id alone, which is looked up with the token.")
		return c, true, false
	}
	if address.TrustOf(m.Endpoint.ValueString()) == address.Untrusted {
		diags.AddAttributeError(path.Root("container"), "Two containers are named",
			"endpoint is a container's URL, and container names one too.\nKeep one of them.")
		return c, true, false
	}
	return c, true, true
}

// hasContainers reports whether a container that a variable names can be behind the
// endpoint. It cannot if the endpoint is a container itself, or a service that the
// block names.
func hasContainers(m model) bool {
	if address.TrustOf(fromEnv(m.Endpoint, endpointEnv).ValueString()) == address.Untrusted {
		return false
	}
	own := m.Endpoint.ValueString()
	return own == "" || m.ContainerEndpoint.ValueString() != "" || address.IsControlPlane(own)
}

// gateOf returns the gate that the block describes, and own is then true, or else the
// environment's. The block may name the header for a token that a variable has.
func gateOf(ctx context.Context, block types.Object, diags *diag.Diagnostics) (gate api.Gate, own, ok bool) {
	var m gateModel
	if !block.IsNull() {
		diags.Append(block.As(ctx, &m, basetypes.ObjectAsOptions{})...)
	}
	if diags.HasError() || anyUnknown(m.Token, m.TokenHeader, m.User, m.Password) {
		return api.Gate{}, false, false
	}
	gate = api.Gate{
		Token: m.Token.ValueString(), Header: m.TokenHeader.ValueString(),
		User: m.User.ValueString(), Password: m.Password.ValueString(),
	}
	if gate.Name() != "" {
		return gate, true, true
	}
	fromVariables := gateFromEnv()
	fromVariables.Header = cmp.Or(gate.Header, fromVariables.Header)
	return fromVariables, false, true
}

// gateFromEnv reads the official tools' variables. HOODY_KIT_AUTH decides which
// credentials to use if there are both kinds.
func gateFromEnv() api.Gate {
	get := func(names []string) string { return fromEnv(types.StringNull(), names).ValueString() }
	byToken := api.Gate{Token: get(gateTokenEnv), Header: get(gateHeaderEnv)}
	byPassword := api.Gate{User: get(gateUserEnv), Password: get(gatePasswordEnv)}
	switch kind := strings.ToLower(get(gateKindEnv)); {
	case kind == "password", kind == "" && byToken.Token == "":
		return byPassword
	default: // token, jwt
		return byToken
	}
}

// id returns the container's id, whichever of its two names was used.
func (c containerModel) id() string {
	return cmp.Or(c.ID.ValueString(), c.ContainerID.ValueString())
}

// spelledOut reports whether the address can be built without asking anybody.
func (c containerModel) spelledOut() bool {
	return c.ProjectID.ValueString() != "" && c.Server.ValueString() != "" && c.id() != ""
}

func (c containerModel) index() int64 {
	if c.ServiceIndex.IsNull() {
		return 1
	}
	return c.ServiceIndex.ValueInt64()
}

// parts returns the parts of the address of a container that is spelled out.
func (c containerModel) parts() address.Parts {
	return address.Parts{
		Project: c.ProjectID.ValueString(), Container: c.id(), Server: c.Server.ValueString(), Index: c.index(),
	}
}

// fromEnv returns the configured value, or else the first that the environment has. An
// empty value counts as none: the default of a variable is often empty.
func fromEnv(v types.String, names []string) types.String {
	if v.IsUnknown() || v.ValueString() != "" {
		return v
	}
	for _, name := range names {
		if s := os.Getenv(name); s != "" {
			return types.StringValue(s)
		}
	}
	return types.StringNull()
}

func anyUnknown(values ...attr.Value) bool {
	for _, v := range values {
		if v.IsUnknown() {
			return true
		}
	}
	return false
}
