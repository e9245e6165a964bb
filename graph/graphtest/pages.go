package graphtest

import (
	"os"
	"strings"
	"testing"
)

// HoldBlocks holds what stands in a page of documentation between the marks
// "<!-- mark -->" and "<!-- end -->" against what should, by marks. With update the
// page is written anew; how is the command that does so.
func HoldBlocks(t testing.TB, page string, blocks map[string]string, update bool, how string) {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	all := string(text)
	for mark, want := range blocks {
		from := "<!-- " + mark + " -->\n"
		before, rest, found := strings.Cut(all, from)
		shown, after, closed := strings.Cut(rest, "<!-- end -->")
		switch {
		case !found || !closed:
			t.Fatalf("%s has no block %q", page, mark)
		case shown == want:
		case update:
			all = before + from + want + "<!-- end -->" + after
		default:
			t.Errorf("%s, block %q (%s writes it):\n%s", page, mark, how, FirstDifference(shown, want))
		}
	}
	if all != string(text) {
		if err := os.WriteFile(page, []byte(all), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// FirstDifference tells the first line in which two texts differ.
func FirstDifference(shown, want string) string {
	one, other := strings.Split(shown, "\n"), strings.Split(want, "\n")
	for i := range min(len(one), len(other)) {
		if one[i] != other[i] {
			return "shown: " + one[i] + "\nwant:  " + other[i]
		}
	}
	return "one is longer than the other"
}
