package queries

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/gazetteer"
	"entente/graph/ontology"
)

// UnknownError says that nothing bears a name, and what bears one like it.
type UnknownError struct {
	Typed string
	Near  []Ref // the nearest first
	// sure is true where one thing alone is near, and so near that the name typed
	// is hers misspelt.
	sure bool
}

// Error asks whether one of the first three was meant.
func (e *UnknownError) Error() string {
	words := fmt.Sprintf("%v: %q", ErrName, e.Typed)
	for i, n := range e.Near[:min(3, len(e.Near))] {
		words += [...]string{": did you mean ", " or ", " or "}[i] + n.Label
	}
	if len(e.Near) > 0 {
		words += "?"
	}
	return words
}

// Is makes errors.Is(err, ErrName) true.
func (e *UnknownError) Is(target error) bool { return target == ErrName }

// Near is Resolve for those who ask: a misspelt name of one thing stands for it, and
// near is true then, so that the asker can be told. Where people decide something,
// a name must be right: there Resolve is asked.
func Near(ctx context.Context, r *graph.Reader, typed string, types ...ontology.Type) (ref Ref, near bool, err error) {
	ref, err = Resolve(ctx, r, typed, types...)
	var unknown *UnknownError
	if errors.As(err, &unknown) && unknown.sure {
		return unknown.Near[0], true, nil
	}
	return ref, false, err
}

// likeness is how far a name is from the one typed.
type likeness struct {
	id   graph.IRI
	far  int
	sure bool
}

// unknown is the error for a name that nothing bears.
func (b *book) unknown(typed string) error {
	want := gazetteer.Fold(cmp.Or(withoutTitle(typed), typed))
	var all []likeness
	for id, names := range b.names {
		if composed(id) {
			continue
		}
		if best, ok := nearest(want, names); ok {
			best.id = id
			all = append(all, best)
		}
	}
	slices.SortFunc(all, func(x, y likeness) int { return cmp.Or(x.far-y.far, cmp.Compare(x.id, y.id)) })
	err := &UnknownError{Typed: typed}
	for _, n := range all {
		err.Near = append(err.Near, b.ref(n.id))
	}
	// "Iraq" is not Iran misspelt where no article names Iraq: the gazetteer knows it.
	err.sure = len(all) == 1 && all[0].sure && len(gazetteer.Lookup(want, "")) == 0
	return err
}

// nearest finds the name most like the one typed, whole or its last word.
func nearest(want string, names []string) (likeness, bool) {
	letters := len([]rune(want))
	best := likeness{far: max(2, letters/4) + 1}
	for _, name := range names {
		for _, form := range []string{name, name[strings.LastIndexByte(name, ' ')+1:]} {
			d := distance(want, form, best.far)
			alike := d <= max(1, letters/4) || gazetteer.Sound(want) == gazetteer.Sound(form)
			if d < best.far && alike {
				best = likeness{far: d, sure: letters >= 5 && len(form) >= 5 && begins(want) == begins(form)}
			}
		}
	}
	return best, best.far <= max(2, letters/4)
}

// begins is the sound with which a name begins: who slips seldom does so there.
func begins(name string) string {
	sound := gazetteer.Sound(name)
	return sound[:min(1, len(sound))]
}

// distance counts the letters to change, put in, leave out or swap with the next
// between two names, and gives up at limit.
func distance(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) >= limit || len(y)-len(x) >= limit {
		return limit
	}
	above, row, next := []int(nil), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		next[0] = i + 1
		least := next[0]
		for j := range y {
			next[j+1] = row[j]
			if x[i] != y[j] {
				next[j+1] = 1 + min(row[j], row[j+1], next[j])
			}
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				next[j+1] = min(next[j+1], above[j-1]+1)
			}
			least = min(least, next[j+1])
		}
		if least > limit {
			return limit
		}
		above, row, next = row, next, make([]int, len(y)+1)
	}
	return min(limit, row[len(y)])
}
