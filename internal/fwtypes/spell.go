package fwtypes

import (
	"strconv"

	"github.com/hoody/terraform-provider-hoody/internal/catalog"
)

// Spell writes an amount of a kind as people do: bytes of a catalog.Size as
// 10Gi, seconds of a catalog.Duration as 1h. What has no such spelling is
// written in decimal digits.
func Spell(k catalog.Kind, amount int64) string {
	switch {
	case k == catalog.Duration && amount >= 0:
		return spelledDuration(amount)
	case k == catalog.Size:
		return spelledSize(amount)
	default:
		return strconv.FormatInt(amount, 10)
	}
}

// Amount is the number that a text of a catalog.Size or catalog.Duration stands
// for, in bytes or seconds. It tells whether there is one.
func Amount(k catalog.Kind, s string) (int64, bool) {
	text, err := Canonical(k, s)
	if err != nil {
		return 0, false
	}
	n, err := strconv.ParseInt(text, 10, 64)
	return n, err == nil
}

// spelledSize writes bytes with the largest unit in which they are whole.
func spelledSize(bytes int64) string {
	unit := ""
	for _, larger := range []string{"Ki", "Mi", "Gi", "Ti", "Pi"} {
		if bytes == 0 || bytes%1024 != 0 {
			break
		}
		bytes, unit = bytes/1024, larger
	}
	return strconv.FormatInt(bytes, 10) + unit
}
