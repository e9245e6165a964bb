package nlp

import (
	"slices"
	"strings"
	"testing"
)

// TestChains reads a text a line and asks who a phrase means: the phrase, the
// number of its occurrence from the left, and the longest name of its chain, or
// the names of a group with a plus between them; "-" means nobody named.
func TestChains(t *testing.T) {
	r, err := NewReader()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, phrase, means string }{
		{"Sergei Lavrov met John Kerry in Geneva. The Russian minister left early. Lavrov said he was tired.", "he", "Sergei Lavrov"},
		{"Foreign Minister Pavel Orlov arrived in Vienna on Monday. The foreign minister left the next day.", "The foreign minister", "Pavel Orlov"},
		{"Secretary of State John Kerry spoke first. Then the secretary of state left the room.", "the secretary of state", "John Kerry"},
		{"Angela Merkel met Emmanuel Macron in Berlin. The two leaders talked for an hour.", "The two leaders", "Angela Merkel+Emmanuel Macron"},
		{"France and Germany signed a treaty in Aachen. Both countries will build a bridge.", "Both countries", "France+Germany"},
		{"France and Germany signed a treaty in Aachen. The two countries will build a bridge.", "The two countries", "France+Germany"},
		{"Turkey and Greece met again on Monday. The two sides agreed on nothing.", "The two sides", "Greece+Turkey"},
		{"The ministers signed the Oslo Accord. The accord takes effect in May.", "The accord", "Oslo Accord"},
		{"They adopted the Geneva Communique in June. Nobody had read the communique.", "the communique", "Geneva Communique"},
		{"Bill Clinton spoke in Paris. Hillary Clinton spoke in Rome. Mrs. Clinton was applauded.", "Clinton/3", "Hillary Clinton"},
		{"Hillary Clinton spoke in Rome. Bill Clinton spoke in Paris. Mrs. Clinton was applauded.", "Clinton/3", "Hillary Clinton"},
		{"Crown Prince Talal bin Shaheen came to Cairo. Prince Talal met reporters.", "Talal/2", "Talal bin Shaheen"},
		{"Wei Jianlu opened the session in Beijing. Wei said that the vote would wait.", "Wei/2", "Wei Jianlu"},
		{"Osama bin Laden was killed in Pakistan. Bin Laden had lived there for years.", "Bin Laden", "Osama bin Laden"},
		{"Kerry flies to Moscow\n\nJohn Kerry flew to Moscow on Tuesday. He met Vladimir Putin.", "Kerry", "John Kerry"},
		{"President Barack Obama spoke in Washington. \"It was hard to find Osama bin Laden,\" he said.", "he", "Barack Obama"},
		{"Anna Larsen met Peter Holm in Oslo. She thanked him for the visit.", "She", "Anna Larsen"},
		{"Anna Larsen met Peter Holm in Oslo. She thanked him for the visit.", "him", "Peter Holm"},
		{"When she came to power, Anna Larsen closed the border.", "she", "Anna Larsen"},
		{"In his first year as president, Peter Holm visited nine capitals.", "his", "Peter Holm"},
		{"Peter Holm said Erik Dahl had lied. Holm said he would sue.", "he", "Peter Holm"},
		{"Peter Holm thanked Anna Larsen for her patience.", "her", "Anna Larsen"},
		{"Erik Dahl praised Peter Holm. Holm thanked him.", "him", "Erik Dahl"},
		{"Erik Dahl and Anna Larsen met in Oslo. They signed the deal on Friday.", "They", "Anna Larsen+Erik Dahl"},
		{"Anna Larsen met Peter Holm in Oslo. They will sign a treaty.", "They", "Anna Larsen+Peter Holm"},
		{"The United Nations sent envoys to Libya. It asked for a truce.", "It", "United Nations"},
		{"Libya's foreign minister, Omar Hadi, spoke in Tunis. The minister flew home on Monday.", "The minister", "Omar Hadi"},
		{"\"I shall not resign,\" said Peter Holm.", "I", "Peter Holm"},
		{"Prime Minister Anna Larsen flew to Rome. \"We agree,\" the prime minister said.", "the prime minister", "Anna Larsen"},
		{"The Students' League marched in Seoul. The students sang.", "The students", "Students' League"},
	} {
		d := r.Read(Input{Text: c.text})
		nameByHand(d)
		stageQuotes(d)
		stageChains(d)
		if got := meant(d, c.phrase); got != c.means {
			t.Errorf("%s\n\t%q means %q, want %q", c.text, c.phrase, got, c.means)
		}
	}
}

// known are the names in the cases.
var known = map[NameKind]string{
	Person: `Sergei Lavrov|Lavrov|John Kerry|Kerry|Pavel Orlov|Angela Merkel|Emmanuel Macron|Bill Clinton|Hillary Clinton|Clinton|
		Talal bin Shaheen|Talal|Wei Jianlu|Wei|Osama bin Laden|Bin Laden|Vladimir Putin|Barack Obama|Anna Larsen|Peter Holm|Holm|
		Erik Dahl|Omar Hadi`,
	Place:        `Geneva|Vienna|Berlin|France|Germany|Aachen|Turkey|Greece|Paris|Rome|Cairo|Beijing|Pakistan|Moscow|Washington|Oslo|Libya|Tunis|Seoul`,
	Organization: `United Nations|Students' League`,
	Law:          `Oslo Accord|Geneva Communique`,
	Demonym:      `Russian`,
}

// nameByHand puts the known names and the titles in front of them into a document,
// so that the cases hold chains alone.
func nameByHand(d *Doc) {
	d.Names, d.Quotes, d.Chains = nil, nil, nil
	for t := 0; t < len(d.Tokens); t++ {
		n := Name{Start: t, End: t}
		for kind, list := range known {
			for _, form := range strings.Split(list, "|") {
				form = strings.TrimSpace(form)
				at := d.Tokens[t].Start
				if r := tokensOf(d, at, len(form)); strings.HasPrefix(d.Text[at:], form) && r.End > n.End && d.Tokens[r.End-1].End == at+len(form) {
					n.End, n.Kind = r.End, kind
				}
			}
		}
		if n.End == n.Start {
			continue
		}
		n.Title = Range{t, t}
		for s := d.Sentences[d.Tokens[t].Sentence].Start; n.Kind == Person && n.Title.Start > s && titleLike(d.Form(n.Title.Start-1)); {
			n.Title.Start--
		}
		d.Names = append(d.Names, n)
		t = n.End - 1
	}
}

func titleLike(w string) bool {
	return w == "of" || w[0] >= 'A' && w[0] <= 'Z' && w != "The" && w != "When"
}

// meant returns the names that the chain of a phrase goes by.
func meant(d *Doc, phrase string) string {
	phrase, nth, _ := strings.Cut(phrase, "/")
	at := wordAt(d.Text, phrase)
	for n := "1"; n < nth; n = string(n[0] + 1) {
		at += len(phrase) + strings.Index(d.Text[at+len(phrase):], phrase)
	}
	for _, c := range d.Chains {
		for _, m := range c.Mentions {
			if m.Kind != Proper && d.Tokens[m.Start].Start != at || m.Kind == Proper && !(d.Tokens[m.Start].Start <= at && at < d.Tokens[m.End-1].End) {
				continue
			}
			if m.Group == nil {
				return longestName(d, c)
			}
			var names []string
			for _, g := range m.Group {
				names = append(names, longestName(d, d.Chains[g]))
			}
			slices.Sort(names)
			return strings.Join(names, "+")
		}
	}
	return "-"
}

func longestName(d *Doc, c Chain) string {
	best := "-"
	for _, m := range c.Mentions {
		if w := d.Words(m.Start, m.End); m.Kind == Proper && (best == "-" || len(w) > len(best)) {
			best = w
		}
	}
	return best
}

// wordAt returns where a phrase stands first as whole words.
func wordAt(text, phrase string) int {
	for at := 0; ; at++ {
		next := strings.Index(text[at:], phrase)
		if next < 0 {
			return -1
		}
		at += next
		end := at + len(phrase)
		if (at == 0 || strings.IndexByte(" \"\n", text[at-1]) >= 0) && (end == len(text) || strings.IndexByte(" ,.'", text[end]) >= 0) {
			return at
		}
	}
}

// tokensOf returns the tokens that the bytes touch.
func tokensOf(d *Doc, start, length int) Range {
	r := Range{-1, -1}
	for i, tok := range d.Tokens {
		if tok.End > start && r.Start < 0 {
			r.Start = i
		}
		if tok.Start < start+length {
			r.End = i + 1
		}
	}
	return r
}

// TestNounsAlone reads texts in which nothing is named and lists the phrases that
// mean the same: "talks ... the talks".
func TestNounsAlone(t *testing.T) {
	r := reader(t)
	for _, c := range []struct{ text, want string }{
		{"The envoys opened talks in Oslo. The talks went on for a week.", "talks = The talks"},
		{"They signed a treaty in May. Nobody has read the treaty.", "a treaty = the treaty"},
		{"A meeting was held on Monday. The second meeting failed.", ""},
		{"The talks failed. They planned a talk.", ""},
		{"I left early. My coat stayed there.", "I = My"},
	} {
		d := r.Read(Input{Text: c.text})
		d.Names, d.Quotes = nil, nil
		Rechain(d)
		var got []string
		for _, ch := range d.Chains {
			var words []string
			for _, m := range ch.Mentions {
				words = append(words, d.Words(m.Start, m.End))
			}
			if len(words) > 1 {
				got = append(got, strings.Join(words, " = "))
			}
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s\n\tgot %q, want %q", c.text, got, c.want)
		}
	}
}
