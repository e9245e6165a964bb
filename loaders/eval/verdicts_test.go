package eval_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestVerdicts: the list of judged claims is whole, each claim is judged once, a
// wrong one says why, and the precision in its head is that of its lines.
func TestVerdicts(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("testdata", "verdicts-releases.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	seen, right := map[string]bool{}, 0
	for _, line := range strings.Split(strings.TrimSpace(string(raw)), "\n") {
		if strings.HasPrefix(line, "#") || strings.HasPrefix(line, "id\t") {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) != 4 || seen[fields[0]] || (fields[2] == "wrong") != (fields[3] != "") || fields[2] != "right" && fields[2] != "wrong" {
			t.Errorf("bad verdict: %q", line)
			continue
		}
		seen[fields[0]] = true
		if fields[2] == "right" {
			right++
		}
	}
	if head := fmt.Sprintf("(%d of %d)", right, len(seen)); len(seen) != 300 || !strings.Contains(string(raw), "# precision") || !strings.Contains(string(raw), head) {
		t.Errorf("%d verdicts, and the head does not say %s", len(seen), head)
	}
}
