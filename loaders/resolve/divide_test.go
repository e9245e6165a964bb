package resolve_test

import (
	"testing"

	"entente/graph"
	"entente/graph/ontology"
	"entente/loaders/article"
	"entente/loaders/extract"
	"entente/loaders/resolve"
)

// TestDivided: chains that run from one person into another are divided, and what came
// to somebody by the surname alone stays his only where the full name may be his.
func TestDivided(t *testing.T) {
	chain := func(ref string, names ...string) extract.Reading {
		r := extract.Reading{Article: article.Article{ID: "divided", Published: "2018-04-27"}}
		e := extract.Entity{Type: ontology.Person, Ref: ref}
		for _, n := range names {
			at := len(r.Article.Text)
			r.Article.Text += n + "\n"
			e.Mentions = append(e.Mentions, extract.Mention{Start: at, End: at + len(n), Text: n, Kind: "name"})
		}
		r.Entities = []extract.Entity{e}
		return r
	}
	for _, c := range []struct {
		ref   string
		names []string
		want  []graph.IRI // of persons; "" for one that the gazetteer does not know
	}{
		{"person:kim-jong-un", []string{"Kim", "Kim Jong Un", "Kim Jong Il"}, []graph.IRI{"person:kim-jong-un", "person:kim-jong-il"}},
		{"person:wei-fenghe", []string{"Wei", "Wei Jianlu"}, []graph.IRI{""}},
		{"person:benjamin-netanyahu", []string{"Bibi Netanyahu", "Netanyahu"}, []graph.IRI{"person:benjamin-netanyahu"}},
		{"person:john-kerry", []string{"John F. Kerry", "Kerry"}, []graph.IRI{"person:john-kerry"}},
		{"person:hillary-clinton", []string{"Bill Clinton", "Clinton"}, []graph.IRI{"person:bill-clinton"}},
		{"", []string{"Orlan Tesk", "Tesk"}, []graph.IRI{""}},
	} {
		r := chain(c.ref, c.names...)
		var got []graph.IRI
		for _, th := range resolve.InArticle(&r, resolve.NewGazetteer()).All {
			if th.Type == ontology.Person {
				got = append(got, th.Ref)
			}
		}
		if len(got) != len(c.want) || got[0] != c.want[0] || got[len(got)-1] != c.want[len(c.want)-1] {
			t.Errorf("%s %q: %q, want %q", c.ref, c.names, got, c.want)
		}
	}
}
