package export

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestCAMEO finds every code of CAMEO in the verb dictionary of PETRARCH.
func TestCAMEO(t *testing.T) {
	dictionary, err := os.ReadFile(filepath.Join(os.Getenv("ENTENTE_SHARED"), "data", "petrarch", "CAMEO.2.0.txt"))
	if err != nil {
		t.Skip("ENTENTE_SHARED names no folder with CAMEO.2.0.txt")
	}
	known := map[string]bool{"103": true, "204": true} // of the code book alone
	for _, m := range regexp.MustCompile(`\[(?:---)?:?(\d{3,4})|:(\d{3,4})\]`).FindAllStringSubmatch(string(dictionary), -1) {
		known[m[1]+m[2]] = true
	}
	if len(known) < 200 {
		t.Fatalf("only %d codes read", len(known))
	}
	for _, p := range ploverTypes {
		for _, mode := range append(slices.Collect(func(yield func(string) bool) {
			for m := range p.modes {
				if !yield(m) {
					return
				}
			}
		}), "") {
			if code := p.code(mode); !known[code] {
				t.Errorf("%s %s: no code %s", p.name, mode, code)
			}
		}
	}
}

// TestContexts finds contexts in words, a line a case.
func TestContexts(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"The two ministers met in Oslo.", ""},
		{"Soldiers of the Marhoun army crossed the border.", "military; territory"},
		{"They spoke of uranium enrichment and of trade.", "economic; cbrn"},
		{"The parliament passed a law against bribery.", "legislative; legal; corruption"},
		{"She selected an important gift, and investigates the electricity.", ""},
		{"Climate ministers promised aid for earthquake victims.", "disasters; environment"},
		{"Human rights in the election campaign", "election; human_rights"},
	} {
		var got []string
		for _, x := range ploverContexts {
			if x.told.MatchString(c.text) {
				got = append(got, x.name)
			}
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%q: got %v, want %s", c.text, got, c.want)
		}
	}
	if len(ploverContexts) != 37 {
		t.Errorf("%d contexts, the manual has 37", len(ploverContexts))
	}
	for _, x := range ploverContexts {
		if x.name == "" || x.told.MatchString("") {
			t.Errorf("%s is told by nothing", x.name)
		}
	}
}
