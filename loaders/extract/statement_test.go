package extract

import (
	"slices"
	"testing"

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
