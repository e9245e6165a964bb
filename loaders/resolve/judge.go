package resolve

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"
)

// Verdict is what a person decided on two things: that they are the same, or that
// they are not. A is a local address, which never changes; B is one too, or the
// gazetteer's address of what A is, or is not.
type Verdict struct {
	Same   bool
	A, B   graph.IRI
	Author string
	Date   when.Date
	Reason string
}

// judgementColumns is the header of a file of judgements.
const judgementColumns = "# verdict\tthing\tother\tauthor\tdate\treason"

// String is the verdict's line: same or different, the two addresses, author, day
// and reason, tabs between them.
func (v Verdict) String() string {
	word := "different"
	if v.Same {
		word = "same"
	}
	return strings.Join([]string{word, string(v.A), string(v.B), clean(v.Author), string(v.Date), clean(v.Reason)}, "\t")
}

// ParseVerdict reads a line that String wrote.
func ParseVerdict(line string) (Verdict, error) {
	f := strings.Split(line, "\t")
	if len(f) < 3 || len(f) > 6 {
		return Verdict{}, fmt.Errorf("wants verdict, thing, other, author, date, reason with tabs between them")
	}
	for len(f) < 6 {
		f = append(f, "")
	}
	v := Verdict{f[0] == "same", graph.IRI(f[1]), graph.IRI(f[2]), clean(f[3]), when.Date(f[4]), clean(f[5])}
	switch {
	case !v.Same && f[0] != "different":
		return v, fmt.Errorf("%q is neither same nor different", f[0])
	case !isLocal(v.A):
		return v, fmt.Errorf("%q is no local address (local:...); 'entente review' and 'entente show --json' print them", f[1])
	case v.B.Type() == "" || v.A.Type() == "":
		return v, fmt.Errorf("%q is no address of a thing", f[2])
	case v.A == v.B:
		return v, fmt.Errorf("%s is judged against itself", v.A)
	case !isLocal(v.B) && !byName(v.B.Type()) && !isTreaty(v.B):
		return v, fmt.Errorf("%q may change with the articles: name one of its local addresses", f[2])
	}
	if _, err := when.Parse(f[4]); err != nil && f[4] != "" {
		return v, fmt.Errorf("date: %w", err)
	}
	return v, nil
}

// isTreaty reports whether an agreement has its address from the gazetteer.
func isTreaty(iri graph.IRI) bool {
	_, ok := treaty(iri)
	return ok && iri.Type() == ontology.Agreement
}

func isLocal(iri graph.IRI) bool { return strings.HasPrefix(string(iri), "local:") }

// ParseJudgements reads a file of judgements: a verdict a line; empty lines and those
// that begin with # are passed over. A pair that is judged both ways is an error.
func ParseJudgements(text string) ([]Verdict, error) {
	var all []Verdict
	seen := map[[2]graph.IRI]bool{}
	for n, line := range strings.Split(text, "\n") {
		line = strings.TrimRight(line, "\r")
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		v, err := ParseVerdict(line)
		if err != nil {
			return nil, fmt.Errorf("judgements: line %d: %w", n+1, err)
		}
		same, judged := seen[pairOf(v)]
		if judged && same != v.Same {
			return nil, fmt.Errorf("judgements: line %d: %s and %s are judged both same and different; take one of the lines out", n+1, v.A, v.B)
		}
		seen[pairOf(v)] = v.Same
		all = append(all, v)
	}
	return all, nil
}

func pairOf(v Verdict) [2]graph.IRI { return [2]graph.IRI{min(v.A, v.B), max(v.A, v.B)} }

// WriteJudgements is the file of some verdicts, in the order given.
func WriteJudgements(all []Verdict) string {
	if len(all) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString(judgementColumns + "\n")
	for _, v := range all {
		b.WriteString(v.String() + "\n")
	}
	return b.String()
}

// kept is the form in which a store keeps verdicts: sorted, each once, so that it
// does not depend on the order in which they were made.
func kept(all []Verdict) string {
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b Verdict) int { return cmp.Compare(a.String(), b.String()) })
	return WriteJudgements(slices.Compact(all))
}

// Judgements returns the verdicts that a store was resolved with.
func Judgements(ctx context.Context, store *graph.Reader) ([]Verdict, error) {
	text, err := store.Judgements(ctx)
	if err != nil {
		return nil, err
	}
	return ParseJudgements(text)
}

// judged are verdicts, found by either address.
type judged map[graph.IRI][]Verdict

func judgedBy(all []Verdict) judged {
	j := judged{}
	for _, v := range all {
		j[v.A] = append(j[v.A], v)
		j[v.B] = append(j[v.B], v)
	}
	return j
}

// apart reports whether a thing is compared for itself because some verdict holds it
// against another thing of an article.
func (j judged) apart(local graph.IRI) bool {
	return slices.ContainsFunc(j[local], func(v Verdict) bool { return isLocal(v.B) })
}

// keys are the blocking keys of a thing: its own, and one for each thing that it is
// judged the same as, so that the two find each other.
func (j judged) keys(local graph.IRI, f *portrait) []string {
	keys := f.blocking()
	for _, v := range j[local] {
		if pair := pairOf(v); v.Same && isLocal(v.B) {
			keys = union(keys, []string{"judged|" + graph.Hash(string(pair[0]), string(pair[1]))})
		}
	}
	return keys
}

// on returns the verdict on two things.
func (j judged) on(a, b graph.IRI) (same, found bool) {
	for _, v := range j[a] {
		if pairOf(v) == [2]graph.IRI{min(a, b), max(a, b)} {
			return v.Same, true
		}
	}
	return false, false
}

// anchor gives the things of an article the gazetteer's things that they were judged
// to be, and takes from them those that they were judged not to be. What it does not
// know stays out.
func (j judged) anchor(t *Things, k Known) {
	if len(j) == 0 {
		return
	}
	for i := range t.All {
		th := &t.All[i]
		for _, v := range j[th.Local] {
			_, known := k.Entity(v.B)
			switch {
			case v.A != th.Local || !known || v.B.Type() != th.Type:
			case v.Same:
				th.Ref = v.B
			case th.Ref == v.B:
				th.Ref = ""
			}
		}
	}
}

// Judge returns the change that takes a graph from the verdicts it was resolved with
// to others.
func Judge(ctx context.Context, store *graph.Reader, known Known, verdicts []Verdict) (graph.Change, error) {
	was, err := Judgements(ctx, store)
	if err != nil {
		return graph.Change{}, err
	}
	text := kept(verdicts)
	if kept(was) == text {
		return graph.Change{}, nil
	}
	p := newPlanner(ctx, store, known, new(album))
	p.judgedWas, p.judged = judgedBy(was), judgedBy(verdicts)
	for _, v := range slices.Concat(was, verdicts) {
		if slices.Contains(was, v) != slices.Contains(verdicts, v) {
			if err := p.rejudge(v); err != nil {
				return graph.Change{}, err
			}
		}
	}
	change, err := p.plan(nil)
	change.Judgements = &text
	return change, err
}

// rejudge takes the articles of a verdict's things out and in again.
func (p *planner) rejudge(v Verdict) error {
	for _, local := range []graph.IRI{v.A, v.B} {
		if !isLocal(local) {
			continue
		}
		article, stored, err := articleOfLocal(p.ctx, p.store, local)
		if err != nil {
			return err
		}
		if !stored || p.fresh[article] != nil {
			continue
		}
		a, err := p.again(article)
		if err != nil {
			return err
		}
		p.leaving[article], p.fresh[article] = true, a
		p.order = append(p.order, article)
	}
	slices.Sort(p.order)
	return nil
}
