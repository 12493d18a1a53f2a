package mount

import (
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// atPath is where the absolute path is kept.
var atPath = path.Root("path")

// atStatus is where the status is kept.
var atStatus = path.Root("status")

// atVFS is where the settings are kept.
var atVFS = path.Root("vfs")

// blamed are the attributes of what an engine blames.
var blamed = func() map[string]path.Path {
	all := map[string]path.Path{
		engine.MountBackend:  path.Root("backend_id"),
		engine.MountLabel:    path.Root("label"),
		engine.MountPath:     path.Root("mount_path"),
		engine.MountSettings: atVFS,
	}
	for _, one := range engine.AllSettings {
		if !one.Hidden {
			all[one.Name] = atVFS.AtName(one.Name)
		}
	}
	return all
}()

// addError reports an engine's error, on the attribute to blame where it knows
// one. Summary says what did not happen.
func addError(diags *diag.Diagnostics, summary string, err error) {
	var (
		failure *engine.Error
		unknown *engine.Unknown
	)
	switch {
	case errors.As(err, &unknown):
		diags.AddError(summary, unknown.Text("hoody_mount"))
	case errors.Is(err, engine.ErrNotFound):
		diags.AddError(summary, "Hoody does not have this mount any more.\nPlan again: the refresh will notice, and plan to mount anew.")
	case errors.As(err, &failure):
		detail := failure.Text()
		if at, ok := blamed[failure.Field]; ok {
			diags.AddAttributeError(at, summary, detail)
		} else {
			diags.AddError(summary, detail)
		}
	default:
		diags.AddError(summary, err.Error())
	}
}

func addNotices(diags *diag.Diagnostics, notices []engine.Notice) {
	for _, n := range notices {
		diags.AddWarning(n.Summary, n.Detail)
	}
}

// addHeldTwice warns of a path that another resource of the run holds too.
func addHeldTwice(diags *diag.Diagnostics, at string) {
	diags.AddWarning("Two resources manage the mount at "+at,
		"Two resources of type hoody_mount have the same path: to destroy or replace one of them unmounts the other's.\n"+
			"Remove one from the state: terraform state rm. For a resource that was renamed, a moved block is the way.")
}
