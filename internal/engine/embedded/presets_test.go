package embedded

import (
	"slices"
	"strings"
	"testing"

	"github.com/rclone/rclone/fs"

	"github.com/hoody/terraform-provider-hoody/internal/catalog/services"
)

// What the pages say of usual services is among the values that rclone documents for
// them, where it documents any.
func TestPresetsAreThoseOfRclone(t *testing.T) {
	t.Parallel()
	held := 0
	for _, b := range services.All() {
		if len(b.Presets.Of) == 0 {
			continue
		}
		info, err := registered(b)
		if err != nil {
			t.Fatal(err)
		}
		provider := slices.Index(b.Presets.Fields, fs.ConfigProvider)
		for _, p := range b.Presets.Of {
			if p.Values[provider] == "Other" {
				continue // of which rclone knows nothing
			}
			for i, name := range b.Presets.Fields {
				documented := documentedFor(info.Options.Get(name), p.Values[provider])
				if i == provider || p.Values[i] == "" || len(documented) == 0 {
					continue
				}
				held++
				if !slices.Contains(documented, p.Values[i]) {
					t.Errorf("%s of %s is %s, rclone documents %q", name, p.Service, p.Values[i], documented)
				}
			}
		}
	}
	if held < 10 {
		t.Errorf("%d values were held against rclone's, want ten at least", held)
	}
}

// documentedFor are the values of an option for one provider alone.
func documentedFor(o *fs.Option, provider string) (values []string) {
	for _, e := range o.Examples {
		if e.Value != "" && slices.Contains(strings.Split(e.Provider, ","), provider) {
			values = append(values, e.Value)
		}
	}
	return values
}
