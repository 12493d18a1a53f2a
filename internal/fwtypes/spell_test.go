package fwtypes

import (
	"testing"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

func TestSpell(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind   catalog.Kind
		amount int64
		want   string
	}{
		{catalog.Duration, 0, "0s"},
		{catalog.Duration, 59, "59s"},
		{catalog.Duration, 300, "5m"},
		{catalog.Duration, 3600, "1h"},
		{catalog.Duration, 5430, "1h30m30s"},
		{catalog.Duration, 90000, "25h"},
		{catalog.Duration, -1, "-1"},
		{catalog.Size, 0, "0"},
		{catalog.Size, 1000, "1000"},
		{catalog.Size, 1536, "1536"},
		{catalog.Size, 4194304, "4Mi"},
		{catalog.Size, 10737418240, "10Gi"},
		{catalog.Size, -1, "-1"},
		{catalog.Int, 7, "7"},
	} {
		got := Spell(c.kind, c.amount)
		if got != c.want {
			t.Errorf("%d of kind %d is spelled %q, want %q", c.amount, c.kind, got, c.want)
		}
		back, ok := Amount(c.kind, got)
		if c.amount >= 0 && (!ok || back != c.amount) {
			t.Errorf("%q is read as %d, want %d", got, back, c.amount)
		}
	}
}
