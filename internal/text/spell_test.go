package text

import (
	"testing"
)

func TestSpell(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind   *Form
		amount int64
		want   string
	}{
		{Duration, 0, "0s"},
		{Duration, 59, "59s"},
		{Duration, 300, "5m"},
		{Duration, 3600, "1h"},
		{Duration, 5430, "1h30m30s"},
		{Duration, 90000, "25h"},
		{Duration, -1, "-1"},
		{Size, 0, "0"},
		{Size, 1000, "1000"},
		{Size, 1536, "1536"},
		{Size, 4194304, "4Mi"},
		{Size, 10737418240, "10Gi"},
		{Size, -1, "-1"},
		{nil, 7, "7"},
	} {
		got := c.kind.Spell(c.amount)
		if got != c.want {
			t.Errorf("%d of form %s is spelled %q, want %q", c.amount, c.kind, got, c.want)
		}
		back, ok := c.kind.Amount(got)
		if c.amount >= 0 && (!ok || back != c.amount) {
			t.Errorf("%q is read as %d, want %d", got, back, c.amount)
		}
	}
}
