package embedded

import (
	"errors"
	"io/fs"
	"os"

	"github.com/rclone/rclone/lib/env"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
	"github.com/hoody/terraform-provider-hoody/internal/engine"
)

// needsFiles refuses a configuration that names a file which does not exist on this
// machine. rclone reports that in many ways, or not at all.
func needsFiles(b *catalog.Backend, values catalog.Values) error {
	for i := range b.Fields {
		f := &b.Fields[i]
		name, _ := values[f.Name].(string)
		// Nobody chose a default, which a state has all the same, and not every way to
		// authenticate reads the file.
		if f.Kind == catalog.File && name != f.DefaultValue() && isMissing(name) {
			return &engine.Error{
				Field:   f.Name,
				Message: "The file " + name + " does not exist.",
				Advice:  "With the embedded engine a file is looked for on the machine where Terraform runs.",
			}
		}
	}
	return nil
}

// isMissing reports whether a named file certainly does not exist. Names may begin
// with ~ and hold variables, as rclone reads them.
func isMissing(name string) bool {
	if name == "" {
		return false
	}
	_, err := os.Stat(env.ShellExpand(name))
	return errors.Is(err, fs.ErrNotExist)
}
