package resolve

import (
	"slices"
	"strings"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"
)

// Blocking keys are the words under which things that may be one find each other
// in the store: two things are compared only when they share a key. What a thing's
// keys are depends on the thing alone, so which pairs are compared does not depend
// on what else is there.

// maxSides is how many countries of a large conference go into keys.
const maxSides = 8

// Keys returns the blocking keys of a thing that the gazetteer does not know, sorted.
func Keys(f Features) []string {
	var keys []string
	if f.Copy != "" {
		keys = append(keys, "copy|"+f.Copy)
	}
	if day, _, ok := f.Day.Bounds(); ok && f.Line != "" {
		// some words stand in articles of all years: one month, or both where it ends
		for _, d := range []when.Day{day, day + copyDays} {
			keys = append(keys, "line|"+f.Line+"|"+string(d.As(when.ToMonth)))
		}
	}
	word := strings.ToLower(string(f.Type)) + "|"
	switch f.Type {
	case ontology.Article:
		return bands(f.Print)
	case ontology.Person:
		for _, n := range f.Folded {
			if k := personKey(n); k != "" {
				keys = append(keys, word+k)
			}
			if k := soundKey(n); k != "" && len(f.Countries) > 0 {
				keys = append(keys, word+"sound|"+k)
			}
		}
	case ontology.Meeting, ontology.Agreement:
		keys = append(keys, actNameKeys(word, f)...)
		for _, day := range days(f.Dates) {
			keys = append(keys, pairs(word+day+"|", sides(f.Actors))...)
			if f.Type == ontology.Meeting {
				keys = append(keys, cross(word+day+"|", sides(f.Actors), sides(f.Places))...)
			}
		}
		if f.Type == ontology.Meeting {
			for _, month := range months(f.times()) {
				keys = append(keys, envoyKeys(word+month+"|", f.Actors)...)
			}
			for _, month := range monthsOf(f.Dates, season) {
				if f.coming() {
					keys = append(keys, envoyKeys(word+month+"|", f.Actors)...)
				}
			}
			if day, _, ok := f.Day.Bounds(); ok && f.coming() && len(meetTerms(f, summits)) > 0 {
				for _, d := range []when.Day{day, day + month} {
					keys = append(keys, pairs(word+string(d.As(when.ToMonth))+"|called|", sides(f.Actors))...)
				}
			}
			if len(meetTerms(f, summits)) > 0 {
				for _, month := range months(f.Dates) {
					keys = append(keys, with(word+month+"|summit|", sides(f.Places))...)
				}
			}
		}
		if f.Type == ontology.Agreement {
			keys = append(keys, madeKeys(word, f)...)
		}
		for _, month := range months(f.Dates) {
			for _, place := range sides(f.Places) {
				keys = append(keys, pairs(word+month+"|"+place+"|", sides(f.Actors))...)
			}
		}
	case ontology.Event:
		for _, day := range days(f.Dates) {
			word := word + strings.Join(f.Terms, "+") + "|" + day + "|"
			keys = append(keys, cross(word, sides(f.Actors), sides(f.Others))...)
			if len(f.Others) == 0 {
				keys = append(keys, cross(word+"at|", sides(f.Actors), sides(f.Places))...)
			}
		}
	case ontology.Statement:
		keys = append(keys, quoteKeys(f)...)
	default:
		if !f.common() || len(f.Countries) > 0 {
			keys = append(keys, nameKeys(word, f)...)
		}
	}
	return union(nil, keys)
}

// madeKeys are the keys by which agreements find each other that have no name in common:
// the first word of a name or of the place, and the place with each two parties, each with
// the month; the year with each two parties.
func madeKeys(word string, f Features) []string {
	var keys []string
	for _, month := range months(f.times()) {
		for _, p := range f.at() {
			first, _, _ := strings.Cut(placeName(p), " ")
			if first != "" {
				keys = append(keys, word+month+"|called|"+first)
				keys = append(keys, pairs(word+month+"|"+p.Key+"|", sides(f.Actors))...)
			}
		}
		if ownName(f) {
			for _, n := range f.Folded {
				first, _, _ := strings.Cut(n, " ")
				keys = append(keys, word+month+"|called|"+first)
			}
		}
	}
	for _, d := range f.Dates {
		if len(d) == len("1954") {
			keys = append(keys, pairs(word+string(d)+"|", sides(f.Actors))...)
		}
	}
	return keys
}

// nameKeys are a thing's names.
func nameKeys(word string, f Features) []string {
	var keys []string
	for _, n := range f.Folded {
		keys = append(keys, word+n)
	}
	return keys
}

// actNameKeys are the names of a meeting or an agreement, with the months of it where
// many have the name: "joint statement".
func actNameKeys(word string, f Features) []string {
	names := nameKeys(word, f)
	if ownName(f) {
		return names
	}
	var keys []string
	for _, n := range names {
		keys = append(keys, with(n+"|", months(f.Dates))...)
		if f.Type == ontology.Meeting {
			keys = append(keys, cross(n+"|", sides(f.Actors), sides(f.Places))...)
		}
	}
	return keys
}

// envoyKeys are the keys of each person with each of the other parties' sides.
func envoyKeys(word string, ps []Party) []string {
	var keys []string
	for _, p := range ps[:min(len(ps), maxSides)] {
		if !strings.HasPrefix(p.Key, "person") {
			continue
		}
		for _, q := range ps[:min(len(ps), maxSides)] {
			if q.Key != p.Key && q.Key != p.Country {
				keys = append(keys, word+p.Key+">"+q.side())
			}
		}
	}
	return keys
}

// with are a word with each of some others.
func with(word string, others []string) []string {
	var keys []string
	for _, o := range others {
		keys = append(keys, word+o)
	}
	return keys
}

// months are the months that dates of at most a month touch: "2013-05".
func months(dates []when.Date) []string { return monthsOf(dates, month) }

// monthsOf are the months that dates of at most so many days touch.
func monthsOf(dates []when.Date, longest int) []string {
	var all []string
	for _, d := range dates {
		first, last, ok := d.Bounds()
		if !ok || span(d) > longest {
			continue
		}
		for ; first < last; first += 28 {
			all = append(all, string(first.As(when.ToMonth)))
		}
		all = append(all, string(last.As(when.ToMonth)))
	}
	return union(nil, all)
}

// days are the days of dates of a few days: "2013-05-07".
func days(dates []when.Date) []string {
	var all []string
	for _, d := range dates {
		first, last, ok := d.Bounds()
		for day := first; ok && span(d) <= soon && day <= last; day++ {
			all = append(all, string(day.As(when.ToDay)))
		}
	}
	return union(nil, all)
}

// pairs are the keys of each two sides.
func pairs(word string, sides []string) []string {
	sides = sides[:min(len(sides), maxSides)]
	var keys []string
	for i, a := range sides {
		for _, b := range sides[i+1:] {
			keys = append(keys, word+a+"+"+b)
		}
	}
	return keys
}

// cross are the keys of each of one list with each of another.
func cross(word string, as, bs []string) []string {
	var keys []string
	for _, a := range as[:min(len(as), maxSides)] {
		for _, b := range bs[:min(len(bs), maxSides)] {
			keys = append(keys, word+a+">"+b)
		}
	}
	return keys
}

// quoteKeys are fingerprints of a speaker's words: of each six runs of five words
// one after the other the one with the least hash, and the first run. Two
// quotations that share ten words share a fingerprint.
func quoteKeys(f Features) []string {
	var keys []string
	for _, who := range keysOf(f.Actors) {
		for _, said := range f.Said {
			var runs []string
			for words := tokens(said); len(words) >= quoteWords; words = words[1:] {
				runs = append(runs, "statement|"+graph.Hash(who, strings.Join(words[:quoteWords], " ")))
			}
			if len(runs) > 0 {
				keys = append(keys, runs[0])
			}
			for i := range runs {
				keys = append(keys, slices.Min(runs[i:min(len(runs), i+6)]))
			}
		}
	}
	return keys
}
