package eval_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestVerdicts: the list of judged claims is whole, each claim is judged once, a wrong
// one says why, the precision in its head is that of its lines, and by kind too.
func TestVerdicts(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("testdata", "verdicts.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	judged(t, "verdicts.tsv", string(raw), 300)
}

func judged(t *testing.T, file, text string, claims int) {
	seen, right := map[string]bool{}, 0
	kinds := map[string][2]int{} // right and all
	for _, line := range strings.Split(strings.Trim(text, "\n"), "\n") {
		if strings.HasPrefix(line, "#") || strings.HasPrefix(line, "id\t") {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) != 4 || seen[fields[0]] || (fields[2] == "wrong") != (fields[3] != "") || fields[2] != "right" && fields[2] != "wrong" {
			t.Errorf("%s: bad verdict: %q", file, line)
			continue
		}
		seen[fields[0]] = true
		of := kinds[fields[1]]
		of[1]++
		if fields[2] == "right" {
			right++
			of[0]++
		}
		kinds[fields[1]] = of
	}
	for kind, of := range kinds {
		if line := fmt.Sprintf("#   %-11s %.3f (%d of %d)\n", kind, float64(of[0])/float64(of[1]), of[0], of[1]); !strings.Contains(text, line) {
			t.Errorf("%s: the head does not say %q", file, line)
		}
	}
	if head := fmt.Sprintf("(%d of %d)", right, len(seen)); len(seen) != claims || !strings.Contains(text, "# precision") || !strings.Contains(text, head) {
		t.Errorf("%s: %d verdicts, and the head does not say %s", file, len(seen), head)
	}
}
