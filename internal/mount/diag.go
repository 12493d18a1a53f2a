package mount

import (
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/hoody/terraform-provider-hoody/internal/engine"
	"github.com/hoody/terraform-provider-hoody/internal/tf"
)

// atPath is where the absolute path is kept.
var atPath = path.Root("path")

// atStatus is where the status is kept.
var atStatus = path.Root("status")

// atVFS is where the settings are kept.
var atVFS = path.Root("vfs")

// blamed has the attribute of each field that an engine can blame.
var blamed = func() map[string]path.Path {
	all := map[string]path.Path{
		engine.MountBackend:  path.Root("backend_id"),
		engine.MountLabel:    path.Root("label"),
		engine.MountPath:     path.Root("mount_path"),
		engine.MountSettings: atVFS,
		engine.ContainerID:   path.Root(tf.ContainerID),
	}
	for _, one := range engine.AllSettings {
		if !one.Hidden {
			all[one.Name] = atVFS.AtName(one.Name)
		}
	}
	return all
}()

// failures shows an engine's errors about mounts.
var failures = tf.Reporter{
	Resource: "hoody_mount",
	Gone:     "Hoody does not have this mount any more.\nPlan again: the refresh will notice, and plan to mount again.",
	At:       func(field string) (path.Path, bool) { at, ok := blamed[field]; return at, ok },
}

// addError reports an engine's error. summary says what did not happen.
func (r *Resource) addError(diags *diag.Diagnostics, summary string, err error) {
	r.Report(failures, diags, summary, err)
}

// addHeldTwice warns that another resource of the run has the same path.
func addHeldTwice(diags *diag.Diagnostics, at string) {
	diags.AddWarning("Two resources manage the mount at "+at,
		"Two resources of type hoody_mount have the same path: destroying or replacing one of them unmounts the other's.\n"+
			"Remove one from the state: terraform state rm ADDRESS. For a resource that was renamed, a moved block is the way.")
}
