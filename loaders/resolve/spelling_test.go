package resolve

import "testing"

// TestSpelledAlike: a line a case.
func TestSpelledAlike(t *testing.T) {
	for _, c := range []struct {
		a, b string
		one  bool
	}{
		{"moammar kadafi", "muammar gaddafi", true},
		{"sergei lavrov", "sergey lavrov", true},
		{"mohammed dahlan", "mohamed dahlan", true},
		{"li peng", "li ping", false},
		{"wang yi", "wang yu", false},
		{"kim jong il", "kim jong un", false},
		{"ali hassan", "ali hussein", false},
		{"sergei lavrov", "sergei shoigu", false},
		{"kerry", "kerri", false},
		{"mahmoud abbas", "mahmoud abbas", false}, // the same name is no other spelling
	} {
		if got := spelledAlike(c.a, c.b); got != c.one {
			t.Errorf("%q, %q: %t", c.a, c.b, got)
		}
	}
}
