package text

import "strconv"

// Spell writes an amount as people do: bytes of a Size as 10Gi, seconds of a
// Duration as 1h. What has no such spelling is written in decimal digits.
func (f *Form) Spell(amount int64) string {
	if f == nil || f.spell == nil || amount < 0 {
		return strconv.FormatInt(amount, 10)
	}
	return f.spell(amount)
}

// Amount returns the number that a text of a Size or Duration stands for, in bytes or
// seconds. It reports false if there is none.
func (f *Form) Amount(s string) (int64, bool) {
	text, err := f.Canonical(s)
	if err != nil {
		return 0, false
	}
	n, err := strconv.ParseInt(text, 10, 64)
	return n, err == nil
}

// spelledSize writes bytes with the largest unit that gives a whole number.
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
