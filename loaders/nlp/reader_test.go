package nlp

import (
	"bytes"
	"fmt"
	"os"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"
)

var theReader = sync.OnceValues(NewReader)

func reader(t testing.TB) *Reader {
	t.Helper()
	r, err := theReader()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Sentences are divided by " | ".
func TestSentences(t *testing.T) {
	r := reader(t)
	for _, line := range []string{
		"Talks ended on Tuesday. | Nobody signed.",
		"U.S. Secretary of State Ada Brandt flew to Oslo. | She met Sen. John Calloway there.",
		"\"We will sign,\" said Mr. Adler. | \"We have no choice.\"",
		"\"Will they come?\" he asked. | Nobody knew.",
		"He moved to the U.S. in May. | His brother stayed.",
		"The text has 3.5 pages. | It was printed on Jan. 5 in Geneva.",
		"Prime Minister Ivo Lund (Labour) resigned. | His deputy took over.",
	} {
		d := r.Read(Input{Text: strings.ReplaceAll(line, " | ", " ")})
		var got []string
		for _, s := range d.Sentences {
			got = append(got, d.Words(s.Start, s.End))
		}
		if strings.Join(got, " | ") != line {
			t.Errorf("sentences of\n\t%s\ngot\n\t%s", line, strings.Join(got, " | "))
		}
	}
}

// Each line: a sentence, then "form/XPOS/lemma" of some of its words.
func TestTagsAndLemmas(t *testing.T) {
	r := reader(t)
	for _, c := range []struct{ text, want string }{
		{"The ministers met in Vienna and signed two treaties.", "ministers/NNS/minister met/VBD/meet Vienna/NNP/Vienna signed/VBD/sign two/CD/two treaties/NNS/treaty"},
		{"The text was agreed to by both countries.", "was/VBD/be agreed/VBN/agree countries/NNS/country"},
		{"She has told him that they won't leave.", "has/VBZ/have told/VBN/tell wo/MD/will n't/RB/not leave/VB/leave"},
		{"His wives, geese and children were taken by the police.", "wives/NNS/wife children/NNS/child taken/VBN/take"},
	} {
		d := r.Read(Input{Text: c.text})
		have := map[string]bool{}
		for i, tok := range d.Tokens {
			have[d.Form(i)+"/"+tok.XPOS+"/"+tok.Lemma] = true
		}
		for _, w := range strings.Fields(c.want) {
			if !have[w] {
				t.Errorf("%s: no %s in %v", c.text, w, have)
			}
		}
	}
}

// Each line: a sentence, then arcs "dependent relation head".
func TestTrees(t *testing.T) {
	r := reader(t)
	for _, c := range []struct{ text, want string }{
		{"The president met the chancellor in Berlin on Friday.", "president nsubj met; chancellor obj met; Friday obl met; in case Berlin; met root -"},
		{"The treaty was signed by Norway and Sweden.", "treaty nsubj:pass signed; Norway obl:agent signed; Sweden conj Norway; was aux:pass signed"},
		{"\"We want peace,\" Lund told reporters.", "We nsubj want; peace obj want; want ccomp told; Lund nsubj told; reporters iobj told"},
		{"The envoy, who visited Oslo, has promised to help.", "visited acl:relcl envoy; envoy nsubj promised; promised root -; who nsubj visited; to mark help"},
	} {
		d := r.Read(Input{Text: c.text})
		have := map[string]bool{}
		for i, tok := range d.Tokens {
			head := "-"
			if tok.Head >= 0 {
				head = d.Form(tok.Head)
			}
			have[d.Form(i)+" "+tok.Rel+" "+head] = true
		}
		for _, arc := range strings.Split(c.want, "; ") {
			if !have[arc] && !have[strings.Replace(arc, " iobj ", " obj ", 1)] {
				t.Errorf("%s: no %q in %v", c.text, arc, have)
			}
		}
	}
}

// Each line: a sentence, then its names, each as kind: name [title].
func TestNames(t *testing.T) {
	r := reader(t)
	for _, c := range []struct{ text, want string }{
		{"Secretary of State John F. Kerry met Russian Foreign Minister Sergei Lavrov in Moscow.",
			"person: John F. Kerry [Secretary of State]; demonym: Russian []; person: Sergei Lavrov [Russian Foreign Minister]; place: Moscow []"},
		{"Then-Secretary of State Hillary Rodham Clinton called President Obama.",
			"person: Hillary Rodham Clinton [Then-Secretary of State]; person: Obama [President]"},
		{"South Korean President Park Geun-hye spoke at the United Nations.",
			"demonym: South Korean []; person: Park Geun-hye [South Korean President]; organization: United Nations []"},
		{"Former Libyan leader Moammar Kadafi and Osama bin Laden are dead.",
			"demonym: Libyan []; person: Moammar Kadafi [Former Libyan leader]; person: Osama bin Laden []"},
		{"The Geneva communique and the Paris Agreement were signed after World War II.",
			"law: Geneva communique []; law: Paris Agreement []; event: World War II []"},
		{"Sergei Loiko wrote for the Los Angeles Times from Beirut.",
			"person: Sergei Loiko []; organization: Los Angeles Times []; place: Beirut []"},
	} {
		if got := namesOf(r.Read(Input{Text: c.text})); got != c.want {
			t.Errorf("names of\n\t%s\ngot\n\t%s\nwant\n\t%s", c.text, got, c.want)
		}
	}
}

func namesOf(d *Doc) string {
	var names []string
	for _, n := range d.Names {
		names = append(names, fmt.Sprintf("%s: %s [%s]", n.Kind, d.Words(n.Start, n.End), d.Words(n.Title.Start, n.Title.End)))
	}
	return strings.Join(names, "; ")
}

const story = `Envoys of two rivers sign

PORT ADEL — Foreign Minister Ivo Lund of Norway and his Swedish counterpart, Ada Brandt, signed a treaty on Tuesday.

"It isn't perfect," Lund said. "But we’ll keep it."
`

// Tokens and the gaps between them are the text, and no gap holds anything else
// than white space.
func TestNothingIsLost(t *testing.T) {
	d := reader(t).Read(Input{Text: story})
	sound(t, d)
	var b strings.Builder
	last := 0
	for i, tok := range d.Tokens {
		gap := d.Text[last:tok.Start]
		if strings.TrimFunc(gap, unicode.IsSpace) != "" {
			t.Errorf("%q lies between tokens", gap)
		}
		b.WriteString(gap + d.Form(i))
		last = tok.End
	}
	if b.WriteString(d.Text[last:]); b.String() != story {
		t.Errorf("got %q", b.String())
	}
}

func TestReadIsConcurrentAndDeterministic(t *testing.T) {
	r := reader(t)
	want := r.Read(Input{Text: story})
	var all [8]*Doc
	var wait sync.WaitGroup
	for i := range all {
		wait.Go(func() { all[i] = r.Read(Input{Text: story}) })
	}
	wait.Wait()
	for _, d := range all {
		if !reflect.DeepEqual(d, want) {
			t.Fatal("two readings of one text differ")
		}
	}
}

// Blocks that overlap or leave the text are cut to size.
func TestBlocksOfStrangers(t *testing.T) {
	r := reader(t)
	for _, blocks := range [][]Block{
		{{Start: 0, End: 9}, {Start: 5, End: 1 << 30}}, {{Start: -4, End: 3}}, {{Start: 9, End: 2}}, {{Start: 1 << 30, End: 1 << 31}}, {},
	} {
		sound(t, r.Read(Input{Text: story, Blocks: blocks}))
	}
}

func TestCoNLLUThereAndBack(t *testing.T) {
	d := reader(t).Read(Input{Text: story})
	var first, second bytes.Buffer
	if err := WriteCoNLLU(&first, d); err != nil {
		t.Fatal(err)
	}
	docs, err := ParseCoNLLU(bytes.NewReader(first.Bytes()))
	if err != nil || len(docs) != 1 {
		t.Fatalf("%d documents, %v", len(docs), err)
	}
	back := docs[0]
	if len(back.Tokens) != len(d.Tokens) || !reflect.DeepEqual(back.Names, d.Names) || !reflect.DeepEqual(back.Sentences, d.Sentences) {
		t.Errorf("names %+v, were %+v", back.Names, d.Names)
	}
	for i := range d.Tokens {
		a, b := d.Tokens[i], back.Tokens[i]
		a.Start, a.End, b.Start, b.End = 0, 0, 0, 0
		if a != b {
			t.Errorf("token %d is %+v, was %+v", i, b, a)
		}
	}
	if err := WriteCoNLLU(&second, back); err != nil {
		t.Fatal(err)
	}
}

func TestParseCoNLLUNamesTheLine(t *testing.T) {
	_, err := ParseCoNLLU(strings.NewReader("# newdoc\n1\ttoo\tfew\n"))
	if err == nil || !strings.HasPrefix(err.Error(), "line 2:") {
		t.Errorf("got %v", err)
	}
}

// strange are texts that hurt readers which are not linear in time or trust
// their input.
func strange(size int) map[string]string {
	return map[string]string{
		"one word":    strings.Repeat("a", size),
		"brackets":    strings.Repeat("(", size),
		"pairs":       strings.Repeat("(a)", size/40),
		"no spaces":   strings.Repeat("a,b;c.d/", size/80),
		"times":       strings.Repeat("the year ago week May 7 ", size/240),
		"pronouns":    strings.Repeat("he said it to her ", size/180),
		"nouns":       strings.Repeat("The talks. ", size/110),
		"closers":     strings.Repeat(")", size/10),
		"words":       strings.Repeat("sign the treaty ", size/16),
		"stops":       strings.Repeat(".", size/10),
		"laws":        strings.Repeat("Paris Agreement ", size/32),
		"names":       strings.Repeat("John Kerry ", size/22),
		"rtl":         strings.Repeat("אבגד \u202eabc ", size/40),
		"combining":   "e" + strings.Repeat("\u0301", size/20),
		"quotes":      strings.Repeat("\" ", size/40),
		"hyphens":     strings.Repeat("a-", size/20),
		"bad bytes":   strings.Repeat("\xff\xc3 a", size/40),
		"apostrophes": strings.Repeat("n't's", size/40),
		"newlines":    strings.Repeat("\n", size),
		"dots":        strings.Repeat("U.S.", size/40),
	}
}

func TestStrangeTexts(t *testing.T) {
	r := reader(t)
	for name, text := range strange(100_000) {
		start := time.Now()
		sound(t, r.Read(Input{Text: text}))
		if spent := time.Since(start); spent > time.Minute {
			t.Errorf("%s: %v for %d bytes", name, spent, len(text))
		}
	}
}

// A line of 5 MB, and texts twenty times as long as others in no more than forty
// times their time.
func TestLongLines(t *testing.T) {
	r := reader(t)
	sound(t, r.Read(Input{Text: strings.Repeat("a", 5<<20)}))
	if os.Getenv("ENTENTE_LONG") == "" {
		t.Skip("ENTENTE_LONG is not set")
	}
	long := strange(4_000_000)
	for name, short := range strange(200_000) {
		start := time.Now()
		r.Read(Input{Text: short})
		once := time.Since(start)
		start = time.Now()
		sound(t, r.Read(Input{Text: long[name]}))
		if spent := time.Since(start); spent > 40*once+time.Second {
			t.Errorf("%s: %v for %d bytes, %v for %d", name, once, len(short), spent, len(long[name]))
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(story)
	f.Add("U.S. Sen. J. Doe-Ray's “pact”… won't—(hold)?!")
	for _, text := range strange(400) {
		f.Add(text)
	}
	r := reader(f)
	f.Fuzz(func(t *testing.T, text string) { sound(t, r.Read(Input{Text: text})) })
}

// Texts that are read together are read as each by itself, whatever stands beside them.
func TestReadAll(t *testing.T) {
	r := reader(t)
	texts := []Input{{Text: story}, {}, {Text: "THE END"}, {Text: strings.Repeat(story+"\n\n", 40)}, {Text: "\n"}, {Text: story, Published: "2013-05-07"}}
	for i, d := range r.ReadAll(texts) {
		if alone := r.Read(texts[i]); !reflect.DeepEqual(d, alone) {
			t.Errorf("text %d is read otherwise together", i)
		}
	}
}
