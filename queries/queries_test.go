package queries

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/ontology"
)

// talks is a store with the small world of graphtest.
func talks(t testing.TB) *graph.Store { return talksIn(t, graph.Options{}) }

func talksIn(t testing.TB, opts graph.Options) *graph.Store {
	t.Helper()
	s, err := graph.Open(t.Context(), graph.Memory, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	set := graphtest.Talks()
	addTenure(&set.Articles[1])
	if err := s.Apply(t.Context(), set.Change()); err != nil {
		t.Fatal(err)
	}
	return s
}

// addTenure lets the claim on Lavrov's office say all that resolution makes of one.
func addTenure(c *graph.Contribution) {
	for i, cl := range c.Claims {
		if cl.Facts[0].Subject == "person:sergei-lavrov" {
			c.Claims[i].Facts = append(cl.Facts, graphtest.Facts("tenure:sergei-lavrov--foreign-minister-of-russia",
				"holder person:sergei-lavrov; office office:foreign-minister-of-russia; heldOn =2013-05-07; start =2004-03")...)
			c.Claims[i].Facts = append(c.Claims[i].Facts, graphtest.Facts("office:foreign-minister-of-russia", "of country:russia; title =Foreign Minister")...)
		}
	}
	c.Sort()
}

// ask reads a line of arguments: the question, then --filter value pairs.
func ask(t testing.TB, s *graph.Store, line string) (Answer, error) {
	t.Helper()
	q, req := request(t, line)
	return Ask(t.Context(), s.Reader, q, req)
}

func request(t testing.TB, line string) (*Question, Request) {
	t.Helper()
	words := strings.Split(line, " ")
	q, ok := ByName(words[0])
	if !ok {
		t.Fatalf("no question %q", words[0])
	}
	req := Request{Values: map[string][]string{}}
	for _, w := range words[1:] {
		name, value, has := strings.Cut(strings.TrimPrefix(w, "--"), "=")
		if !has {
			req.Mode = Mode(name)
			continue
		}
		req.Values[name] = append(req.Values[name], strings.ReplaceAll(value, "_", " "))
	}
	return q, req
}

// TestAsk asks the small world, a line a case: the question, then the rows it
// gives as address:sources/articles/pieces.
func TestAsk(t *testing.T) {
	s := talks(t)
	const moscow = "meeting:2013-05-07-moscow-kerry-lavrov"
	for _, c := range []struct{ line, want string }{
		{"meetings", moscow + " 2/3/3"},
		{"meetings --with=Lavrov", moscow + " 2/3/3"},
		{"meetings --with=lavrov --with=KERRY", moscow + " 2/3/3"},
		{"meetings --between=Kerry --between=Russia", moscow + " 2/3/3"},
		{"meetings --with=Syria", ""},
		{"meetings --in=Moscow", moscow + " 2/3/3"},
		{"meetings --in=Russia", moscow + " 2/3/3"},
		{"meetings --in=Geneva", ""},
		{"meetings --type=talks", moscow + " 2/3/3"},
		{"meetings --type=summit", ""},
		{"meetings --since=2013-05-07 --until=2013-05-07", moscow + " 2/3/3"},
		{"meetings --since=2013-05-08", ""},
		{"meetings --until=2012", ""},
		{"meetings --since=2013 --until=2013-05", moscow + " 2/3/3"},
		{"meetings --planned", moscow + " 3/4/4 meeting:2013-05-07-syria-conference 2/2/2"},
		{"meetings --planned --with=Lavrov", moscow + " 3/4/4"},
		{"meetings --status=proposed", "meeting:2013-05-07-syria-conference 2/2/2"},
		{"agreements --party=Russia", "agreement:2013-05-07-syria-conference 1/1/1"},
		{"agreements --party=Lavrov", ""},
		{"agreements --topic=Syria --status=announced", "agreement:2013-05-07-syria-conference 1/1/1"},
		{"agreements --status=signed", ""},
		{"offices", "tenure:sergei-lavrov--foreign-minister-of-russia 1/1/1"},
		{"offices --who=Lavrov --of=Russia --title=foreign_minister", "tenure:sergei-lavrov--foreign-minister-of-russia 1/1/1"},
		{"offices --who=Kerry", ""},
		{"offices --status=current", "tenure:sergei-lavrov--foreign-minister-of-russia 1/1/1"},
		{"offices --status=former", ""},
		{"offices --as-of=2013-05-07", "tenure:sergei-lavrov--foreign-minister-of-russia 1/1/1"},
		{"offices --as-of=2013", "tenure:sergei-lavrov--foreign-minister-of-russia 1/1/1"},
		{"offices --as-of=2003", ""},
		{"statements", ""},
		{"events --type=REJECT", ""},
		{"timeline --of=Russia", moscow + " 2/3/3 agreement:2013-05-07-syria-conference 1/1/1"},
		{"neighbours --of=Lavrov --type=Country", "country:russia 1/1/1"},
		{"neighbours --of=Syria", "agreement:2013-05-07-syria-conference 1/1/1"},
		{"neighbours --of=Syria --all", "meeting:2013-05-07-syria-conference 1/1/1 agreement:2013-05-07-syria-conference 1/1/1"},
		{"together --with=Lavrov", "person:john-kerry 2/3/3"},
		{"together --with=Lavrov --type=Country", ""},
		{"circle --of=Kerry", "person:sergei-lavrov 2/3/3"},
		{"mediators --between=United_States --between=Russia", ""},
		{"unsigned", "agreement:2013-05-07-syria-conference 1/1/1"},
		{"unsigned --party=Syria", ""},
		{"unheld", "meeting:2013-05-07-syria-conference 2/2/2"},
		{"unheld --status=cancelled", ""},
		{"coverage --source=Northern_Wire --type=Person", "person:john-kerry 1/1/1 person:sergei-lavrov 1/1/2"},
		{"differences --between=Courier --between=Gazette --all", "meeting:2013-05-07-moscow-kerry-lavrov 2/2/2"},
		{"differences --between=Courier --between=Evening", ""},
		{"meetings --min-sources=3", ""},
		{"meetings --min-sources=2", moscow + " 2/3/3"},
		{"meetings --source=Wire", moscow + " 1/1/1"},
		{"meetings --source=Lakes", ""},
		{"meetings --source=Lakes --planned", moscow + " 1/1/1"},
		{"meetings --known-by=2013-05-07", moscow + " 1/1/1"},
		{"meetings --known-by=2013-05-06", ""},
		{"meetings --as-of=2013-05-07 --known-by=2013-05", moscow + " 2/3/3"},
		{"meetings --as-of=2013-05-06", ""},
		{"offices --since=2013-05-07", "tenure:sergei-lavrov--foreign-minister-of-russia 1/1/1"},
		{"offices --until=2004-02", ""},
		{"offices --as-of=2013-05-07 --known-by=2013-05-06", ""},
	} {
		ans, err := ask(t, s, c.line)
		if err != nil {
			t.Errorf("%s: %v", c.line, err)
			continue
		}
		if got := summary(ans); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.line, got, c.want)
		}
	}
}

func summary(ans Answer) string {
	var rows []string
	for _, r := range ans.Rows {
		rows = append(rows, string(r.ID)+" "+counts(r))
	}
	return strings.Join(rows, " ")
}

func counts(r Row) string {
	digit := func(n int) string { return string(rune('0' + n)) }
	return digit(r.Sources) + "/" + digit(r.Articles) + "/" + digit(len(r.Evidence))
}

// alike are questions asked as path and as Gizmo; at least one of each question
// and of each filter that every question has.
var alike = []string{
	"meetings", "meetings --with=Lavrov", "meetings --between=United_States --between=Russia", "meetings --in=Russia --type=talks",
	"meetings --since=2013-05-01 --until=2013-06", "meetings --planned", "meetings --denied", "meetings --alleged", "meetings --all",
	"meetings --status=proposed --topic=Syria", "meetings --as-of=2013-05", "meetings --known-by=2013-05-07", "meetings --planned --known-by=2013-05-06",
	"meetings --source=Northern_Wire", "meetings --all --source=Gazette", "meetings --with=Kerry --source=Wire --source=Gazette --all",
	"meetings --min-sources=2", "meetings --min-sources=3", "meetings --min-sources=3 --all", "meetings --min-sources=2 --source=Courier --source=Wire",
	"meetings --lang=en",
	"agreements", "agreements --party=Russia --topic=Syria", "agreements --all", "agreements --party=Russia --source=Wire",
	"offices", "offices --who=Lavrov", "offices --of=Russia", "offices --title=foreign_minister", "offices --as-of=2013-05-07",
	"offices --since=2013", "offices --until=2003", "offices --as-of=2013-05 --known-by=2013-05-07", "offices --as-of=2013-05 --known-by=2013-05-06",
	"statements", "statements --by=Lavrov --about=Syria", "events", "events --by=Russia --type=REJECT",
	"about --thing=Lavrov", "about --thing=Russia --thing=Syria --since=2013-05-08", "about --thing=Lavrov --source=Wire",
	"timeline --of=Russia", "timeline --planned", "timeline --of=Russia --source=Courier",
	"neighbours --of=Lavrov", "neighbours --of=Russia --type=Person", "neighbours --of=Geneva --denied", "neighbours --of=Lavrov --since=2013",
	"together --with=Lavrov", "together --with=Lavrov --with=Kerry", "together --with=Kerry --type=Person --source=Wire", "together --with=Kerry --planned",
	"circle --of=Lavrov", "circle --of=Kerry --steps=3", "circle --of=Kerry --steps=1 --until=2012",
	"mediators --between=United_States --between=Russia", "mediators --between=Kerry --between=Lavrov --all",
	"unsigned", "unsigned --party=Russia", "unsigned --topic=Syria --known-by=2013-05-07",
	"unheld", "unheld --status=proposed", "unheld --with=Lavrov", "unheld --topic=Syria",
	"differences --between=Northern_Wire --between=Harbour", "differences --between=Courier --between=Gazette --all",
	"coverage", "coverage --source=Northern_Wire", "coverage --type=Country --until=2013-05-07",
}

// TestGizmoAnswersAlike runs each question as a path and as its Gizmo, on the
// same store, and holds the things found against each other; and it asks Cayley's
// in-memory store the same.
func TestGizmoAnswersAlike(t *testing.T) {
	s, other := talks(t), talksIn(t, graph.Options{Memstore: true})
	found, asked := 0, map[string]bool{}
	for _, line := range alike {
		q, req := request(t, line)
		asked[q.Name] = true
		for name := range req.Values {
			asked["--"+name] = true
		}
		ans, err := Ask(t.Context(), s.Reader, q, req)
		if err != nil {
			t.Errorf("%s: %v", line, err)
			continue
		}
		again, err := Ask(t.Context(), other.Reader, q, req)
		if err != nil || !reflect.DeepEqual(ans, again) {
			t.Errorf("%s: another answer from Cayley's in-memory store: %v", line, err)
		}
		found += byGizmo(t, s, line, ans)
	}
	if found < 60 {
		t.Errorf("only %d things were found: the questions prove little", found)
	}
	for _, q := range Questions {
		if !asked[q.Name] {
			t.Errorf("%s is not asked", q.Name)
		}
	}
	for _, f := range Everywhere {
		if !asked["--"+f.Name] {
			t.Errorf("--%s is not tried", f.Name)
		}
	}
}

// byGizmo runs an answer's script, wants the same things from it, and counts them.
func byGizmo(t testing.TB, s *graph.Store, line string, ans Answer) int {
	t.Helper()
	got, err := Run(t.Context(), s.QuadStore(), Raw{Lang: "gizmo", Text: ans.Gizmo})
	if err != nil {
		t.Errorf("%s:\n%s\n%v", line, ans.Gizmo, err)
		return 0
	}
	var byPath, byGizmo []string
	for _, r := range ans.Rows {
		byPath = append(byPath, "<"+string(r.ID)+">")
	}
	for _, r := range got.Results {
		byGizmo = append(byGizmo, r.(map[string]any)["id"].(string))
	}
	slices.Sort(byPath)
	slices.Sort(byGizmo)
	byGizmo = slices.Compact(byGizmo) // a node is unique, not the ways to it
	if !slices.Equal(byPath, byGizmo) {
		t.Errorf("%s:\n%s\npath:  %v\ngizmo: %v", line, ans.Gizmo, byPath, byGizmo)
	}
	return len(byPath)
}

// TestGizmoAnswersAlikeAtLarge is the same on a made world.
func TestGizmoAnswersAlikeAtLarge(t *testing.T) {
	set := graphtest.World(5, 25_000)
	s := stored(t, set)
	country, person := mostNamed(set, "Country"), mostNamed(set, "Person")
	second := secondNamed(set, "Country")
	found := 0
	for _, line := range []string{
		"meetings --with=@P", "meetings --with=@C --min-sources=2", "meetings --in=@C --since=2010 --known-by=2014", "meetings --all --source=Wire",
		"agreements --party=@C", "agreements --party=@C --as-of=2012", "statements --by=@P --source=Wire --source=Post", "events --by=@C --min-sources=3",
		"about --thing=@P --until=2015", "timeline --of=@C --of=@D", "neighbours --of=@P", "together --with=@P --since=2010", "circle --of=@P --until=2012", "circle --of=@P --steps=3 --source=Wire", "circle --of=@P --all --known-by=2010",
		"together --with=@C --type=Person --known-by=2015",
		"mediators --between=@C --between=@D", "unsigned --party=@C", "unheld --with=@P", "coverage --source=Wire --type=Person --since=2018",
		"differences --between=Wire --between=Post --all",
	} {
		line = strings.NewReplacer("@P", person, "=@C", "="+country, "=@D", "="+second).Replace(line)
		ans, err := ask(t, s, line)
		if err != nil {
			t.Errorf("%s: %v", line, err)
			continue
		}
		found += byGizmo(t, s, line, ans)
	}
	if found < 100 {
		t.Errorf("only %d things were found: the questions prove little", found)
	}
}

// TestEvidence holds what a row shows against the article's own bytes.
func TestEvidence(t *testing.T) {
	s := talks(t)
	ans, err := ask(t, s, "meetings --with=Lavrov --all")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range ans.Rows {
		for _, e := range r.Evidence {
			text, err := s.Text(t.Context(), e.Article)
			if err != nil {
				t.Fatal(err)
			}
			if e.Quote == "" || text[e.Start:e.End] != e.Quote {
				t.Errorf("%s: quote %q is not the text at %d-%d", e.Claim, e.Quote, e.Start, e.End)
			}
			if e.Publisher == "" || e.Published == "" || e.Title == "" || e.Rule == "" || e.Modality == "" {
				t.Errorf("%s: incomplete: %+v", e.Claim, e)
			}
		}
	}
	if first := ans.Rows[0].Evidence[0]; first.Publisher != "Gazette of the Lakes" && first.States < 5 {
		t.Errorf("the first piece of evidence tells only %d facts: %+v", first.States, first)
	}
}

// TestNames resolves names as people type them, a line a case.
func TestNames(t *testing.T) {
	s := talks(t)
	for _, c := range []struct {
		typed string
		want  graph.IRI
		err   error
	}{
		{"Sergei Lavrov", "person:sergei-lavrov", nil},
		{"sergey  LAVROV", "person:sergei-lavrov", nil},
		{"Lavrov", "person:sergei-lavrov", nil},
		{"secretary of state kerry", "person:john-kerry", nil},
		{"Igor Lavrov", "", ErrName},
		{"Foreign Minister Sergei Lavrov", "person:sergei-lavrov", nil},
		{"U.S.", "country:united-states", nil},
		{"u.s.", "country:united-states", nil},
		{"the United States", "country:united-states", nil},
		{"RUSSIA", "country:russia", nil},
		{"russian federation", "country:russia", nil},
		{"President Kerry", "person:john-kerry", nil},
		{"person:john-kerry", "person:john-kerry", nil},
		{"<person:john-kerry>", "person:john-kerry", nil},
		{graph.Base + "person/john-kerry", "person:john-kerry", nil},
		{"person:nobody", "", ErrName},
		{"Lavrow", "", ErrName},
		{"Syria", "", nil},
		{"", "", ErrName},
	} {
		ref, err := Resolve(t.Context(), s.Reader, c.typed)
		if c.want == "" && c.err == nil {
			continue
		}
		if !errors.Is(err, c.err) || ref.ID != c.want {
			t.Errorf("%q: got %v, %v; want %s, %v", c.typed, ref, err, c.want, c.err)
		}
	}
	_, err := Resolve(t.Context(), s.Reader, "Lavrow")
	if err == nil || !strings.HasSuffix(err.Error(), "did you mean Sergei Lavrov?") {
		t.Errorf("a misspelt name gives %v", err)
	}
	_, err = Resolve(t.Context(), s.Reader, "Conference")
	if !errors.Is(err, ErrAmbiguous) || !strings.Contains(err.Error(), "agreement:") || !strings.Contains(err.Error(), "meeting:") {
		t.Errorf("an ambiguous name gives %v", err)
	}
}

// TestComplete completes names from the graph: those that begin so first.
func TestComplete(t *testing.T) {
	s := talks(t)
	for _, c := range []struct {
		begin, want string
		types       []ontology.Type
	}{
		{"ser", "Sergei Lavrov", []ontology.Type{ontology.Person}},
		{"lav", "Sergei Lavrov", []ontology.Type{ontology.Person}},
		{"S", "Sergei Lavrov, Switzerland, Syria, United States", []ontology.Type{ontology.Person, ontology.Country}},
		{"u.s", "United States", nil},
		{"russian", "Russia", nil}, // by another of its names
		{"", "John Kerry, Sergei Lavrov", []ontology.Type{ontology.Person}},
		{"zz", "", nil},
	} {
		refs, err := Complete(t.Context(), s.Reader, c.begin, 4, c.types...)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range refs {
			got = append(got, r.Label)
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%q: got %s, want %s", c.begin, strings.Join(got, ", "), c.want)
		}
	}
}

// TestRequests refuses what a question does not understand.
func TestRequests(t *testing.T) {
	s := talks(t)
	for line, want := range map[string]string{
		"meetings --nonsense=1":         "no filter",
		"meetings --type=dinner":        "use one of talks",
		"meetings --since=May":          "write 2013-05-07",
		"meetings --loudly":             "unknown mode",
		"about --thing=":                "empty",
		"together":                      "--with is missing",
		"neighbours":                    "--of is missing",
		"circle":                        "--of is missing",
		"mediators --between=Russia":    "two sides",
		"differences --between=Courier": "two publishers",
		"meetings --min-sources=two":    "no number",
	} {
		_, err := ask(t, s, line)
		if !errors.Is(err, ErrRequest) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", line, err, want)
		}
	}
}

// TestExplain explains the same fact by its address, by a claim and as an edge.
func TestExplain(t *testing.T) {
	s := talks(t)
	x, err := Explain(t.Context(), s.Reader, "meeting:2013-05-07-moscow-kerry-lavrov", "participant", "Lavrov")
	if err != nil {
		t.Fatal(err)
	}
	if len(x.Facts) != 1 || len(x.Passages) != 4 {
		t.Fatalf("the edge has %d facts and %d passages, not 1 and 4", len(x.Facts), len(x.Passages))
	}
	for _, p := range x.Passages {
		text, err := s.Text(t.Context(), p.Article)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(text, p.Before+p.Quote+p.After) {
			t.Errorf("%s: before, quote and after are no stretch of the text: %q %q %q", p.Claim, p.Before, p.Quote, p.After)
		}
	}
	again, err := Explain(t.Context(), s.Reader, string(x.Facts[0].ID))
	if err != nil || len(again.Passages) != 4 {
		t.Errorf("by its address: %d passages, %v", len(again.Passages), err)
	}
	one, err := Explain(t.Context(), s.Reader, string(x.Passages[0].Claim))
	if err != nil || len(one.Passages) != 1 || len(one.Facts) < 4 {
		t.Errorf("by a claim: %d passages, %d facts, %v", len(one.Passages), len(one.Facts), err)
	}
	if _, err := Explain(t.Context(), s.Reader, "fact:none"); !errors.Is(err, ErrName) {
		t.Errorf("a fact that is not there gives %v", err)
	}
}

// TestAround clips at words and never inside of a letter.
func TestAround(t *testing.T) {
	text := "First line.\n" + strings.Repeat("é", 300) + " before QUOTE after " + strings.Repeat("ü", 300) + "\nlast"
	start := strings.Index(text, "QUOTE")
	before, after := around(text, start, start+5)
	if before != "… before " || after != " after …" {
		t.Errorf("got %q and %q", before, after)
	}
}

// TestShow holds a page against the world.
func TestShow(t *testing.T) {
	s := talks(t)
	p, err := Show(t.Context(), s.Reader, "person:sergei-lavrov")
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, f := range p.Facts {
		arrow := "->"
		if f.Inverse {
			arrow = "<-"
		}
		lines = append(lines, arrow+string(f.Predicate)+" "+f.Other.Label)
	}
	want := "->holds Foreign Minister of Russia, ->represents Russia, " +
		"<-holder Sergei Lavrov, Foreign Minister of Russia, <-participant Talks in Moscow, 7 May 2013"
	if got := strings.Join(lines, ", "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if p.Articles != 4 || len(p.Facts[3].Modalities) != 2 || p.Facts[3].Sources != 3 {
		t.Errorf("articles %d, modalities %v, sources %d", p.Articles, p.Facts[3].Modalities, p.Facts[3].Sources)
	}
}

// TestNear answers for a misspelt name of one thing, and for no other.
func TestNear(t *testing.T) {
	s := talks(t)
	for _, c := range []struct {
		typed string
		want  graph.IRI // empty: an error
	}{
		{"Lavrof", "person:sergei-lavrov"},
		{"Lavorv", "person:sergei-lavrov"},
		{"Lawrow", "person:sergei-lavrov"},
		{"sergej lavrov", "person:sergei-lavrov"},
		{"Secretary of State Kery", ""}, // too short to be sure of
		{"Foreign Minister Lawrov", "person:sergei-lavrov"},
		{"Rusia", "country:russia"},
		{"Unitd States", "country:united-states"},
		{"Igor Lavrov", ""},
		{"Austria", ""}, // which the gazetteer knows
		{"Prussia", ""}, // people who slip know how a name begins
		{"Jon", ""},
	} {
		ref, near, err := Near(t.Context(), s.Reader, c.typed)
		if ref.ID != c.want || near != (c.want != "") || (err == nil) != (c.want != "") {
			t.Errorf("%q: got %v, near %t, %v; want %q", c.typed, ref, near, err, c.want)
		}
	}
	ans, err := ask(t, s, "meetings --with=Lavrof")
	if err != nil || len(ans.Asked) != 1 || !ans.Asked[0].Near || ans.Total == 0 {
		t.Errorf("%+v, %v", ans.Asked, err)
	}
	q, req := request(t, "meetings --with=Lavrof")
	req.Exact = true
	if _, err := Ask(t.Context(), s.Reader, q, req); !errors.Is(err, ErrName) {
		t.Errorf("an exact request takes Lavrof: %v", err)
	}
}

// TestForeignNames asks by names in other scripts, and for them.
func TestForeignNames(t *testing.T) {
	set := graphtest.Talks()
	names := map[graph.IRI]map[int]string{
		"person:sergei-lavrov": {1: "Сергей Лавров", 2: "Sergueï Lavrov", 3: "謝爾蓋·拉夫羅夫"},
		"person:john-kerry":    {1: "Джон Керри", 2: "John Kerry", 3: "جون كيري"},
	}
	for i, lang := range map[int]string{1: "ru", 2: "fr", 3: "zh"} {
		c := &set.Articles[i]
		c.Article.Lang = lang
		for k, l := range c.Locals {
			if name := names[l.Entity][i]; name != "" {
				c.Locals[k].Names = []string{name}
			}
		}
	}
	s := stored(t, set)
	for typed, want := range map[string]graph.IRI{"Сергей Лавров": "person:sergei-lavrov", "сергей лавров": "person:sergei-lavrov",
		"ЛАВРОВ": "person:sergei-lavrov", "Sergueï Lavrov": "person:sergei-lavrov", "serguei lavrov": "person:sergei-lavrov",
		"謝爾蓋·拉夫羅夫": "person:sergei-lavrov", "جون كيري": "person:john-kerry", "Керри": "person:john-kerry"} {
		if ref, err := Resolve(t.Context(), s.Reader, typed); err != nil || ref.ID != want {
			t.Errorf("%q: got %v, %v", typed, ref, err)
		}
	}
	for lang, want := range map[string]string{"": "John Kerry, Sergei Lavrov", "ru": "Джон Керри, Сергей Лавров", "RU": "Джон Керри, Сергей Лавров",
		"fr": "John Kerry, Sergueï Lavrov", "zh": "جون كيري, 謝爾蓋·拉夫羅夫", "de": "John Kerry, Sergei Lavrov"} {
		q, req := request(t, "meetings --with=Лавров")
		if lang != "" {
			req.Values["lang"] = []string{lang}
		}
		ans, err := Ask(t.Context(), s.Reader, q, req)
		if err != nil || ans.Total != 1 {
			t.Fatalf("--lang %s: %d rows, %v", lang, ans.Total, err)
		}
		var got []string
		for _, c := range ans.Rows[0].Cells {
			if c.Column == "who" {
				for _, v := range c.Values {
					got = append(got, v.Label)
				}
			}
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("--lang %s: got %v, want %s", lang, got, want)
		}
	}
}
