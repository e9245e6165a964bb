package queries

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/graph"
	"entente/graph/gazetteer"
	"entente/graph/ontology"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// ErrName marks a name under which the graph knows nothing. Where names are like
// it, the error is an *UnknownError, which lists them.
var ErrName = errors.New("unknown name")

// ErrAmbiguous marks a name under which the graph knows several things. The
// error is an *AmbiguousError, which lists them.
var ErrAmbiguous = errors.New("ambiguous name")

// AmbiguousError lists the things that a name may mean.
type AmbiguousError struct {
	Typed string
	Means []Ref
}

// Error names the things, at most eight of them.
func (e *AmbiguousError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%q may mean ", e.Typed)
	for i, m := range e.Means {
		switch {
		case i == 8:
			fmt.Fprintf(&b, " and %d more", len(e.Means)-i)
			return b.String()
		case i > 0:
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%s (%s)", m.Label, m.ID)
	}
	return b.String() + ": give the name in full, or the address"
}

// Is makes errors.Is(err, ErrAmbiguous) true.
func (e *AmbiguousError) Is(target error) bool { return target == ErrAmbiguous }

// Resolve finds the thing that a person means by what they typed: an address
// (short or absolute), or a name in any spelling that folding makes equal, with
// words of office in front or without, or some words of it. What bears the name
// as its own comes before what articles call so, a name as it is typed before
// other spellings. Where several things bear it alike, or none, it is an error that
// says what there is; it never guesses. Types narrow it to things of these types.
func Resolve(ctx context.Context, r *graph.Reader, typed string, types ...ontology.Type) (Ref, error) {
	typed = strings.TrimSpace(typed)
	if ref, ok, err := resolveAddress(ctx, r, typed); ok || err != nil {
		return ref, err
	}
	if gazetteer.Fold(typed) == "" {
		return Ref{}, &UnknownError{Typed: typed}
	}
	ref, found, err := lookUp(ctx, r.QuadStore(), typed, types)
	if found || err != nil {
		return ref, err
	}
	book, err := readBook(ctx, r.QuadStore(), types)
	if err != nil {
		return Ref{}, fmt.Errorf("look up %q: %w", typed, err)
	}
	for _, match := range []func(string) []graph.IRI{book.exactly, book.untitled, book.partly} {
		switch found := match(typed); len(found) {
		case 0:
		case 1:
			return book.ref(found[0]), nil
		default:
			return Ref{}, &AmbiguousError{typed, book.refs(found)}
		}
	}
	return Ref{}, book.unknown(typed)
}

// lookUp finds a name as it is written, or as names usually are, without reading
// all names there are: most names are typed so.
func lookUp(ctx context.Context, qs cayley.QuadStore, typed string, types []ontology.Type) (Ref, bool, error) {
	if len(types) == 0 {
		types = nameable
	}
	for _, form := range []string{typed, withoutTitle(typed)} {
		if form == "" {
			continue
		}
		for _, called := range calledSo(form) {
			found, err := ends(ctx, qs, called.Unique().Has(graph.RDFType, classes(types)...))
			if err != nil {
				return Ref{}, false, fmt.Errorf("look up %q: %w", typed, err)
			}
			if len(found) == 0 {
				continue
			}
			refs, err := refsOf(ctx, qs, found)
			if err != nil || len(refs) == 1 {
				return refs[0], true, err
			}
			return Ref{}, true, &AmbiguousError{typed, refs}
		}
	}
	return Ref{}, false, nil
}

// calledSo walks to what bears a name: as its label, as another name of its own,
// and to what articles call so.
func calledSo(name string) []Walk {
	var forms []quad.Value
	for _, f := range []string{name, strings.ToUpper(name), titleCase(name)} {
		if v := quad.String(f); !slices.Contains(forms, quad.Value(v)) {
			forms = append(forms, v)
		}
	}
	return []Walk{
		From(forms...).In(graph.Label),
		From(forms...).In(graph.AltLabel, graph.Pred("isoCode"), graph.Pred("name")),
		From(forms...).In(graph.Named).Out(graph.Denotes),
	}
}

// titleCase writes each word with a capital: "sergei lavrov" as names are printed.
func titleCase(name string) string {
	var words []string
	for _, w := range strings.Fields(name) {
		r, n := utf8.DecodeRuneInString(w)
		words = append(words, string(unicode.ToUpper(r))+strings.ToLower(w[n:]))
	}
	return strings.Join(words, " ")
}

// withoutTitle drops the words of office in front of a name; it is empty when
// there are none, or nothing behind them.
func withoutTitle(typed string) string {
	words := strings.Fields(typed)
	i := 0
	for i < len(words) && titleWords[gazetteer.Fold(words[i])] {
		i++
	}
	if i == 0 {
		return ""
	}
	return strings.Join(words[i:], " ")
}

// refsOf adds labels to addresses.
func refsOf(ctx context.Context, qs cayley.QuadStore, ids []graph.IRI) ([]Ref, error) {
	labels, err := labelsOf(ctx, qs, ids)
	refs := make([]Ref, len(ids))
	for i, id := range ids {
		refs[i] = Ref{id, cmp.Or(labels[id], string(id))}
	}
	return refs, err
}

// resolveAddress takes what was typed for the address of a thing, as it is
// printed: person:sergei-lavrov, <person:sergei-lavrov> or the absolute form. A
// local's address leads to the thing that it denotes.
func resolveAddress(ctx context.Context, r *graph.Reader, typed string) (Ref, bool, error) {
	id := graph.Short(strings.Trim(typed, "<>"))
	if id.Type() == "" {
		return Ref{}, false, nil
	}
	if strings.HasPrefix(string(id), "local:") {
		denoted, err := ends(ctx, r.QuadStore(), From(quad.IRI(id)).Out(graph.Denotes))
		if err != nil || len(denoted) == 0 {
			return Ref{}, true, cmp.Or(err, fmt.Errorf("%w: nothing at %s", ErrName, id))
		}
		id = denoted[0]
	}
	edges, err := edgesOut(ctx, r.QuadStore(), []graph.IRI{id}, graph.RDFType, graph.Label)
	if err != nil || len(edges) == 0 {
		return Ref{}, true, cmp.Or(err, fmt.Errorf("%w: nothing at %s", ErrName, id))
	}
	ref := Ref{ID: id, Label: string(id)}
	for _, e := range edges {
		if e.predicate == graph.Label {
			ref.Label = text(e.object)
		}
	}
	return ref, true, nil
}

// book is the graph's index of names: what is called how.
type book struct {
	labels map[graph.IRI]string
	names  map[graph.IRI][]string // folded names of each thing
	by     map[string][]graph.IRI // folded name -> things
}

// readBook reads the names of all things of these types, of all things when none
// is given: labels, aliases, and the names under which articles speak of them.
func readBook(ctx context.Context, qs cayley.QuadStore, types []ontology.Type) (*book, error) {
	b := &book{labels: map[graph.IRI]string{}, names: map[graph.IRI][]string{}, by: map[string][]graph.IRI{}}
	if len(types) == 0 {
		types = nameable
	}
	var classes []quad.Value
	for _, t := range types {
		classes = append(classes, graph.Class(t))
	}
	things := From(classes...).In(graph.RDFType).Tag("thing")
	own := things.OutTag("p", graph.Label, graph.AltLabel, graph.Pred("isoCode"), graph.Pred("name")).Tag("name")
	local := things.In(graph.Denotes).OutTag("p", graph.Named).Tag("name")
	for _, w := range []Walk{own, local} {
		err := each(ctx, qs, w.path, func(tags map[string]quad.Value) error {
			id, name := iri(tags["thing"]), text(tags["name"])
			if tags["p"] == quad.Value(graph.Label) {
				b.labels[id] = name
			}
			b.add(id, name)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	for _, all := range b.by {
		slices.Sort(all)
	}
	return b, nil
}

// nameable are the types of things that have names of their own.
var nameable = []ontology.Type{ontology.Person, ontology.Country, ontology.Organization, ontology.Place,
	ontology.Office, ontology.Meeting, ontology.Agreement}

func (b *book) add(id graph.IRI, name string) {
	f := gazetteer.Fold(name)
	if f == "" || slices.Contains(b.by[f], id) {
		return
	}
	b.by[f] = append(b.by[f], id)
	b.names[id] = append(b.names[id], f)
}

// exactly finds the things that bear the name.
func (b *book) exactly(typed string) []graph.IRI {
	all := b.by[gazetteer.Fold(typed)]
	own := slices.DeleteFunc(slices.Clone(all), func(id graph.IRI) bool { return gazetteer.Fold(b.labels[id]) != gazetteer.Fold(typed) })
	if len(own) > 0 {
		return own
	}
	return all
}

// untitled finds things by the name behind words of office: "secretary of state
// kerry". Other words are never left out: an Igor Lavrov is not Sergei Lavrov.
func (b *book) untitled(typed string) []graph.IRI {
	words := strings.Fields(gazetteer.Fold(typed))
	for i := 1; i < len(words) && titleWords[words[i-1]]; i++ {
		name := strings.Join(words[i:], " ")
		if found := b.exactly(name); len(found) > 0 {
			return found
		}
		if i+1 == len(words) || !titleWords[words[i]] {
			return b.partly(name)
		}
	}
	return nil
}

// titleWords are words that stand in front of a name and are no part of it.
var titleWords = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`mr mrs ms dr sir lord lady general gen colonel col president pres vice prime premier minister
		foreign defense defence interior finance deputy secretary of state the chancellor ambassador envoy special senator sen
		king queen prince princess sheikh ayatollah pope former acting us u.s american russian british french german chinese`) {
		m[w] = true
	}
	return m
}()

// partly finds the things of which some name has all the words typed.
func (b *book) partly(typed string) []graph.IRI {
	words := strings.Fields(gazetteer.Fold(typed))
	if len(words) == 0 {
		return nil
	}
	var found []graph.IRI
	for id, names := range b.names {
		if slices.ContainsFunc(names, func(name string) bool { return hasWords(name, words) }) {
			found = append(found, id)
		}
	}
	slices.Sort(found)
	if own := slices.DeleteFunc(slices.Clone(found), composed); len(own) > 0 {
		return own
	}
	return found
}

// composed reports whether a thing's name may be made of the names of others: a
// meeting of Lavrov and Kerry is not what "Lavrov" means where there is a Lavrov.
func composed(id graph.IRI) bool {
	switch id.Type() {
	case ontology.Person, ontology.Country, ontology.Organization, ontology.Place:
		return false
	}
	return true
}

func hasWords(name string, words []string) bool {
	have := strings.Fields(name)
	for _, w := range words {
		if !slices.Contains(have, w) {
			return false
		}
	}
	return true
}

func (b *book) ref(id graph.IRI) Ref { return Ref{ID: id, Label: cmp.Or(b.labels[id], string(id))} }

func (b *book) refs(ids []graph.IRI) []Ref {
	refs := make([]Ref, len(ids))
	for i, id := range ids {
		refs[i] = b.ref(id)
	}
	return refs
}

// Complete returns the names of things that begin so, then those of which another
// name or a word does, each sorted, for completion in the shell: their own names, not all that articles
// call them.
func Complete(ctx context.Context, r *graph.Reader, begin string, limit int, types ...ontology.Type) ([]Ref, error) {
	if len(types) == 0 {
		types = nameable
	}
	want := gazetteer.Fold(begin)
	labels, fits := map[graph.IRI]string{}, map[graph.IRI]int{}
	w := From(classes(types)...).In(graph.RDFType).Tag("thing").OutTag("p", graph.Label, graph.AltLabel).Tag("name")
	err := each(ctx, r.QuadStore(), w.path, func(tags map[string]quad.Value) error {
		id, name := iri(tags["thing"]), text(tags["name"])
		if tags["p"] == quad.Value(graph.Label) {
			labels[id] = name
		}
		switch f := gazetteer.Fold(name); {
		case strings.HasPrefix(f, want) && labels[id] == name:
			fits[id] = 3 // the name under which it will stand in the list
		case strings.HasPrefix(f, want) && !composed(id):
			fits[id] = max(fits[id], 2)
		case strings.HasPrefix(f, want) || strings.Contains(f, " "+want) && !composed(id):
			fits[id] = max(fits[id], 1)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("complete %q: %w", begin, err)
	}
	var refs []Ref
	for id := range fits {
		refs = append(refs, Ref{id, cmp.Or(labels[id], string(id))})
	}
	slices.SortFunc(refs, func(x, y Ref) int {
		return cmp.Or(fits[y.ID]-fits[x.ID], cmp.Compare(x.Label, y.Label), cmp.Compare(x.ID, y.ID))
	})
	return refs[:min(limit, len(refs))], nil
}
