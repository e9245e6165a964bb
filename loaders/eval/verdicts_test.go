package eval_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestVerdicts: each list of judged claims is whole, each claim is judged once, a
// wrong one says why, and the precision in its head is that of its lines.
func TestVerdicts(t *testing.T) {
	for file, claims := range map[string]int{"verdicts-releases.tsv": 300, "verdicts-roles.tsv": 150, "verdicts-events.tsv": 120, "verdicts-meetings.tsv": 100, "verdicts-final.tsv": 140} {
		raw, err := os.ReadFile(filepath.Join("testdata", file))
		if err != nil {
			t.Fatal(err)
		}
		judged(t, file, string(raw), claims)
	}
}

func judged(t *testing.T, file, text string, claims int) {
	seen, right := map[string]bool{}, 0
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
		if fields[2] == "right" {
			right++
		}
	}
	if head := fmt.Sprintf("(%d of %d)", right, len(seen)); len(seen) != claims || !strings.Contains(text, "# precision") || !strings.Contains(text, head) {
		t.Errorf("%s: %d verdicts, and the head does not say %s", file, len(seen), head)
	}
}
