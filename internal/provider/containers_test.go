package provider_test

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/msgpack"

	"github.com/hoody/terraform-provider-hoody/internal/emulator"
	"github.com/hoody/terraform-provider-hoody/internal/provider"
)

const requiresHoody = "terraform {\n  required_providers {\n    hoody = { source = \"hoody/hoody\" }\n  }\n}\n"

// serveAccount runs an account of so many containers, c1 and on, for one test.
func serveAccount(t *testing.T, containers int) (*emulator.Account, string) {
	t.Helper()
	all := []emulator.Container{{ID: "theirs", Name: "theirs", Project: "p2", Server: "node-1", Status: "running", Foreign: true}}
	for i := range containers {
		all = append(all, emulator.Container{
			ID: fmt.Sprintf("c%d", i+1), Name: fmt.Sprintf("container-%d", i+1), Project: "p1", Server: "node-1", Status: "running",
		})
	}
	account := emulator.NewAccount(accountToken, emulator.Options{}, all...)
	server := httptest.NewServer(account)
	t.Cleanup(func() {
		server.Close()
		wantNoToken(t, account)
	})
	return account, server.URL
}

// wantNoToken wants the account's token in nothing that a container was sent.
func wantNoToken(t *testing.T, account *emulator.Account) {
	t.Helper()
	for i := range 60 {
		service := account.Service(fmt.Sprintf("c%d", i+1))
		if service == nil {
			continue
		}
		for _, r := range service.Requests() {
			if strings.Contains(fmt.Sprint(r.Header), accountToken) {
				t.Errorf("c%d was sent the account's token, with %s %s", i+1, r.Method, r.Path)
			}
		}
	}
}

// atAccount is the provider block for an account, whose own container is c1 or what is
// said instead.
func atAccount(url, own string) string {
	return fmt.Sprintf(`provider "hoody" {
  endpoint           = %q
  container_endpoint = "%[1]s/{container_id}"
  token              = %q
  container          = { id = %q }
  max_retries        = 1
}
`, url, accountToken, own)
}

// backendIn is a backend of its own name in a container, or in the provider's.
func backendIn(name, container string) string {
	names := ""
	if container != "" {
		names = fmt.Sprintf("  container_id = %q\n", container)
	}
	return fmt.Sprintf("resource \"hoody_backend_b2\" %q {\n  account = %[1]q\n  key     = \"K005\"\n%s}\n", name, names)
}

// wantBackends wants so many backends in each container.
func wantBackends(t *testing.T, account *emulator.Account, want map[string]int) {
	t.Helper()
	for id, n := range want {
		if got := len(account.Service(id).Backends()); got != n {
			t.Errorf("%s has %d backends, want %d", id, got, n)
		}
	}
}

// changesIn are the methods of what a container was sent that changes something.
func changesIn(account *emulator.Account, id string) (methods []string) {
	for _, r := range account.Service(id).Requests() {
		if r.Method != "GET" {
			methods = append(methods, r.Method)
		}
	}
	return methods
}

// One provider block serves several containers: what names none is in the provider's
// own, a change of the container replaces, and nobody is asked whom nothing names.
func TestBackendsInContainers(t *testing.T) {
	t.Parallel()
	account, url := serveAccount(t, 4)
	own, named := "hoody_backend_b2.own", "hoody_backend_b2.named"
	action := func(address string, a plancheck.ResourceActionType) resource.ConfigPlanChecks {
		return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, a)}}
	}
	block := atAccount(url, "c1")
	acceptance(t, resource.TestCase{
		CheckDestroy: func(*terraform.State) error {
			wantBackends(t, account, map[string]int{"c1": 0, "c2": 0, "c3": 0})
			return nil
		},
		Steps: []resource.TestStep{
			{
				Config: block + backendIn("own", "") + backendIn("named", "c2"),
				Check: resource.ComposeTestCheckFunc(
					resource.TestCheckResourceAttr(own, "container", "c1"),
					resource.TestCheckNoResourceAttr(own, "container_id"),
					resource.TestCheckResourceAttr(named, "container", "c2"),
					resource.TestCheckResourceAttr(named, "container_id", "c2"),
					func(*terraform.State) error {
						wantBackends(t, account, map[string]int{"c1": 1, "c2": 1, "c3": 0})
						return nil
					},
				),
			},
			{ // the container where it is already
				Config:           block + backendIn("own", "c1") + backendIn("named", "c2"),
				ConfigPlanChecks: action(own, plancheck.ResourceActionUpdate),
				Check:            resource.TestCheckResourceAttr(own, "container", "c1"),
			},
			{Config: block + backendIn("own", "") + backendIn("named", "c2"), ConfigPlanChecks: action(own, plancheck.ResourceActionUpdate)},
			{
				PreConfig: func() {
					if got := changesIn(account, "c1"); !slices.Equal(got, []string{"POST"}) {
						t.Errorf("c1 was sent %v, want one POST", got)
					}
				},
				Config:           block + backendIn("own", "") + backendIn("named", "c3"),
				ConfigPlanChecks: action(named, plancheck.ResourceActionReplace),
				Check: func(*terraform.State) error {
					wantBackends(t, account, map[string]int{"c1": 1, "c2": 0, "c3": 1})
					return nil
				},
			},
			{ // the name that is taken away
				Config:           block + backendIn("own", "") + backendIn("named", ""),
				ConfigPlanChecks: action(named, plancheck.ResourceActionReplace),
				Check:            resource.TestCheckResourceAttr(named, "container", "c1"),
			},
			{Config: block + backendIn("own", "") + backendIn("named", ""), ConfigPlanChecks: nothingPlanned()},
		},
	})
	if n := len(account.Service("c4").Requests()); n != 0 {
		t.Errorf("%d requests to a container that nothing names", n)
	}
}

// A container that cannot be called is the error of what names it, and of nothing else.
func TestContainerThatCannotBeCalled(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		harm func(*emulator.Account)
		want string
	}{
		"stopped": {func(a *emulator.Account) { a.SetStatus("c2", "stopped") }, "Container c2 (container-2) is stopped."},
		"deleted": {func(a *emulator.Account) { a.Remove("c2") }, "Your account has no container c2."},
		"asleep":  {func(a *emulator.Account) { a.Service("c2").Plan(emulator.Asleep(1000)) }, "Container c2 answered 502 Bad Gateway with a page of a proxy."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			account, url := serveAccount(t, 3)
			tf := newTerraform(t)
			tf.write(requiresHoody + atAccount(url, "c1") + backendIn("one", "") + backendIn("two", "c2") + backendIn("three", "c3"))
			tf.mustRun("init")
			tf.mustRun("apply", "-auto-approve", "-no-color")
			asked := len(account.Service("c1").Requests()) + len(account.Service("c3").Requests())
			c.harm(account)
			err := tf.run("plan", "-no-color")
			if err == nil {
				t.Fatal("the plan succeeded")
			}
			said := strings.Join(strings.Fields(strings.NewReplacer("│", " ").Replace(err.Error())), " ")
			if !strings.Contains(said, c.want) || !strings.Contains(said, `container_id = "c2"`) || strings.Count(said, "Error:") != 1 {
				t.Errorf("said %s\nwant one error, on container_id, with %q", said, c.want)
			}
			if now := len(account.Service("c1").Requests()) + len(account.Service("c3").Requests()); now-asked < 2 {
				t.Errorf("%d requests to the others, want that they are read", now-asked)
			}
			if err := tf.run("destroy", "-auto-approve", "-no-color", "-target=hoody_backend_b2.one", "-target=hoody_backend_b2.three"); err != nil {
				t.Error(err)
			}
			wantBackends(t, account, map[string]int{"c1": 0, "c3": 0})
		})
	}
}

// A container of another account, an id that is none, and one that cannot be looked up.
func TestContainerThatCannotBeNamed(t *testing.T) {
	t.Parallel()
	_, url := serveAccount(t, 1)
	_, plain := serveEmulator(t, emulator.Options{})
	for name, c := range map[string]struct{ config, want string }{
		"another account's": {atAccount(url, "c1") + backendIn("a", "theirs"), "The token may not see container theirs"},
		"no id":             {atAccount(url, "c1") + backendIn("a", "a/b"), `"a/b" is not the id of a container`},
		"no token":          {atService(plain) + backendIn("a", "c1"), "there is no token to look it up with"},
		"nowhere": {strings.Replace(atService(plain), "endpoint", "token = \"t\"\n  endpoint", 1) + backendIn("a", "c1"),
			"Where containers are does not follow from the address of the control plane"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acceptance(t, resource.TestCase{
				Steps: []resource.TestStep{{Config: c.config, ExpectError: words(c.want)}},
			})
		})
	}
}

// A refresh of a thousand backends in fifty containers takes one list of each, and the
// look-up of all of them.
func TestRefreshOfFiftyContainers(t *testing.T) {
	t.Parallel()
	const containers, each = 50, 20
	account, url := serveAccount(t, containers+1)
	server := provider.NewServer("test")()
	schema, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	configured, err := server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{Config: encode(t, schema.Provider,
		texts("endpoint", url, "container_endpoint", url+"/{container_id}", "token", accountToken))})
	if err != nil || len(configured.Diagnostics) > 0 {
		t.Fatal(err, details(configured.Diagnostics))
	}
	type thing struct{ container, id string }
	var all []thing
	for i := range containers {
		in := fmt.Sprintf("c%d", i+1)
		for range each {
			all = append(all, thing{in, account.Service(in).Add("b2", map[string]any{"account": "a", "key": "k"})})
		}
	}
	b2 := schema.ResourceSchemas["hoody_backend_b2"]
	for _, one := range all {
		state := encode(t, b2, map[string]cty.Value{
			"id": cty.StringVal(one.id), "engine": cty.StringVal("api"), "container_id": cty.StringVal(one.container), "account": cty.StringVal("a"),
		})
		read, err := server.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{TypeName: "hoody_backend_b2", CurrentState: state})
		if err != nil || len(read.Diagnostics) > 0 {
			t.Fatal(err, details(read.Diagnostics))
		}
	}
	lists := 0
	for i := range containers {
		lists += len(account.Service(fmt.Sprintf("c%d", i+1)).Requests())
	}
	if lookUps := len(account.Requests()); lists > containers || lookUps != 1 {
		t.Errorf("%d requests to containers and %d look-ups, want at most %d and 1", lists, lookUps, containers)
	}
	if n := len(account.Service("c51").Requests()); n != 0 {
		t.Errorf("%d requests to a container that nothing names", n)
	}
}

// A mount is in the container of its backend, and moves with it.
func TestMountsInContainers(t *testing.T) {
	t.Parallel()
	account, url := serveAccount(t, 3)
	mounted := func(container, names string) string {
		return atAccount(url, "c1") + backendIn("data", container) + fmt.Sprintf(`
resource "hoody_mount" "data" {
  backend_id = hoody_backend_b2.data.id
  mount_path = "data"
  %s
}
`, names)
	}
	const follows = "container_id = hoody_backend_b2.data.container"
	wantMounts := func(c1, c2, c3 int) resource.TestCheckFunc {
		return func(*terraform.State) error {
			for id, want := range map[string]int{"c1": c1, "c2": c2, "c3": c3} {
				if got := len(account.Service(id).Mounts()); got != want {
					t.Errorf("%s has %d mounts, want %d", id, got, want)
				}
			}
			return nil
		}
	}
	action := func(a plancheck.ResourceActionType) resource.ConfigPlanChecks {
		return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction("hoody_mount.data", a)}}
	}
	at := func(container string) resource.TestCheckFunc {
		return resource.TestCheckResourceAttr("hoody_mount.data", "container", container)
	}
	acceptance(t, resource.TestCase{
		CheckDestroy: wantMounts(0, 0, 0),
		Steps: []resource.TestStep{
			{Config: mounted("c2", follows), Check: resource.ComposeTestCheckFunc(at("c2"), wantMounts(0, 1, 0))},
			{Config: mounted("c2", follows), ConfigPlanChecks: nothingPlanned()},
			{
				Config: mounted("c3", follows), ConfigPlanChecks: action(plancheck.ResourceActionDestroyBeforeCreate),
				Check: resource.ComposeTestCheckFunc(at("c3"), wantMounts(0, 0, 1)),
			},
			{
				Config: mounted("", ""), ConfigPlanChecks: action(plancheck.ResourceActionDestroyBeforeCreate),
				Check: resource.ComposeTestCheckFunc(at("c1"), wantMounts(1, 0, 0)),
			},
			{Config: mounted("", follows), ConfigPlanChecks: action(plancheck.ResourceActionUpdate), Check: at("c1")},
			{Config: mounted("", "vfs = { cache_mode = \"full\" }"), ConfigPlanChecks: action(plancheck.ResourceActionUpdate), Check: at("c1")},
			{PreConfig: func() { account.SetStatus("c3", "stopped") }, Config: mounted("", "container_id = \"c3\""),
				ExpectError: words("Container c3 (container-3) is stopped.")},
			// The mount was unmounted for its move, so only its backend is there.
			{Config: mounted("", ""), Check: resource.ComposeTestCheckFunc(at("c1"), wantMounts(1, 0, 0))},
		},
	})
}

// The account's containers, and what is in one of them, as data.
func TestContainersAsData(t *testing.T) {
	t.Parallel()
	account, url := serveAccount(t, 3)
	account.SetStatus("c2", "stopped")
	id := account.Service("c3").Add("b2", map[string]any{"account": "a", "key": "k"})
	mount := account.Service("c3").Mount(id, "data")
	tf := newTerraform(t)
	main := requiresHoody + atAccount(url, "c1")
	for _, source := range []string{"hoody_container", "hoody_containers"} {
		write(t, filepath.Join(tf.dir, source, "example.tf"), requiresHoody+textOf(t, "examples/data-sources/"+source+"/data-source.tf"))
	}
	main += fmt.Sprintf(`
module "one" {
  source       = "./hoody_container"
  container_id = "c2"
}
module "all" {
  source = "./hoody_containers"
}
data "hoody_containers" "stopped" {
  project = "p1"
  status  = "stopped"
}
data "hoody_backends" "there" {
  container_id = "c3"
}
data "hoody_backend" "there" {
  container_id = "c3"
  id           = %[1]q
}
data "hoody_backend_test" "there" {
  container_id = "c3"
  id           = %[1]q
}
data "hoody_mounts" "there" {
  container_id = "c3"
}
data "hoody_mount" "there" {
  container_id = "c3"
  mount_id     = %[2]q
}
output "all" {
  sensitive = true
  value = [
    module.one.build_runs_on, module.all.running_containers, data.hoody_containers.stopped.containers,
    data.hoody_backends.there.backends[*].id, data.hoody_backend.there.backend_type, data.hoody_backend_test.there.ok,
    data.hoody_mounts.there.mounts[*].id, data.hoody_mount.there.backend_id,
  ]
}
`, id, mount)
	tf.write(main)
	tf.mustRun("init")
	tf.mustRun("apply", "-auto-approve")
	tf.output.Reset()
	tf.mustRun("output", "-json", "all")
	var got []any
	if err := json.Unmarshal([]byte(tf.output.String()), &got); err != nil {
		t.Fatal(err)
	}
	want := []any{
		"container-2 (stopped) on node-1", map[string]any{"container-1": "c1", "container-3": "c3"},
		[]any{map[string]any{"id": "c2", "name": "container-2", "project": "p1", "server": "node-1", "status": "stopped", "address": url + "/c2"}},
		[]any{id}, "b2", true, []any{"/hoody/mounts/data"}, id,
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	if asked := account.Requests(); len(asked) != 1 || asked[0].Path != "/api/v1/containers" {
		t.Errorf("the control plane was asked %v, want one list", asked)
	}
	tf.write(main + "data \"hoody_container\" \"none\" {\n  id = \"none\"\n}\n")
	if err := tf.run("plan", "-no-color"); err == nil || !strings.Contains(err.Error(), "Your account has no container none.") {
		t.Errorf("error %v, want that there is no container", err)
	}
	tf.write(main + "data \"hoody_backends\" \"stopped\" {\n  container_id = \"c2\"\n}\n")
	if err := tf.run("plan", "-no-color"); err == nil || !strings.Contains(err.Error(), "Container c2 (container-2) is stopped.") {
		t.Errorf("error %v, want that the container is stopped", err)
	}
}

// The action tests a backend of the container that it names.
func TestActionInAContainer(t *testing.T) {
	t.Parallel()
	account, url := serveAccount(t, 3)
	account.SetStatus("c3", "stopped")
	id := account.Service("c2").Add("b2", map[string]any{"account": "a", "key": "k"})
	s := newCoreWith(t, texts("endpoint", url, "container_endpoint", url+"/{container_id}", "token", accountToken))
	if _, problems := s.invoke(t, id, "container_id", "c2"); len(problems) > 0 {
		t.Errorf("failed: %q", details(problems))
	}
	_, problems := s.invoke(t, id, "container_id", "c3")
	if len(problems) != 1 || problems[0].Detail != "Container c3 (container-3) is stopped.\nStart it at Hoody, then apply again." {
		t.Errorf("said %q, want that the container is stopped", details(problems))
	}
}

// An import names the container before the id or the path; without one it is the
// provider's own.
func TestImportFromAContainer(t *testing.T) {
	t.Parallel()
	account, url := serveAccount(t, 2)
	id := account.Service("c2").Add("b2", map[string]any{"account": "data", "key": "K005"})
	account.Service("c2").Mount(id, "data")
	tf := newTerraform(t)
	things := backendIn("data", "c2") +
		"resource \"hoody_mount\" \"data\" {\n  backend_id   = hoody_backend_b2.data.id\n  container_id = \"c2\"\n}\n"
	tf.write(requiresHoody + atAccount(url, "c1") + things)
	tf.mustRun("init")
	for address, wrong := range map[string]string{"hoody_backend_b2.data": id, "hoody_mount.data": "/hoody/mounts/data"} {
		if err := tf.run("import", "-no-color", address, wrong); err == nil {
			t.Errorf("imported %s from the provider's own container", wrong)
		}
	}
	tf.mustRun("import", "hoody_backend_b2.data", "c2/"+id)
	tf.mustRun("import", "hoody_mount.data", "c2:/hoody/mounts/data")
	tf.mustRun("apply", "-auto-approve", "-no-color")
	tf.mustRun("plan", "-detailed-exitcode", "-no-color")
	if got := changesIn(account, "c2"); slices.Contains(got, "POST") || slices.Contains(got, "DELETE") {
		t.Errorf("c2 was sent %v", got)
	}
	wantBackends(t, account, map[string]int{"c1": 0, "c2": 1})
}

// applied applies a configuration over a state, in place.
func (s *core) applied(
	t *testing.T, name string, state *tfprotov6.DynamicValue, private []byte, identity *tfprotov6.ResourceIdentityData,
	config map[string]cty.Value,
) (*tfprotov6.DynamicValue, []byte, *tfprotov6.ResourceIdentityData) {
	t.Helper()
	planned, _ := s.plan(t, name, state, private, identity, config)
	if len(planned.RequiresReplace) > 0 {
		t.Fatalf("%s is replaced because of %v", name, planned.RequiresReplace)
	}
	applied, err := s.server.ApplyResourceChange(t.Context(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: name, PriorState: state, PlannedState: planned.PlannedState, PlannedPrivate: planned.PlannedPrivate,
		PlannedIdentity: planned.PlannedIdentity, Config: encode(t, s.schema.ResourceSchemas[name], config),
	})
	if err != nil || len(applied.Diagnostics) > 0 {
		t.Fatal(err, details(applied.Diagnostics))
	}
	return applied.NewState, applied.Private, applied.NewIdentity
}

// wantIdentity wants a thing in a container, or in the provider's own where none is named.
func wantIdentity(t *testing.T, name, container, id string, got *tfprotov6.ResourceIdentityData) {
	t.Helper()
	named := cty.NullVal(cty.String)
	if container != "" {
		named = cty.StringVal(container)
	}
	is, err := msgpack.Unmarshal(got.IdentityData.MsgPack, identityType(name))
	if want := identityIn(name, named, cty.StringVal(id)); err != nil || !is.RawEquals(want) {
		t.Errorf("the identity is %#v (%v), want %#v", is, err, want)
	}
}

// An identity has the container where one is named. To name the one where the thing is,
// or not to any more, changes the identity and sends nothing.
func TestIdentityInAContainer(t *testing.T) {
	t.Parallel()
	account, url := serveAccount(t, 2)
	own := texts("endpoint", url, "container_endpoint", url+"/{container_id}", "token", accountToken)
	own["container"] = cty.ObjectVal(map[string]cty.Value{
		"id": cty.StringVal("c1"), "project_id": cty.NullVal(cty.String), "container_id": cty.NullVal(cty.String),
		"server": cty.NullVal(cty.String), "service_index": cty.NullVal(cty.Number),
	})
	backends := map[string]string{}
	for _, in := range []string{"c1", "c2"} {
		backends[in] = account.Service(in).Add("b2", map[string]any{"account": "a", "key": "k"})
		account.Service(in).Mount(account.Service(in).Add("b2", map[string]any{"account": "m", "key": "k"}), "data")
	}
	const backend, mount, at = "hoody_backend_b2", "hoody_mount", "/hoody/mounts/data"
	for _, c := range []struct{ named, is, then string }{{"c2", "c2", "c2"}, {"", "c1", "c1"}, {"c1", "c1", ""}} {
		s := newCoreWith(t, own)
		for name, id := range map[string]string{backend: backends[c.is], mount: at} {
			identity := cty.NullVal(cty.String)
			if c.named != "" {
				identity = cty.StringVal(c.named)
			}
			state, private, got := s.imported(t, name, &tfprotov6.ResourceIdentityData{
				IdentityData: pack(t, identityIn(name, identity, cty.StringVal(id)), identityType(name)),
			})
			wantIdentity(t, name, c.named, id, got)
			config := texts("account", "a", "key", "k")
			if name == mount {
				config = texts("backend_id", account.Service(c.is).Backends()[1].ID, "mount_path", "data")
			}
			if c.then != "" {
				config["container_id"] = cty.StringVal(c.then)
			}
			state, private, got = s.applied(t, name, state, private, got, config)
			wantIdentity(t, name, c.then, id, got)
			read, err := newCoreWith(t, own).server.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{
				TypeName: name, CurrentState: state, Private: private, CurrentIdentity: got,
			})
			if err != nil || len(read.Diagnostics) > 0 {
				t.Fatal(err, details(read.Diagnostics))
			}
			wantIdentity(t, name, c.then, id, read.NewIdentity)
			planned, _ := s.plan(t, name, read.NewState, read.Private, read.NewIdentity, config)
			if !reflect.DeepEqual(planned.PlannedState, read.NewState) {
				t.Errorf("%s in %s: planned again: %v", name, c.is, decode(t, planned.PlannedState, s.schema.ResourceSchemas[name]))
			}
		}
	}
	for _, in := range []string{"c1", "c2"} {
		for _, method := range changesIn(account, in) {
			if method != "PUT" { // an import sends the credentials once
				t.Errorf("%s was sent %s", in, method)
			}
		}
	}
}

// A list looks in the provider's container, in the one that it names, or in all; one
// that cannot be listed is a warning beside what the others have.
func TestListsOfContainers(t *testing.T) {
	t.Parallel()
	account, url := serveAccount(t, 4)
	account.SetStatus("c3", "stopped")
	ids := map[string]string{}
	for _, in := range []string{"c1", "c2"} {
		ids[in] = account.Service(in).Add("b2", map[string]any{"account": in, "key": "k"})
		account.Service(in).Mount(ids[in], in)
	}
	s := newCoreWith(t, texts("endpoint", url, "container_endpoint", url+"/{container_id}", "token", accountToken))
	every := map[string]cty.Value{"all_containers": cty.True}
	for name, of := range map[string]map[string]string{
		"hoody_backend_b2": ids,
		"hoody_mount":      {"c1": "/hoody/mounts/c1", "c2": "/hoody/mounts/c2"},
	} {
		one := s.list(t, name, 0, true, texts("container_id", "c2"))
		if len(one) != 1 || len(one[0].Diagnostics) > 0 {
			t.Fatalf("%s in c2: %d results, %q", name, len(one), details(one[0].Diagnostics))
		}
		wantIdentity(t, name, "c2", of["c2"], one[0].Identity)
		is := decode(t, one[0].Resource, s.schema.ResourceSchemas[name])
		if named := is.GetAttr("container_id"); !named.RawEquals(cty.StringVal("c2")) || !is.GetAttr("container").RawEquals(named) {
			t.Errorf("%s: included in container %#v", name, named)
		}
		all := s.list(t, name, 0, false, every)
		if len(all) != 2 || len(all[1].Diagnostics) > 0 {
			t.Fatalf("%s: %d results, want one of c1 and one of c2", name, len(all))
		}
		wantIdentity(t, name, "c1", of["c1"], all[0].Identity)
		wantIdentity(t, name, "c2", of["c2"], all[1].Identity)
		wantAway(t, all[0].Diagnostics, tfprotov6.DiagnosticSeverityWarning, "in 1 of 4 containers",
			"c3: Container c3 (container-3) is stopped.")
		if got := s.list(t, name, 1, false, every); len(got) != 1 {
			t.Errorf("%s: %d results, want the one that the limit allows", name, len(got))
		}
		stopped := s.list(t, name, 0, false, texts("container_id", "c3"))
		if len(stopped) != 1 {
			t.Fatalf("%s: %d results, want one error", name, len(stopped))
		}
		wantAway(t, stopped[0].Diagnostics, tfprotov6.DiagnosticSeverityError, "not listed", "Container c3 (container-3) is stopped.")
	}
	for _, in := range []string{"c1", "c2", "c4"} {
		account.SetStatus(in, "stopped")
	}
	s = newCoreWith(t, texts("endpoint", url, "container_endpoint", url+"/{container_id}", "token", accountToken))
	none := s.list(t, "hoody_backend_b2", 0, false, every)
	if len(none) != 1 {
		t.Fatalf("%d results, want one error", len(none))
	}
	wantAway(t, none[0].Diagnostics, tfprotov6.DiagnosticSeverityError, "Backends not listed in 4 of 4 containers", "c1: Container c1")
}

// wantAway wants one diagnostic that says what could not be listed.
func wantAway(t *testing.T, got []*tfprotov6.Diagnostic, severity tfprotov6.DiagnosticSeverity, summary, detail string) {
	t.Helper()
	if len(got) != 1 || got[0].Severity != severity || !strings.Contains(got[0].Summary, summary) || !strings.Contains(got[0].Detail, detail) {
		t.Errorf("said %q, want %s with %q and %q", details(got), severity, summary, detail)
	}
}

// A life with three containers: c2 sleeps when the secret rotates, and c3 is deleted
// half-way. Only what was in c3 cannot be seen; the others rotate, and nothing is left.
func TestLifeOfThreeContainers(t *testing.T) {
	t.Parallel()
	account, url := serveAccount(t, 3)
	tf := newTerraform(t, "TF_VAR_key=first")
	tf.write(requiresHoody + atAccount(url, "c1") + `
variable "key" {
  sensitive = true
}
variable "containers" {
  type    = set(string)
  default = ["c1", "c2", "c3"]
}
resource "hoody_backend_b2" "data" {
  for_each          = var.containers
  container_id      = each.key
  account           = each.key
  key               = var.key
  remount_on_rotate = true
}
resource "hoody_mount" "data" {
  for_each     = hoody_backend_b2.data
  container_id = each.value.container
  backend_id   = each.value.id
  mount_path   = "data"
}
`)
	tf.mustRun("init")
	tf.mustRun("apply", "-auto-approve", "-no-color")
	tf.mustRun("plan", "-detailed-exitcode", "-no-color")
	account.Remove("c3")
	account.Service("c2").Plan(emulator.Asleep(1))
	tf.env = append(tf.env, "TF_VAR_key=second")
	err := tf.run("apply", "-auto-approve", "-no-color")
	if err == nil {
		t.Fatal("an apply went on without c3")
	}
	said := strings.Join(strings.Fields(strings.NewReplacer("│", " ").Replace(err.Error())), " ")
	// Terraform does not refresh the mount once it has no backend.
	if !strings.Contains(said, "Your account has no container c3.") || strings.Count(said, "Error:") != 1 ||
		!strings.Contains(said, `with hoody_backend_b2.data["c3"]`) {
		t.Errorf("want one error, of the backend in c3:\n%s", said)
	}
	tf.mustRun("state", "rm", `hoody_backend_b2.data["c3"]`, `hoody_mount.data["c3"]`)
	tf.env = append(tf.env, `TF_VAR_containers=["c1", "c2"]`)
	tf.mustRun("apply", "-auto-approve", "-no-color")
	for _, in := range []string{"c1", "c2"} {
		service := account.Service(in)
		if b := service.Backends(); len(b) != 1 || b[0].Config["key"] != "second" || b[0].Config["account"] != in {
			t.Errorf("%s has %v, want its own backend with the second key", in, b)
		}
		if m := service.Mounts(); len(m) != 1 {
			t.Errorf("%s has %d mounts, want its own", in, len(m))
		}
	}
	tf.mustRun("destroy", "-auto-approve", "-no-color")
	wantBackends(t, account, map[string]int{"c1": 0, "c2": 0})
}

// Every data source that can be asked of a container blames a stopped one on the
// attribute that names it.
func TestDataOfAStoppedContainer(t *testing.T) {
	t.Parallel()
	account, url := serveAccount(t, 2)
	account.SetStatus("c2", "stopped")
	s := newCoreWith(t, texts("endpoint", url, "container_endpoint", url+"/{container_id}", "token", accountToken))
	need := map[string]map[string]cty.Value{
		"hoody_backend":         texts("id", "bck_0123456789abcdef"),
		"hoody_backend_test":    texts("id", "bck_0123456789abcdef"),
		"hoody_backends":        {},
		"hoody_mount":           texts("mount_id", "mount_1"),
		"hoody_mounts":          {},
		"hoody_pending_uploads": {},
	}
	for source, schema := range s.schema.DataSourceSchemas {
		if !slices.ContainsFunc(schema.Block.Attributes, func(a *tfprotov6.SchemaAttribute) bool { return a.Name == "container_id" }) {
			continue
		}
		config, known := need[source]
		if !known {
			t.Errorf("%s is not tried", source)
			continue
		}
		delete(need, source)
		config["container_id"] = cty.StringVal("c2")
		_, problems := s.readData(t, source, config)
		if len(problems) != 1 || !strings.Contains(problems[0].Detail, "Container c2 (container-2) is stopped.") ||
			problems[0].Attribute.String() != `AttributeName("container_id")` {
			t.Errorf("%s said %q at %v", source, details(problems), problems)
		}
	}
	if len(need) > 0 {
		t.Errorf("cannot be asked of a container: %v", need)
	}
}
