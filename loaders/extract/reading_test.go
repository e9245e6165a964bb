package extract

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/loaders/article"
	"entente/loaders/nlp"
)

// articles gives the sample articles of the seeds.
func articles(t testing.TB) []article.Article {
	t.Helper()
	var out []article.Article
	for found, err := range article.Walk(t.Context(), []string{"../../seeds/articles"}, nil) {
		if err == nil && strings.HasSuffix(found.Name, ".txt") && !strings.Contains(found.Name, "superseded") {
			out = append(out, found.Article)
		}
	}
	if len(out) == 0 {
		t.Fatal("no articles in seeds")
	}
	return out
}

// TestReadings holds each reading of the seeds against the contract: spans are the
// words they say, indexes lead somewhere, roles are the kind's and filled by what
// may play them, required ones are there; and reading twice gives the same bytes.
func TestReadings(t *testing.T) {
	r := reader(t)
	for _, a := range articles(t) {
		d := r.Read(Input(a))
		first := Extract(d, a)
		if err := first.check(); err != nil {
			t.Errorf("%s: %v", a.Title, err)
		}
		checkRoles(t, first)
		one, err := Marshal(first)
		if err != nil {
			t.Fatal(err)
		}
		two, _ := Marshal(Extract(r.Read(Input(a)), a))
		if !bytes.Equal(one, two) {
			t.Errorf("%s: two readings differ", a.Title)
		}
		back, err := Unmarshal(one)
		if err != nil {
			t.Fatal(err)
		}
		if again, _ := Marshal(back); !bytes.Equal(one, again) {
			t.Errorf("%s: the reading changes when it is written and read", a.Title)
		}
	}
}

// TestFirstArticle finds in the first article what a newcomer is promised.
func TestFirstArticle(t *testing.T) {
	shared := os.Getenv("ENTENTE_SHARED")
	if shared == "" {
		shared = "../../../shared"
	}
	path := filepath.Join(shared, "articles/seed/us-and-russia-to-seek-syria-peace-talks.txt")
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		t.Skip("no first article: set ENTENTE_SHARED")
	}
	for found, err := range article.Walk(t.Context(), []string{path}, nil) {
		if err != nil {
			t.Fatal(err)
		}
		_, r := read(t, found.Article)
		for _, want := range []struct {
			kind string
			says []string
		}{
			{"office", []string{"person=John F. Kerry", "title=Secretary of State", "of=United States", "status=current"}},
			{"office", []string{"person=Sergei Lavrov", "title=Foreign Minister", "of=Russia"}},
			{"office", []string{"person=Kofi Annan", "status=former"}},
			{"meeting", []string{"participant=John F. Kerry", "participant=Sergei Lavrov", "type=talks", "status=held", "place=Moscow", "date=2013-05-07"}},
			{"meeting", []string{"type=conference", "status=proposed", "participant=Syrian government", "participant=Syrian opposition"}},
			{"agreement", []string{"party=United States", "party=Russia", "status=announced", "date=2013-05-07"}},
			{"agreement", []string{"name=Geneva communique", "type=communique", "date=2012-06"}},
			{"statement", []string{"speaker=Sergei Lavrov", "direct=true"}},
			{"statement", []string{"speaker=John F. Kerry", "direct=true"}},
		} {
			ok := false
			for _, c := range r.Claims {
				ok = ok || c.Kind == want.kind && says(r, c, want.says)
			}
			if !ok {
				t.Errorf("no %s has %q", want.kind, want.says)
			}
		}
		if t.Failed() {
			t.Log("\n" + lines(r))
		}
	}
}

// TestTranscripts reads testdata/*.txt, whose articles end with a line "==>",
// below which stands the reading.
func TestTranscripts(t *testing.T) {
	reader(t)
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no transcripts", err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text, want, _ := strings.Cut(string(raw), "==>\n")
		for a, err := range article.Read(t.Context(), file, strings.NewReader(text)) {
			if err != nil {
				t.Fatal(err)
			}
			_, r := read(t, a)
			got := lines(r)
			if *update {
				if err := os.WriteFile(file, []byte(text+"==>\n"+got), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if got != want {
				t.Errorf("%s: got\n%s\nwant\n%s", file, got, want)
			}
		}
	}
}

// FuzzExtract reads any text, and any tree over it: heads and relations are
// spoiled by the bytes of the second argument. Nothing may panic or run for ever,
// and every reading must hold.
func FuzzExtract(f *testing.F) {
	r, err := theReader()
	if err != nil {
		f.Skip("no weights: ", err)
	}
	f.Add("Holt met Voss in Paris on Friday and signed a treaty, Lund said.", []byte{0})
	f.Add("“We agreed,” the two ministers said. The talks between France and Germany, which Voss led, failed.", []byte{3, 1, 4, 1, 5, 9, 2, 6})
	f.Fuzz(func(t *testing.T, text string, spoil []byte) {
		if !strings.Contains(text, " ") || len(text) > 4000 {
			return
		}
		text = strings.ToValidUTF8(text, "?")
		a := article.Article{ID: "fuzz", Text: text, Published: "2015-06-12"}
		d := r.Read(nlp.Input{Text: text, Published: a.Published})
		rels := []string{"nsubj", "obj", "conj", "acl:relcl", "obl", "nmod", "xcomp", "ccomp", "acl", "appos", "advcl", "case", "nsubj:pass", "flat"}
		for i, b := range spoil {
			if len(d.Tokens) == 0 {
				break
			}
			k := (i*7 + int(b)) % len(d.Tokens)
			d.Tokens[k].Head = (k+int(b)*3)%(len(d.Tokens)+2) - 1
			d.Tokens[k].Rel = rels[(i+int(b))%len(rels)]
		}
		reading := Extract(d, a)
		if err := reading.check(); err != nil {
			t.Fatal(err)
		}
	})
}
