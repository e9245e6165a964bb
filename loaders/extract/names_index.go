package extract

import (
	"slices"

	"entente/loaders/nlp"
)

// Names are looked for at a token and by a word all the time, and a long article has
// tens of thousands of them: both are indexes, kept as names come, go and change.

// nameIndex is where a namer finds names.
type nameIndex struct {
	starts []uint8          // where the reader of names saw a person's name begin, or a place's
	people map[string][]int // those persons by their first word and their last; nil until asked for
	over   []int32          // one more than the index of a name over each token, 0 for none
	more   map[int][]int    // where a token has several names, the others
	full   map[nameWord]int // how many persons are named in several words, by one of them
	gone   int              // names that another one took the place of
}

const (
	startsPerson = 1 << iota
	startsPlace
)

// nameWord is a word of a person's name of several.
type nameWord struct {
	word  string
	place wordPlace
}

type wordPlace uint8

const (
	isFirst  wordPlace = iota
	isLast             // "Holt" of "Anna Holt"
	isFamily           // "Moon" of "President Moon Jae-in": what may stand for the name
)

// newNameIndex notes where the names of a document begin.
func newNameIndex(d *nlp.Doc) nameIndex {
	x := nameIndex{starts: make([]uint8, len(d.Tokens)), over: make([]int32, len(d.Tokens)), more: map[int][]int{}, full: map[nameWord]int{}}
	for _, name := range d.Names {
		if name.Start < 0 || name.Start >= len(d.Tokens) {
			continue
		}
		switch name.Kind {
		case nlp.Person:
			x.starts[name.Start] |= startsPerson
		case nlp.Place:
			x.starts[name.Start] |= startsPlace
		}
	}
	return x
}

// begins reports whether the reader of names saw a name of a kind begin at token i.
func (n *namer) begins(i int, kind uint8) bool { return i < len(n.starts) && n.starts[i]&kind != 0 }

// peopleCalled are the persons that the reader of names saw whose first or last word is
// a given one.
func (n *namer) peopleCalled(word string) []int {
	if n.people == nil {
		n.people = map[string][]int{}
		for k, o := range n.Names {
			if o.Kind != nlp.Person || o.Start < 0 || o.End > len(n.Tokens) || o.Start >= o.End {
				continue
			}
			first, last := n.Form(o.Start), n.Form(o.End-1)
			n.people[first] = append(n.people[first], k)
			if last != first {
				n.people[last] = append(n.people[last], k)
			}
		}
	}
	return n.people[word]
}

// nameOver returns the name that covers token k, of several the one that came first.
func (n *namer) nameOver(k int) (nlp.Name, bool) {
	best := -1
	for _, i := range n.placed(k) {
		if (best < 0 || i < best) && n.names[i].Start <= k && k < n.names[i].End {
			best = i
		}
	}
	if best < 0 {
		return nlp.Name{}, false
	}
	return n.names[best], true
}

// place notes that name i covers a token.
func (n *namer) place(i, token int) {
	if at := n.over[token]; at == 0 {
		n.over[token] = int32(i + 1)
	} else if at != int32(i+1) {
		n.more[token] = append(n.more[token], i)
	}
}

// placed are the indexes of the names that were noted to cover a token.
func (n *namer) placed(token int) []int {
	if n.over[token] == 0 {
		return nil
	}
	return append([]int{int(n.over[token]) - 1}, n.more[token]...)
}

// count notes that a name came, or with -1 that it went.
func (n *namer) count(name nlp.Name, by int) {
	if name.Kind != nlp.Person || name.End-name.Start < 2 {
		return
	}
	first, last := n.Form(name.Start), n.Form(name.End-1)
	n.full[nameWord{first, isFirst}] += by
	n.full[nameWord{last, isLast}] += by
	if first != last && name.Title.Start < name.Title.End {
		n.full[nameWord{first, isFamily}] += by
	}
}

// change notes what became of a name.
func (n *namer) change(was, is nlp.Name) {
	if was != is {
		n.count(was, -1)
		n.count(is, 1)
	}
}

// personCalled reports whether a person is named in several words, one of which is a given one.
func (n *namer) personCalled(word string, place wordPlace) bool {
	return n.full[nameWord{word, place}] > 0
}

// drop takes out the names that lie within another one. They keep their places in the
// list until settle, so that the others keep theirs.
func (n *namer) drop(within nlp.Name) {
	for k := within.Start; k < within.End; k++ {
		for _, i := range n.placed(k) {
			if old := &n.names[i]; old.Start >= within.Start && old.End <= within.End && old.Start < old.End {
				n.count(*old, -1)
				*old = nlp.Name{Start: -1, End: -1}
				n.gone++
			}
		}
	}
}

// settle takes out of the list what was dropped.
func (n *namer) settle() {
	if n.gone == 0 {
		return
	}
	n.names = slices.DeleteFunc(n.names, func(name nlp.Name) bool { return name.Start < 0 })
	clear(n.over)
	clear(n.more)
	n.gone = 0
	for i, name := range n.names {
		for k := name.Start; k < name.End; k++ {
			n.place(i, k)
		}
	}
}
