package nlp

import "testing"

// TestQuotes reads a text a line and asks who says the first quotation, or the
// one of that number: the words of the speaker, "-" for nobody.
func TestQuotes(t *testing.T) {
	r, err := NewReader()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text    string
		quote   int
		speaker string
		partial bool
	}{
		{`"We shall wait," Peter Holm said.`, 0, "Peter Holm", false},
		{`"We shall wait," said Peter Holm.`, 0, "Peter Holm", false},
		{`"We shall wait," he said.`, 0, "he", false},
		{`Said Peter Holm: "We shall wait."`, 0, "Peter Holm", false},
		{`"We shall wait," Peter Holm told reporters. "It costs nothing."`, 1, "Peter Holm", false},
		{`"The door is open," he said, "but not for long."`, 1, "he", false},
		{`"Why today?" she asked.`, 0, "she", false},
		{`The group, he added, "might find the number."`, 0, "he", true},
		{`He called the vote a "great day" for the city.`, 0, "He", true},
		{`Peter Holm called the vote "hasty" and "unfair".`, 1, "Peter Holm", true},
		{`The envoys met in a hall named "Better Days" on Friday.`, 0, "-", true},
		{`It was a meeting of the "Friends of Nordland" in Oslo.`, 0, "-", true},
		{`The guards said the "mutual consent" language was old.`, 0, "-", true},
		{`The so-called "corridor" was closed on Monday.`, 0, "-", true},
		{`The treaty calls for a council that is formed by "consent" of all.`, 0, "-", true},
		{`"The talks have failed", said Peter Holm.`, 0, "Peter Holm", false},
		{`As Peter Holm said, the people made a "clear call for peace" in May.`, 0, "Peter Holm", true},
		{`Peter Holm said the treaty was, quote, "dead and gone."`, 0, "Peter Holm", true},
		{`Peter Holm is quoted as saying, "We shall wait."`, 0, "Peter Holm", false},
		{"\"We shall wait.\"\n\n– Foreign Minister Peter Holm, May 1, 2021\n\nThe minister travels today.", 0, "Peter Holm", false},
		{"MR GRAY: Good morning.\n\nQUESTION: You said, \"We shall wait.\" For what?\n\nMR GRAY: For peace.", 0, "MR GRAY", false},
		{"QUESTION: For what?\n\nMR GRAY: I said, \"We shall wait.\" It costs nothing.\n\nQUESTION: Thanks.", 0, "MR GRAY", false},
		{`Team member Rodaba Sahin told the press, "We shall wait."`, 0, "Rodaba Sahin", false},
		{`The council issued a statement that said: "We shall wait."`, 0, "The council", false},
		{`Ruvim Dashko met Peter Holm. "We wait," Holm said. He said, "It costs nothing."`, 1, "Holm", false},
		{`To borrow the words of Peter Holm, and I quote, "We shall wait."`, 0, "Peter Holm", false},
	} {
		d := r.Read(Input{Text: c.text})
		if len(d.Quotes) <= c.quote {
			t.Errorf("%s\n\thas %d quotations", c.text, len(d.Quotes))
			continue
		}
		q := d.Quotes[c.quote]
		got := d.Words(q.Speaker.Start, q.Speaker.End)
		if got == "" {
			got = "-"
		}
		if got != c.speaker || q.Partial != c.partial {
			t.Errorf("%s\n\tsaid by %q, partial %v; want %q, %v", c.text, got, q.Partial, c.speaker, c.partial)
		}
	}
}

// FuzzQuotes: whatever comes in, quotations lie in the text, in order, and their
// speakers and chains in the document.
func FuzzQuotes(f *testing.F) {
	for _, s := range []string{`"We wait," he said. "Long."`, "“A ”” b", `said "said" said`, "A: \"x\n\n\"y\" z", "`` ''"} {
		f.Add(s)
	}
	r, err := NewReader()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d := r.Read(Input{Text: text})
		end := 0
		for i, q := range d.Quotes {
			if q.Start < end || q.End <= q.Start || q.End > len(d.Text) || q.Continues >= i {
				t.Fatalf("%q: quotation %d: %+v", text, i, q)
			}
			if q.Speaker.Start < 0 || q.Speaker.End > len(d.Tokens) || q.Cue >= len(d.Tokens) || q.Chain >= len(d.Chains) {
				t.Fatalf("%q: quotation %d: %+v", text, i, q)
			}
			end = q.End
		}
		for _, c := range d.Chains {
			for _, m := range c.Mentions {
				if m.Start < 0 || m.Head < m.Start || m.Head >= m.End || m.End > len(d.Tokens) {
					t.Fatalf("%q: mention %+v", text, m)
				}
			}
		}
	})
}
