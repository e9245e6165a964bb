package extract

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/graph/ontology"
	"entente/loaders/article"
	"entente/loaders/nlp"
)

// TestToldBefore looks for the first claim of each act among all claims before it, one by
// one: the index finds the same.
func TestToldBefore(t *testing.T) {
	texts := []article.Article{{ID: "acts", Published: "2013-05-07", Text: acts(200)}}
	for found, err := range article.Walk(t.Context(), []string{filepath.Join("..", "..", "seeds", "articles")}, nil) {
		if err == nil {
			texts = append(texts, found.Article)
		}
	}
	again := 0
	for _, a := range texts {
		x := standard().extraction(reader(t).Read(Input(a)), a)
		for k, c := range x.claims {
			if c.Kind != ontology.EventKind.Name {
				continue
			}
			want := slices.IndexFunc(x.claims[:k], func(o Claim) bool { return sameAct(x, o, c) })
			if c.Same != want {
				t.Errorf("%s: claim %d, %q, is of the act of %d, the first like it is %d", a.ID, k, a.Text[c.Start:c.End], c.Same, want)
			}
			if want >= 0 {
				again++
			}
		}
	}
	if again < 50 {
		t.Errorf("%d acts were told again: too few to say anything", again)
	}
}

// sameAct reports whether o may be the first claim of the act of c.
func sameAct(x *extraction, o, c Claim) bool {
	was, _ := o.part("type")
	is, _ := c.part("type")
	a, b := o.players("recipient"), c.players("recipient")
	return o.Kind == c.Kind && o.Same < 0 && was.Value == is.Value && o.Rule == c.Rule && o.Modality.Asserts() == c.Modality.Asserts() &&
		slices.Equal(o.players("actor"), c.players("actor")) && (len(a) == 0 || len(b) == 0 || slices.Equal(a, b)) && x.sameDay(o, c)
}

// acts tells n times of states that accuse, threaten and welcome one another, or nobody,
// on one day or another.
func acts(n int) string {
	states := []string{"Norway", "Chad", "Peru", "Japan", "Ghana"}
	verbs := []string{"accused", "condemned", "thanked", "criticized"}
	days := []string{" on Monday", " on Sunday", "", ""}
	var b strings.Builder
	for i := range n {
		at, to := states[i%5], states[(i*7+i/3)%5]
		if i%11 == 0 || at == to {
			fmt.Fprintf(&b, "%s protested%s.\n\n", at, days[i%3])
			continue
		}
		fmt.Fprintf(&b, "%s %s %s%s.\n\n", at, verbs[i/5%4], to, days[i/2%4])
	}
	return b.String()
}

// TestLongArticle extracts an article sixteen times as long as another in some sixteen
// times as long: looking through all names, or all claims, for each of them took 130.
func TestLongArticle(t *testing.T) {
	var text strings.Builder
	for i := range 300 {
		one, two := invented(i), invented(i+7777)
		fmt.Fprintf(&text, "Foreign Minister %s of Norway met President %s of Chad in Geneva on Tuesday. They signed the %s Accord. %s said that the Ministry of the Interior would help. %s accused %s of breaking promises. The talks were useful.\n\n",
			one, two, invented(i*31), strings.Fields(two)[1], one, two)
	}
	a := article.Article{ID: "long", Published: "2013-05-07", Text: text.String()}
	doc := reader(t).Read(Input(a))
	took := func(times int) time.Duration {
		d, long := repeated(doc, times), a
		long.Text = d.Text
		best := time.Hour
		for range 2 {
			start := time.Now()
			Extract(d, long)
			best = min(best, time.Since(start))
		}
		return best
	}
	short, long := took(1), took(16)
	t.Logf("%d bytes in %v, sixteen times as many in %v", len(a.Text), short, long)
	if long > 40*short {
		t.Errorf("sixteen times the text takes %.0f times as long", float64(long)/float64(short))
	}
}

// invented makes up a name.
func invented(i int) string {
	syllables := strings.Fields("Ba Do Kar Len Mi Ost Qu Ra Sel Tor Va Yen Zu Har Nor Bel Dra Fi Gol Ket Lum Mar Pes")
	at := func(k int) string { return syllables[k%len(syllables)] }
	return at(i) + strings.ToLower(at(i/23+i)+at(i*5+2)) + " " + at(i*3+1) + strings.ToLower(at(i/7)+at(i/161))
}

// repeated is a document n times over.
func repeated(doc *nlp.Doc, n int) *nlp.Doc {
	d := &nlp.Doc{Input: doc.Input}
	d.Text = strings.Repeat(doc.Text, n)
	for k := range n {
		bytes, tokens, sentences := k*len(doc.Text), k*len(doc.Tokens), k*len(doc.Sentences)
		for _, t := range doc.Tokens {
			t.Start, t.End, t.Sentence = t.Start+bytes, t.End+bytes, t.Sentence+sentences
			if t.Head >= 0 {
				t.Head += tokens
			}
			d.Tokens = append(d.Tokens, t)
		}
		for _, s := range doc.Sentences {
			s.Start, s.End = s.Start+tokens, s.End+tokens
			d.Sentences = append(d.Sentences, s)
		}
		for _, name := range doc.Names {
			name.Start, name.End, name.Title = name.Start+tokens, name.End+tokens, nlp.Range{Start: name.Title.Start + tokens, End: name.Title.End + tokens}
			d.Names = append(d.Names, name)
		}
		for _, tm := range doc.Times {
			tm.Start, tm.End = tm.Start+tokens, tm.End+tokens
			d.Times = append(d.Times, tm)
		}
	}
	return d
}
