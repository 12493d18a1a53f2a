package mount

import (
	"context"
	"reflect"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/hoody/terraform-provider-hoody/internal/origin"
)

// drawer is a private state.
type drawer map[string]string

func (d drawer) GetKey(_ context.Context, key string) ([]byte, diag.Diagnostics) {
	return []byte(d[key]), nil
}

func (d drawer) SetKey(_ context.Context, key string, value []byte) diag.Diagnostics {
	if len(value) == 0 {
		delete(d, key) // as the framework's
		return nil
	}
	d[key] = string(value)
	return nil
}

// Every format that was ever written is read, and what is saved is in the newest, and
// nowhere else.
func TestFormatsOfTheMemory(t *testing.T) {
	t.Parallel()
	mark := origin.Mark{Salt: []byte("salt"), Slow: []byte("slow")}
	const kept = `{"salt":"c2FsdA==","slow":"c2xvdw=="}`
	for _, c := range []struct {
		name  string
		kept  drawer
		want  memory
		saved string
	}{
		{"nothing", drawer{}, memory{Version: 2}, `{"version":2}`},
		{"before there was a memory", drawer{"origin": kept}, memory{Version: 2, Origin: mark}, `{"version":2,"origin":` + kept + `}`},
		{
			"version 1, with the origin under a key of its own", drawer{"origin": kept, "memory": `{"version":1,"doubt":["timeout"]}`},
			memory{Version: 2, Origin: mark, Doubt: []string{"timeout"}}, `{"version":2,"origin":` + kept + `,"doubt":["timeout"]}`,
		},
		{
			"version 2", drawer{"origin": kept, "memory": `{"version":2,"doubt":["timeout"]}`},
			memory{Version: 2, Doubt: []string{"timeout"}}, `{"version":2,"doubt":["timeout"]}`,
		},
		{"a mark that nobody can read", drawer{"origin": "7"}, memory{Version: 2}, `{"version":2}`},
	} {
		m, diags := readMemory(t.Context(), c.kept)
		if diags.HasError() || !reflect.DeepEqual(m, c.want) {
			t.Errorf("%s: %+v, %v, want %+v", c.name, m, diags, c.want)
		}
		if diags := m.save(t.Context(), c.kept); diags.HasError() {
			t.Errorf("%s: %v", c.name, diags)
		}
		if want := (drawer{"memory": c.saved}); !reflect.DeepEqual(c.kept, want) {
			t.Errorf("%s: saved %s, want %s", c.name, c.kept, want)
		}
	}
}

func TestMemoryOfANewerProvider(t *testing.T) {
	t.Parallel()
	_, diags := readMemory(t.Context(), drawer{"memory": `{"version":3}`})
	want := "A newer provider wrote it (version 3, and this one reads 2).\nUse that provider, or a newer one."
	if len(diags) != 1 || diags[0].Summary() != "The private state cannot be read" || diags[0].Detail() != want {
		t.Errorf("%v, want %s", diags, want)
	}
}
