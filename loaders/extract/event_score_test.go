package extract

import (
	"cmp"
	"encoding/csv"
	"encoding/xml"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"entente/graph/ontology"
	"entente/loaders/article"
)

var wrongActs = flag.Bool("wrong", false, "print the sentences whose act is read otherwise")

// shared returns the path of a file of the shared data, or skips the test.
func shared(t *testing.T, name string) string {
	t.Helper()
	root := os.Getenv("ENTENTE_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	path := filepath.Join(root, name)
	if _, err := os.Stat(path); err != nil {
		t.Skip("no shared data: ", err)
	}
	return path
}

// marked is a sentence with the spans of who acts and upon whom, and the type of
// the act.
type marked struct {
	text           string
	source, target []Span
	want           string
}

var mark = regexp.MustCompile(`</?[st]>`)

// unmark takes the marks out of a sentence.
func unmark(words, want string) marked {
	m := marked{want: want}
	open, last := 0, 0
	for _, at := range mark.FindAllStringIndex(words, -1) {
		m.text += words[last:at[0]]
		last = at[1]
		switch words[at[0]:at[1]] {
		case "<s>", "<t>":
			open = len(m.text)
		case "</s>":
			m.source = append(m.source, Span{open, len(m.text)})
		case "</t>":
			m.target = append(m.target, Span{open, len(m.text)})
		}
	}
	m.text += words[last:]
	return m
}

// markedActs reads the training half of PLV: sentences with a marked source and
// target, and the root class of what one does to the other.
func markedActs(t *testing.T) []marked {
	f, err := os.Open(shared(t, "data/plv/PLV_train.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	head, err := r.Read()
	if err != nil {
		t.Fatal(err)
	}
	words, class := slices.Index(head, "marked_sentence"), slices.Index(head, "gold_root")
	var out []marked
	for {
		row, err := r.Read()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, unmark(row[words], row[class]))
	}
}

// readFor reads a sentence up to its acts.
func readFor(t *testing.T, text string) *extraction {
	a := article.Article{ID: "sentence", Text: text, Published: "2020-06-15"}
	return standard().begin(reader(t).Read(Input(a)), a)
}

// within reports whether token i stands in one of the spans.
func in(x *extraction, spans []Span, i int) bool {
	return slices.ContainsFunc(spans, func(s Span) bool { return s.Start < x.Tokens[i].End && x.Tokens[i].Start < s.End })
}

// TestMarkedActs measures the type of the act between a marked source and target.
func TestMarkedActs(t *testing.T) {
	scoreActs(t, "marked", 0.71, func(x *extraction, m marked) string {
		best, most := "", 0
		for _, d := range x.deeds() {
			score := 0
			for _, k := range d.actors {
				if in(x, m.source, k) {
					score = max(score, 4)
				}
			}
			for _, k := range d.recipients {
				if in(x, m.target, k) {
					score += 3
					break
				}
			}
			for k := int(x.left[d.at]); score > 0 && k < int(x.right[d.at]); k++ {
				if in(x, m.target, k) {
					score++
					break
				}
			}
			if score > most {
				best, most = plover(d), score
			}
		}
		return best
	})
}

// TestUnmarkedActs measures the type of the first act that a sentence tells of.
func TestUnmarkedActs(t *testing.T) {
	scoreActs(t, "unmarked", 0.71, func(x *extraction, _ marked) string {
		for _, d := range x.deeds() {
			if len(d.actors) > 0 {
				return plover(d)
			}
		}
		return ""
	})
}

// plover gives the type under which PLV counts a deed: what is only willed in
// friendship is an agreement.
func plover(d deed) string {
	if cooperative[d.kind] && (d.modality == ontology.Planned || d.modality == ontology.Proposed) {
		return "AGREE"
	}
	return d.kind
}

// scoreActs holds the mean of the F1 of each class over the marked sentences
// against a floor.
func scoreActs(t *testing.T, name string, floor float64, read func(*extraction, marked) string) {
	type counts struct{ right, found, wanted int }
	count := map[string]*counts{}
	of := func(class string) *counts {
		if count[class] == nil {
			count[class] = &counts{}
		}
		return count[class]
	}
	for _, m := range markedActs(t) {
		got := read(readFor(t, m.text), m)
		if got == "CONCEDE" || got == "RETREAT" {
			got = "YIELD"
		}
		of(m.want).wanted++
		of(got).found++
		if got == m.want {
			of(got).right++
		} else if *wrongActs {
			t.Logf("%s for %s: %s", cmp.Or(got, "none"), m.want, m.text)
		}
	}
	sum, classes := 0.0, 0
	for _, class := range sortedKeys(count) {
		c := count[class]
		if c.wanted == 0 {
			t.Logf("%-10s found %d", cmp.Or(class, "none"), c.found)
			continue
		}
		f1 := 2 * float64(c.right) / float64(c.wanted+c.found)
		t.Logf("%-10s wanted %3d found %3d right %3d F1 %.3f", class, c.wanted, c.found, c.right, f1)
		sum, classes = sum+f1, classes+1
	}
	got := sum / float64(classes)
	t.Logf("%s: macro-F1 %.3f over %d classes", name, got, classes)
	if got < floor {
		t.Errorf("%s: macro-F1 %.3f, below %.2f", name, got, floor)
	}
}

func sortedKeys[V any](m map[string]V) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// unitTests are the validation records of PETRARCH. Most of their codes are those
// of WEIS, some those of CAMEO, some mean nothing.
type unitTests struct {
	Sentences []struct {
		ID     string `xml:"id,attr"`
		Events []struct {
			Code string `xml:"eventcode,attr"`
			None string `xml:"noevents,attr"`
			Err  string `xml:"error,attr"`
		} `xml:"EventCoding"`
		Text string `xml:"Text"`
	} `xml:"Sentences>Sentence"`
}

// coded gives the PLOVER types that may stand for a root of WEIS or of CAMEO.
var coded = map[string]string{
	"01": "CONCEDE RETREAT", "03": "CONSULT AGREE", "04": "SUPPORT CONSULT", "05": "AGREE SUPPORT", "06": "SUPPORT COOPERATE AGREE",
	"07": "AID COOPERATE", "08": "AGREE SUPPORT RETREAT", "09": "REQUEST", "10": "REQUEST", "11": "REJECT ACCUSE", "12": "ACCUSE REJECT",
	"13": "ACCUSE PROTEST THREATEN", "14": "REJECT PROTEST", "15": "REQUEST MOBILIZE", "16": "THREATEN SANCTION", "17": "THREATEN COERCE",
	"18": "PROTEST MOBILIZE ASSAULT", "19": "SANCTION REJECT ASSAULT", "20": "SANCTION COERCE ASSAULT", "21": "COERCE", "22": "ASSAULT",
}

// TestUnitTests measures the first act of PETRARCH's stylized sentences.
func TestUnitTests(t *testing.T) {
	data, err := os.ReadFile(shared(t, "data/petrarch/PETR.UnitTest.records.xml"))
	if err != nil {
		t.Fatal(err)
	}
	var tests unitTests
	d := xml.NewDecoder(strings.NewReader(string(data)))
	d.Strict = false
	if err := d.Decode(&tests); err != nil {
		t.Fatal(err)
	}
	right, all := 0, 0
	for _, s := range tests.Sentences {
		want, ok := "", len(s.Events) > 0
		for _, e := range s.Events {
			types, known := coded[e.Code[:min(2, len(e.Code))]]
			want += " " + types
			ok = ok && (known || e.None != "") && e.Err == ""
		}
		if !ok {
			continue
		}
		x := readFor(t, strings.Join(strings.Fields(s.Text), " "))
		var got string
		for _, d := range x.deeds() {
			if len(d.actors)+len(d.recipients) > 0 {
				got = d.kind
				break
			}
		}
		all++
		if wants := strings.Fields(want); got == "" && len(wants) == 0 || slices.Contains(wants, got) {
			right++
		} else if *wrongActs {
			t.Logf("%s: %s for%s: %s", s.ID, cmp.Or(got, "none"), want, strings.Join(strings.Fields(s.Text), " "))
		}
	}
	t.Logf("unit tests: %d of %d right, %.3f", right, all, float64(right)/float64(all))
	if float64(right) < 0.66*float64(all) {
		t.Errorf("unit tests: %d of %d right", right, all)
	}
}
