package article

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// shared returns a folder of the shared data, or skips the test.
func shared(t testing.TB, path string) string {
	root := os.Getenv("ENTENTE_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	full := filepath.Join(root, filepath.FromSlash(path))
	if _, err := os.Stat(full); err != nil {
		t.Skipf("no %s: set ENTENTE_SHARED", path)
	}
	return full
}

var scoreWord = regexp.MustCompile(`[\p{L}\p{N}]+`)

// shingles counts the runs of n words of a text. Runs of one tell which words are
// there, runs of four also their order.
func shingles(text string, n int) map[string]int {
	words := scoreWord.FindAllString(strings.ToLower(text), -1)
	counts := map[string]int{}
	for i := 0; i+n <= len(words) || i == 0; i++ {
		counts[strings.Join(words[i:min(i+n, len(words))], " ")]++
	}
	return counts
}

// score is precision, recall and F1 of runs of words found against those wanted.
func score(got, want map[string]int) (p, r, f1 float64) {
	hit, found, wanted := 0, 0, 0
	for run, n := range got {
		hit += min(n, want[run])
		found += n
	}
	for _, n := range want {
		wanted += n
	}
	if hit == 0 {
		return 0, 0, 0
	}
	p, r = float64(hit)/float64(found), float64(hit)/float64(wanted)
	return p, r, 2 * p * r / (p + r)
}

// TestPagesScore holds the texts of real pages against those that were expected
// of them, page by page, and the mean F1 against the bar.
func TestPagesScore(t *testing.T) {
	root := shared(t, "data/html/test/test-pages")
	pages, err := filepath.Glob(filepath.Join(root, "*", "source.html"))
	if err != nil || len(pages) < 100 {
		t.Fatalf("%d pages, error %v", len(pages), err)
	}
	sums := map[int][3]float64{}
	for _, page := range pages {
		got, want := pageText(t, page), expectedText(t, page)
		for _, n := range []int{1, 4} {
			p, r, f1 := score(shingles(got, n), shingles(want, n))
			sums[n] = [3]float64{sums[n][0] + p, sums[n][1] + r, sums[n][2] + f1}
			if n == 1 && f1 < 0.9 {
				t.Logf("%-45s P %.3f R %.3f F1 %.3f", filepath.Base(filepath.Dir(page)), p, r, f1)
			}
		}
	}
	of := float64(len(pages))
	for _, n := range []int{1, 4} {
		t.Logf("%d pages, runs of %d: P %.4f R %.4f F1 %.4f", len(pages), n, sums[n][0]/of, sums[n][1]/of, sums[n][2]/of)
	}
	if f1 := sums[1][2] / of; f1 < 0.95 {
		t.Errorf("F1 %.4f is below 0.95", f1)
	}
	if f1 := sums[4][2] / of; f1 < 0.95 {
		t.Errorf("F1 of runs of four %.4f is below 0.95", f1)
	}
}

func pageText(t *testing.T, page string) string {
	raw, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := html.Parse(bytes.NewReader((&input{name: page}).decodeLoose(raw)))
	if err != nil {
		t.Fatal(err)
	}
	// The expected texts have no headline of their own.
	return content(doc, "http://fakehost/test/page.html").article(Article{}).Text
}

func expectedText(t *testing.T, page string) string {
	raw, err := os.ReadFile(filepath.Join(filepath.Dir(page), "expected.html"))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := html.Parse(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	s := &sheet{}
	s.node(doc)
	return s.article(Article{}).Text
}
