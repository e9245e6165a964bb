package extract

import (
	"slices"
	"strings"
	"testing"

	"entente/graph/ontology"
	"entente/graph/when"
	"entente/loaders/article"
)

// TestSpeakers: who says the quotation of a text, where more than its sentence tells.
func TestSpeakers(t *testing.T) {
	for _, c := range []struct {
		day       when.Date
		text, who string
	}{
		{"", "QUESTION: You said – and I’ll just read this – “we have to be prepared, unfortunately, for this to go on,” meaning the war.\n\nSECRETARY HOLTEN: Yes, we do.\n", "speaker=HOLTEN"},
		{"", "QUESTION: Is it, as you put it, “a much more stable relationship now”?\n\nMR VOSS: We will see.\n", "speaker=VOSS"},
		{"", "SENIOR STATE DEPARTMENT OFFICIAL ONE: We reached the judgment that sanctions would not stop it.\n\nMODERATOR: Thank you.\n", "speaker=SENIOR STATE DEPARTMENT OFFICIAL ONE"},
		{"2021-07-06", "Russian Foreign Minister Sergei Lavrov spoke first. The Ukrainian foreign minister said, “Do not believe the predictions.”\n", "speaker=Dmytro Kuleba"},
	} {
		_, r := read(t, article.Article{ID: "speakers", Published: c.day, Text: c.text})
		want := []string{c.who, "direct=true"}
		if c.day != "" {
			want = want[1:] // named by the gazetteer alone
		}
		at := slices.IndexFunc(r.Claims, func(claim Claim) bool { return claim.Kind == "statement" && says(r, claim, want) })
		if at < 0 {
			t.Errorf("%q: nobody says it\n%s", c.text, lines(r))
			continue
		}
		if speaker := r.Entities[r.Claims[at].players("speaker")[0]]; c.day != "" && speaker.Ref != "person:dmytro-kuleba" {
			t.Errorf("%q: said by %q\n%s", c.text, speaker.Ref, lines(r))
		}
	}
}

// TestTopicSignature: a line of a name and a title is not what an article is about.
func TestTopicSignature(t *testing.T) {
	text := "Karel Voss, Secretary of State\n\nFrance and Germany signed a treaty on fishing on Monday.\n"
	parts := []article.Part{{Kind: article.Paragraph, Start: 0, End: 30}, {Kind: article.Paragraph, Start: 32, End: len(text) - 1}}
	_, r := read(t, article.Article{ID: "signature", Text: text, Parts: parts})
	for _, c := range r.Claims {
		if c.Kind == "topic" && (says(r, c, []string{"about=Karel Voss"}) || !says(r, c, []string{"about=France", "about=Germany"})) {
			t.Errorf("the signature is the topic\n%s", lines(r))
		}
	}
}

// TestTopicIntroduction: nor is the line that says whose words follow.
func TestTopicIntroduction(t *testing.T) {
	text := "The following is attributable to Spokesperson Anna Holt:\n\nFrance and Germany signed a treaty on fishing on Monday.\n"
	parts := []article.Part{{Kind: article.Paragraph, Start: 0, End: 56}, {Kind: article.Paragraph, Start: 58, End: len(text) - 1}}
	_, r := read(t, article.Article{ID: "introduction", Text: text, Parts: parts})
	if !slices.ContainsFunc(r.Claims, func(c Claim) bool { return c.Kind == "topic" && says(r, c, []string{"about=France", "about=Germany"}) }) {
		t.Errorf("the introduction is the topic\n%s", lines(r))
	}
}

// TestEndedTitle: who is still called by an office that he left holds it no more.
func TestEndedTitle(t *testing.T) {
	for day, status := range map[when.Date]string{"2022-02-10": "former", "2014-02-10": "current"} {
		_, r := read(t, article.Article{ID: "ended", Published: day, Text: "Secretary John Kerry spoke in Brest.\n"})
		if !slices.ContainsFunc(r.Claims, func(c Claim) bool { return says(r, c, []string{"title=Secretary", "status=" + status}) }) {
			t.Errorf("%s: not %s\n%s", day, status, lines(r))
		}
	}
}

// TestFamous: an article without a day means the one head of state of a surname by it,
// unless it tells the surname of somebody else in full.
func TestFamous(t *testing.T) {
	for text, want := range map[string]string{
		"Nixon went to Beijing before the vote, and the treaty was signed there.\n":   "person:richard-nixon",
		"Mary Nixon, a teacher, went to Leeds. Nixon said that schools need money.\n": "",
		"Clinton went to Oslo before the vote, and the treaty was signed there.\n":    "", // two of the name were
	} {
		_, r := read(t, article.Article{ID: "famous", Text: text})
		got := ""
		for _, e := range r.Entities {
			if e.Type == ontology.Person {
				got = e.Ref
			}
		}
		if got != want {
			t.Errorf("%q: %q, want %q\n%s", text, got, want, lines(r))
		}
	}
}

// TestTopicTitle: what stands in somebody's title is not what an article is about, nor who
// released what follows, nor a greeting.
func TestTopicTitle(t *testing.T) {
	for text, first := range map[string]string{
		"Under Secretary for Civilian Security, Democracy, and Human Rights Anna Holt visited France.\n":                                                                                  "Under Secretary for Civilian Security, Democracy, and Human Rights Anna Holt visited France.",
		"The text of the following statement was released by the Governments of Norway and Poland.\n\nFrance is to be praised.\n":                                                         "The text of the following statement was released by the Governments of Norway and Poland.",
		"MR HOLT: Good afternoon, Norway.\n\nQUESTION: What will France do about the border?\n\nMR HOLT: France will open its border to everyone who comes to it, and will do so soon.\n": "MR HOLT: Good afternoon, Norway.",
	} {
		parts := []article.Part{{Kind: article.Paragraph, Start: 0, End: len(first)}}
		if rest := strings.LastIndex(text, "\n\n"); rest > 0 {
			parts = append(parts, article.Part{Kind: article.Paragraph, Start: rest + 2, End: len(text) - 1})
		}
		_, r := read(t, article.Article{ID: "title", Text: text, Parts: parts})
		about := func(what string) bool {
			return slices.ContainsFunc(r.Claims, func(c Claim) bool { return c.Kind == "topic" && says(r, c, []string{"about=" + what}) })
		}
		if !about("France") || about("Civilian Security") || about("Norway") {
			t.Errorf("%q: another topic\n%s", text, lines(r))
		}
	}
}

// TestTopicTalk: of talk the first sentence that tells something says what it is about, not
// who greets whom, and a piece of a name is no topic.
func TestTopicTalk(t *testing.T) {
	for _, c := range []struct {
		text       string
		about, not []string
	}{
		{"SECRETARY HOLT: Well, good afternoon, Norway. Let us hear Karl Dahl first.\n\nToday France has opened its border to all refugees from the war.\n", []string{"France"}, []string{"Norway", "Karl Dahl", "HOLT"}},
		{"MS DAHL: Thanks to Norway.\n\nQUESTION: You were in Poland.\n\nMS DAHL: France will open its border to everyone who comes to it soon.\n", []string{"France"}, []string{"Norway", "Poland", "DAHL"}},
		{"On Armed Forces Day, France closed its border with Spain. Norway did not.\n", []string{"France", "Spain"}, []string{"Armed Forces", "Norway"}},
		{"France sent the people of the Republic of Chad its wishes across the Indo-Pacific.\n", []string{"France"}, []string{"Republic", "Pacific"}},
	} {
		var parts []article.Part
		at := 0
		for _, p := range strings.Split(strings.TrimSpace(c.text), "\n\n") {
			parts = append(parts, article.Part{Kind: article.Paragraph, Start: at, End: at + len(p)})
			at += len(p) + 2
		}
		_, r := read(t, article.Article{ID: "talk", Text: c.text, Parts: parts})
		about := func(what string) bool {
			return slices.ContainsFunc(r.Claims, func(k Claim) bool { return k.Kind == "topic" && says(r, k, []string{"about=" + what}) })
		}
		if slices.ContainsFunc(c.about, func(s string) bool { return !about(s) }) || slices.ContainsFunc(c.not, about) {
			t.Errorf("%q: another topic\n%s", c.text, lines(r))
		}
	}
}

// TestListedUnder: in the list under a statement of many states each minister is of
// the state above his line.
func TestListedUnder(t *testing.T) {
	text := "Statement on Sport\n\nMay 4, 2021\n\nThe following ministers agreed to the statement.\n\nPoland\nKamil Bortnik, Minister of Sport and Tourism\n\nNorway\nDr Anna Tret, Minister of Culture\n"
	var r Reading
	for a, err := range article.Read(t.Context(), "listed.txt", strings.NewReader(text)) {
		if err != nil {
			t.Fatal(err)
		}
		_, r = read(t, a)
	}
	for _, want := range [][]string{{"person=Kamil Bortnik", "of=Poland"}, {"person=Anna Tret", "of=Norway"}} {
		if !slices.ContainsFunc(r.Claims, func(c Claim) bool { return c.Kind == "office" && says(r, c, want) }) {
			t.Errorf("not read: %s\n%s", want, lines(r))
		}
	}
}
