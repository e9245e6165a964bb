package graphtest_test

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"entente/graph/graphtest"
)

// originals are of our own: two people, a day of the calendar and a weekday.
var originals = []graphtest.Release{
	{ID: "a", Title: "Minister Peter Aldane in Oslo", Publisher: "The Meridian Post", Published: "2013-05-07T10:00:00Z",
		Text: "Minister Peter Aldane of Norway met Maria Corvin in Oslo on Tuesday.\n\nAldane’s talks go on until May 14, 2013.\n\nCORVIN: We agree."},
	{ID: "b", Title: "Corvin travels", Publisher: "The Courier", Published: "2013-05-09",
		Text: "Maria Corvin left Oslo on May 8.\n\nShe is back on February 31, she said."},
}

// TestRetell: retellings are the same for the same seed and else differ; a name is
// changed everywhere, a day by whole weeks, and what is no name stays.
func TestRetell(t *testing.T) {
	r, err := graphtest.Retell(3, originals)
	if err != nil {
		t.Fatal(err)
	}
	again, _ := graphtest.Retell(3, originals)
	texts, moved, renamed := map[string]bool{}, 0, 0
	for i := range 200 {
		a := r.Release(i)
		if a != again.Release(i) {
			t.Fatalf("article %d differs from itself", i)
		}
		texts[a.Text+a.Published] = true
		day, err := time.Parse(time.DateOnly, a.Published)
		if err != nil {
			t.Fatal(err)
		}
		if want := []time.Weekday{time.Tuesday, time.Thursday}[i%2]; day.Weekday() != want {
			t.Errorf("%s is a %s, want a %s", a.Published, day.Weekday(), want)
		}
		if strings.Contains(a.Text, "until") && !strings.Contains(a.Text, "May 14, 2013") {
			moved++
		}
		if strings.Contains(a.Text, "Minister") && !strings.Contains(a.Text, "Aldane") {
			renamed++
			if strings.Contains(a.Title, "Aldane") {
				t.Errorf("renamed in the text alone: %q, %q", a.Title, a.Text)
			}
		}
		if strings.Contains(a.Text, "left") && !strings.Contains(a.Text, "Oslo") {
			t.Errorf("a place has another name: %q", a.Text)
		}
	}
	if len(texts) < 190 || moved < 20 || renamed < 20 {
		t.Errorf("of 200 articles %d differ, %d have moved days, %d other names", len(texts), moved, renamed)
	}
}

// TestRetellReleases holds retellings of the real releases against what they are
// for: other people, days and texts, and about as long as the originals.
func TestRetellReleases(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(cmp.Or(os.Getenv("ENTENTE_SHARED"), "../../shared"), "articles", "statedept-*.jsonl.gz"))
	if len(files) == 0 {
		t.Skip("the releases are not there: set ENTENTE_SHARED to the folder of shared data")
	}
	of, err := graphtest.Releases(files[0])
	if err != nil {
		t.Fatal(err)
	}
	r, err := graphtest.Retell(1, of)
	if err != nil {
		t.Fatal(err)
	}
	was, is, texts := 0, 0, map[string]bool{}
	for i := range of {
		a := r.Release(len(of) + i)
		was, is = was+len(of[i].Text), is+len(a.Text)
		texts[a.Text] = true
	}
	if len(texts) < len(of)*99/100 || is < was*8/10 || is > was*13/10 {
		t.Errorf("%d texts of %d, %d bytes of %d", len(texts), len(of), is, was)
	}
	t.Logf("%d different texts, %.2f times as long", len(texts), float64(is)/float64(was))
}
