package embedded

import (
	"fmt"
	"testing"

	"github.com/rclone/rclone/fs"
	"github.com/rclone/rclone/fs/config/configstruct"
	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

func TestExplore(t *testing.T) {
	for _, b := range catalog.All() {
		info, _ := fs.Find(b.BackendType())
		seen := map[string]string{}
		for i := range info.Options {
			o := &info.Options[i]
			if d, ok := seen[o.Name]; ok { fmt.Println("DUP", b.Name, o.Name, d, "|", o.String()) }
			seen[o.Name] = o.String()
		}
		opts, err := translate(b, nil)
		if err != nil { t.Fatal(err) }
		for i := range b.Fields {
			f := &b.Fields[i]
			o := info.Options.Get(f.Name)
			v := opts[f.Name]
			if o == nil { fmt.Println("UNKNOWN", b.Name, f.Name, f.Kind, v); continue }
			d := o.String()
			if v == "" && d != "" { fmt.Println("EMPTY", b.Name, f.Name, "default", d) }
			n, err := configstruct.StringToInterface(o.GetValue(), v)
			if err != nil { fmt.Println("ERR", b.Name, f.Name, err, fmt.Sprintf("%T", o.GetValue())); continue }
			if v != d { fmt.Printf("DIFF %s %s %q default %q typed %v vs %v %T\n", b.Name, f.Name, v, d, n, o.GetValue(), n) }
			if o.IsPassword { fmt.Println("PW", b.Name, f.Name) }
		}
	}
}
