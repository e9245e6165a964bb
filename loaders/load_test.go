package loaders_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"
	"entente/loaders"
	"entente/loaders/article"
	"entente/loaders/extract"
)

// plain is a gazetteer that knows nothing.
type plain struct{}

func (plain) Fold(name string) string {
	return strings.Join(strings.Fields(strings.ToLower(name)), " ")
}
func (plain) Office(title string) string                      { return title }
func (plain) Stint(graph.IRI, graph.IRI, when.Date) string    { return "" }
func (plain) Person(string, when.Date) graph.IRI              { return "" }
func (plain) Treaty(string, []when.Date, when.Date) graph.IRI { return "" }
func (plain) Made(string, when.Date) graph.IRI                { return "" }
func (plain) City(string, []graph.IRI) graph.IRI              { return "" }
func (plain) Name(graph.IRI) string                           { return "" }
func (plain) Entity(graph.IRI) (graph.Entity, bool)           { return graph.Entity{}, false }
func (plain) Country(graph.IRI, when.Date) graph.IRI          { return "" }

var met = regexp.MustCompile(`(It was denied that )?([A-Z]\w+ [A-Z]\w+) of ([A-Z]\w+) met ([A-Z]\w+ [A-Z]\w+) of ([A-Z]\w+)(?: in ([A-Z]\w+))?(?: on (\d{4}-\d\d-\d\d))?\.`)

// read reads sentences of one form. A text with the word BROKEN can not be read,
// one with the word CLAIM gives a claim that does not fit its text.
func read(a article.Article) (extract.Reading, error) {
	r := extract.Reading{Reader: "by form", Article: a}
	if strings.Contains(a.Text, "BROKEN") {
		return r, errors.New("it is broken")
	}
	at := map[string]int{}
	for n, m := range met.FindAllStringSubmatchIndex(a.Text, -1) {
		c := extract.Claim{Kind: "meeting", Rule: "met", Modality: ontology.Stated, Speaker: -1, Same: -1, Start: m[0], End: m[1], Sentence: n,
			Parts: []extract.Part{{Role: "type", Entity: -1, Claim: -1, Value: "talks"}, {Role: "status", Entity: -1, Claim: -1, Value: "held"}}}
		if m[2] >= 0 {
			c.Modality = ontology.Denied
		}
		entity := func(typ ontology.Type, i int) extract.Part {
			name := a.Text[m[2*i]:m[2*i+1]]
			if _, ok := at[name]; !ok {
				at[name] = len(r.Entities)
				r.Entities = append(r.Entities, extract.Entity{Type: typ})
			}
			e := &r.Entities[at[name]]
			e.Mentions = append(e.Mentions, extract.Mention{Start: m[2*i], End: m[2*i+1], Text: name, Kind: "name"})
			return extract.Part{Entity: at[name], Claim: -1, Start: m[2*i], End: m[2*i+1]}
		}
		for _, i := range []int{2, 4} {
			p, of := entity(ontology.Person, i), entity(ontology.Country, i+1)
			subject := p
			p.Role, subject.Role, of.Role = "participant", "subject", "citizenOf"
			c.Parts = append(c.Parts, p)
			r.Claims = append(r.Claims, extract.Claim{Kind: "affiliation", Rule: "of", Modality: ontology.Stated, Speaker: -1, Same: -1,
				Start: m[2*i], End: m[2*i+3], Sentence: n, Parts: []extract.Part{subject, of}})
		}
		if m[12] >= 0 {
			p := entity(ontology.Place, 6)
			p.Role = "place"
			c.Parts = append(c.Parts, p)
		}
		if m[14] >= 0 {
			c.Parts = append(c.Parts, extract.Part{Role: "date", Entity: -1, Claim: -1, Value: a.Text[m[14]:m[15]], Start: m[14], End: m[15]})
		}
		if strings.Contains(a.Text, "CLAIM") {
			c.End = len(a.Text) + 1
		}
		r.Claims = append(r.Claims, c)
	}
	return r, nil
}

func reader() loaders.Reader {
	return loaders.Reader{ReadAll: oneByOne(read), Known: plain{}, Digest: "by form"}
}

// oneByOne makes a reader of articles of a reader of one.
func oneByOne(read func(article.Article) (extract.Reading, error)) func([]article.Article) []loaders.Outcome {
	return func(articles []article.Article) (all []loaders.Outcome) {
		for _, a := range articles {
			r, err := read(a)
			all = append(all, loaders.Outcome{Reading: r, Err: err})
		}
		return all
	}
}

func of(id, text string) article.Found {
	return article.Found{Name: id + ".txt", Article: article.Article{ID: id, Title: id, Publisher: "The Courier", Published: "2013-05-08", Text: text}}
}

func each(found ...article.Found) iter.Seq2[article.Found, error] {
	return func(yield func(article.Found, error) bool) {
		for _, f := range found {
			if !yield(f, nil) {
				return
			}
		}
	}
}

// some makes an article of some of a few meetings.
func some(seed uint64) article.Found {
	g := rand.New(rand.NewPCG(seed, 3))
	var b strings.Builder
	for range 1 + g.IntN(3) {
		if g.IntN(5) == 0 {
			b.WriteString("It was denied that ")
		}
		fmt.Fprintf(&b, "%s met %s", []string{"Orlan Tesk of Varsonia", "Ivo Brand of Varsonia"}[g.IntN(2)], []string{"Mira Dov of Ostelia", "Kara Lund of Skarn"}[g.IntN(2)])
		if g.IntN(2) == 0 {
			b.WriteString([]string{" in Lathen", " in Skarvik"}[g.IntN(2)])
		}
		if g.IntN(4) > 0 {
			fmt.Fprintf(&b, " on 2013-05-0%d", 5+g.IntN(3))
		}
		b.WriteString(". ")
	}
	return of(fmt.Sprintf("a%d", seed), b.String())
}

func open(t *testing.T, path string) *graph.Store {
	t.Helper()
	s, err := graph.Open(t.Context(), path, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func load(t *testing.T, s *graph.Store, opts loaders.Options, found ...article.Found) loaders.Report {
	t.Helper()
	report, err := loaders.Load(t.Context(), s, reader(), each(found...), opts)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func digest(t *testing.T, s *graph.Store) string {
	t.Helper()
	d, err := s.Digest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestAnyWorkersAndGroups: the graph depends on the articles alone.
func TestAnyWorkersAndGroups(t *testing.T) {
	for round := range 6 {
		g := rand.New(rand.NewPCG(uint64(round), 9))
		var set []article.Found
		for i := range 40 {
			set = append(set, some(uint64(round*100+i)))
		}
		want := open(t, graph.Memory)
		load(t, want, loaders.Options{Workers: 1, Group: len(set)}, set...)
		got := open(t, graph.Memory)
		g.Shuffle(len(set), func(i, j int) { set[i], set[j] = set[j], set[i] })
		load(t, got, loaders.Options{Workers: 1 + g.IntN(8), Group: 1 + g.IntN(9)}, append(set, some(uint64(round*100+50)))...)
		if n, err := loaders.Forget(t.Context(), got, reader(), fmt.Sprintf("a%d", round*100+50)); n != 1 || err != nil {
			t.Fatal(n, err)
		}
		if digest(t, got) != digest(t, want) {
			t.Errorf("round %d: another graph", round)
		}
		if _, err := loaders.Verify(t.Context(), got.Reader, plain{}, func(f graph.Fault) { t.Error(f) }); err != nil {
			t.Error(err)
		}
		got.Close()
		want.Close()
	}
}

// TestReport: bad articles are named and passed over, the same again changes
// nothing, another text supersedes, two texts of one run are an error.
func TestReport(t *testing.T) {
	path := filepath.Join(t.TempDir(), "entente.db")
	s := open(t, path)
	good := "Orlan Tesk of Varsonia met Mira Dov of Ostelia in Lathen on 2013-05-07."
	r := load(t, s, loaders.Options{}, of("one", good), of("two", "BROKEN"), of("three", good+" CLAIM"), of("one", good), of("one", good+" Then they left."), of("four", good))
	if r.Articles != 6 || r.Added != 2 || r.Same != 1 || len(r.Bad) != 3 {
		t.Errorf("%+v", r)
	}
	for i, want := range []string{"two.txt: it is broken", "one.txt: article one: two texts under one id", "three.txt: article three: claim"} {
		if i >= len(r.Bad) || !strings.HasPrefix(r.Bad[i].Error(), want) {
			t.Errorf("bad article %d: %v, want %s", i, r.Bad, want)
		}
	}
	before := digest(t, s)
	if r := load(t, s, loaders.Options{}, of("one", good), of("four", good)); r.Same != 2 || digest(t, s) != before {
		t.Errorf("the same again: %+v", r)
	}
	if r := load(t, s, loaders.Options{}, of("one", good+" Then they left.")); r.Replaced != 1 || digest(t, s) == before {
		t.Errorf("another text: %+v", r)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, path)
	defer s.Close()
	if r := load(t, s, loaders.Options{}, of("one", good)); r.Replaced != 1 || digest(t, s) != before {
		t.Errorf("the first text once more, in a store opened again: %+v", r)
	}
	if n, err := loaders.Forget(t.Context(), s, reader(), "one", "nine"); n != 1 || !errors.Is(err, graph.ErrUnknown) {
		t.Errorf("forgot %d: %v", n, err)
	}
}

// TestStopped: a run that is stopped leaves whole groups, and the same call goes on.
func TestStopped(t *testing.T) {
	s, want := open(t, graph.Memory), open(t, graph.Memory)
	defer s.Close()
	defer want.Close()
	var set []article.Found
	for i := range 20 {
		set = append(set, some(uint64(i)))
	}
	load(t, want, loaders.Options{}, set...)
	ctx, stop := context.WithCancel(t.Context())
	n := 0
	_, err := loaders.Load(ctx, s, reader(), each(set...), loaders.Options{Group: 3, Done: func(loaders.Step) {
		if n++; n == 7 {
			stop()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if _, err := loaders.Verify(t.Context(), s.Reader, plain{}, func(f graph.Fault) { t.Error(f) }); err != nil {
		t.Error(err)
	}
	load(t, s, loaders.Options{}, set...)
	if digest(t, s) != digest(t, want) {
		t.Error("another graph")
	}
}

// TestWireCopiesAreOneSource: law 5.
func TestWireCopiesAreOneSource(t *testing.T) {
	s := open(t, graph.Memory)
	defer s.Close()
	text := "Orlan Tesk of Varsonia met Mira Dov of Ostelia in Lathen on 2013-05-07."
	other := "For years the two delegations had been at odds over who may fish in the strait. " + text
	load(t, s, loaders.Options{}, of("one", text), of("two", text), of("three", text+" They shook hands."), of("four", other))
	st, err := s.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if st.Entities[ontology.Meeting] != 1 || st.Articles != 4 || st.Groups != 2 {
		t.Errorf("%d meetings of %d articles in %d groups", st.Entities[ontology.Meeting], st.Articles, st.Groups)
	}
}

// TestReread: a store read by an older reader, which took no note of dates, becomes
// what the present reader gives.
func TestReread(t *testing.T) {
	older := reader()
	older.Digest = "older"
	older.ReadAll = oneByOne(func(a article.Article) (extract.Reading, error) {
		r, err := read(a)
		r.Reader = older.Digest
		for i := range r.Claims {
			r.Claims[i].Parts = slices.DeleteFunc(r.Claims[i].Parts, func(p extract.Part) bool { return p.Role == "date" })
		}
		return r, err
	})
	s, want := open(t, graph.Memory), open(t, graph.Memory)
	defer s.Close()
	defer want.Close()
	var set []article.Found
	for i := range 12 {
		set = append(set, some(uint64(i)))
	}
	load(t, want, loaders.Options{}, set...)
	if _, err := loaders.Load(t.Context(), s, older, each(set[:8]...), loaders.Options{}); err != nil {
		t.Fatal(err)
	}
	load(t, s, loaders.Options{}, set[8:]...)
	if n, err := loaders.Reread(t.Context(), s, reader()); n != 8 || err != nil {
		t.Fatal(n, err)
	}
	if digest(t, s) != digest(t, want) {
		t.Error("another graph")
	}
	if n, err := loaders.Reread(t.Context(), s, reader()); n != 0 || err != nil {
		t.Error(n, err)
	}
}

// TestReadings: what is read on the side comes in its order, a bad article as its error
// in its place.
func TestReadings(t *testing.T) {
	var set []article.Found
	for i := range 700 {
		set = append(set, some(uint64(i)))
	}
	set[5].Text, set[699].Text = "BROKEN", "BROKEN"
	n := 0
	for reading, err := range loaders.Readings(t.Context(), reader(), each(set...)) {
		broken := set[n].Text == "BROKEN"
		if broken != (err != nil) || !broken && reading.Article.ID != set[n].ID || broken && !strings.HasPrefix(err.Error(), set[n].Name+": ") {
			t.Errorf("article %d is %s: %v", n, reading.Article.ID, err)
		}
		n++
	}
	if n != len(set) {
		t.Errorf("%d readings of %d articles", n, len(set))
	}
	for range loaders.Readings(t.Context(), reader(), each(set...)) {
		break // who has enough may go
	}
}
