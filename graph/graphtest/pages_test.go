package graphtest

import (
	"os"
	"path/filepath"
	"testing"
)

// TestHoldBlocks: a block that shows other text is written anew, the rest of the page
// is left, and what stands as it should costs nothing.
func TestHoldBlocks(t *testing.T) {
	page := filepath.Join(t.TempDir(), "page.md")
	const old = "a\n<!-- one -->\n1\n<!-- end -->\nb\n<!-- two -->\n2\n<!-- end -->\nc\n"
	if err := os.WriteFile(page, []byte(old), 0o644); err != nil {
		t.Fatal(err)
	}
	HoldBlocks(t, page, map[string]string{"one": "1\n", "two": "2\n"}, false, "")
	HoldBlocks(t, page, map[string]string{"two": "3\n4\n"}, true, "")
	got, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if want := "a\n<!-- one -->\n1\n<!-- end -->\nb\n<!-- two -->\n3\n4\n<!-- end -->\nc\n"; string(got) != want {
		t.Errorf("%s", FirstDifference(string(got), want))
	}
}
