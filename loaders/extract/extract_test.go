package extract

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"entente/graph/ontology"
	"entente/loaders/article"
	"entente/loaders/nlp"
)

var (
	update = flag.Bool("update", false, "rewrite the transcripts")
	show   = flag.String("show", "", "print the reading of this file")
	trees  = flag.Bool("trees", false, "with -show: print the trees too")
)

var theReader = sync.OnceValues(nlp.NewReader)

func reader(t testing.TB) *nlp.Reader {
	t.Helper()
	r, err := theReader()
	if err != nil {
		t.Skip("no weights: ", err)
	}
	return r
}

func read(t testing.TB, a article.Article) (*nlp.Doc, Reading) {
	d := reader(t).Read(Input(a))
	return d, Extract(d, a)
}

// lines writes a reading for people: its entities, then its claims with parts.
func lines(r Reading) string {
	var b strings.Builder
	for i, e := range r.Entities {
		var names []string
		for _, m := range e.Mentions {
			s := m.Kind[:2] + ":" + strings.Join(strings.Fields(m.Text), " ")
			if !slices.Contains(names, s) {
				names = append(names, s)
			}
		}
		fmt.Fprintf(&b, "%3d %s %s %s [%s]\n", i, e.Type, e.Ref, e.Name, strings.Join(names, ", "))
	}
	for i, c := range r.Claims {
		fmt.Fprintf(&b, "#%d %s/%s s%d", i, c.Kind, c.Rule, c.Sentence)
		if c.Modality != ontology.Stated {
			fmt.Fprintf(&b, " %s(%s)", c.Modality, r.Article.Text[c.Cue.Start:c.Cue.End])
		}
		if c.Speaker >= 0 {
			fmt.Fprintf(&b, " by %s", nameIn(r, c.Speaker))
		}
		if c.Same >= 0 {
			fmt.Fprintf(&b, " same#%d", c.Same)
		}
		for _, p := range c.Parts {
			fmt.Fprintf(&b, " | %s=%s", p.Role, playerIn(r, p))
		}
		b.WriteString("\n")
	}
	return b.String()
}

func nameIn(r Reading, i int) string { return r.NameOf(i) }

func playerIn(r Reading, p Part) string {
	words := r.player(p)
	if len(words) > 70 {
		return words[:70]
	}
	return words
}

func TestShow(t *testing.T) {
	if *show == "" {
		t.Skip("no -show")
	}
	for found, err := range article.Walk(t.Context(), strings.Split(*show, ","), nil) {
		if err != nil {
			t.Fatal(err)
		}
		d, r := read(t, found.Article)
		fmt.Println("##", filepath.Base(found.Name))
		if *trees {
			nlp.WriteCoNLLU(os.Stdout, d)
		}
		fmt.Print(lines(r))
	}
}

// checkRoles holds the parts of claims against the ontology.
func checkRoles(t *testing.T, r Reading) {
	t.Helper()
	for i, c := range r.Claims {
		kind, _ := ontology.ByName(c.Kind)
		for _, p := range c.Parts {
			role, ok := kind.Role(p.Role)
			switch {
			case !ok:
				t.Errorf("claim %d: kind %s has no role %s", i, c.Kind, p.Role)
			case p.Entity >= 0 && !slices.Contains(role.Players, r.Entities[p.Entity].Type):
				t.Errorf("claim %d: %s is played by a %s", i, p.Role, r.Entities[p.Entity].Type)
			case role.Value == ontology.Term && !slices.Contains(role.Terms, p.Value):
				t.Errorf("claim %d: %q is no %s", i, p.Value, p.Role)
			}
		}
		for _, role := range kind.Roles {
			if _, ok := c.part(role.Name); role.Required && !ok {
				t.Errorf("claim %d: a %s by %s without %s", i, c.Kind, c.Rule, role.Name)
			}
		}
	}
}
