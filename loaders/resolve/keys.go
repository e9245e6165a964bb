package resolve

import (
	"slices"
	"strconv"
	"strings"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"
)

// Blocking keys are the words under which things that may be one find each other
// in the store: two things are compared only when they share a key. What a thing's
// keys are depends on the thing alone, so which pairs are compared does not depend
// on what else is there.

// copyKey begins the key of a thing at its place in the words of an article, bodyKey that of
// an article with just these words: only where there is another one are the things of both
// looked for.
const copyKey, bodyKey = "copy|", "body|"

// maxSides is how many countries of a large conference go into keys.
const maxSides = 8

// Keys returns the blocking keys of a thing that the gazetteer does not know, sorted.
func Keys(f Features) []string { return keysWith(f, nil) }

// keysWith are the keys of a thing of whose words the phrases are known; nil where they are not.
func keysWith(f Features, phrases []phrase) []string {
	var keys []string
	if f.Copy != "" && f.Type != ontology.Article {
		keys = append(keys, copyKey+f.Copy)
	}
	keys = append(keys, lineKeys(f.Line, monthsAround(f.Day))...)
	word := strings.ToLower(string(f.Type)) + "|"
	switch f.Type {
	case ontology.Article:
		keys = append(bands(f.Print), bodyKey+f.Copy)
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
			if day, _, ok := f.Day.Bounds(); ok && f.coming() && len(meetTerms(&f, summits)) > 0 {
				for _, d := range []when.Day{day, day + month} {
					keys = append(keys, pairs(word+string(d.As(when.ToMonth))+"|called|", sides(f.Actors))...)
				}
			}
			if len(meetTerms(&f, summits)) > 0 {
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
		if phrases == nil {
			phrases = phrasesOf(f.Said)
		}
		keys = append(keys, quoteKeys(f.Actors, phrases, monthsAround(f.Day), true)...)
	default:
		if !f.common() || len(f.Countries) > 0 {
			keys = append(keys, nameKeys(word, f)...)
		}
	}
	return union(nil, keys)
}

// keysInMonths are those keys of a statement or an agreement that it has for the months around
// the day of its article; the others it would have on any day.
func keysInMonths(f *Features, months []string, phrases []phrase) []string {
	keys := lineKeys(f.Line, months)
	if f.Type == ontology.Statement {
		keys = append(keys, quoteKeys(f.Actors, phrases, months, false)...)
	}
	return keys
}

// lineKeys are those of a word among the same words in articles of some months: they stand in
// articles of all years.
func lineKeys(line string, months []string) []string {
	if line == "" {
		return nil
	}
	return with("line|"+line+"|", months)
}

// monthsAround are the month of a day and of the last that may be joined to it, one most often;
// none where it is not known.
func monthsAround(day when.Date) []string {
	d, _, ok := day.Bounds()
	if !ok {
		return nil
	}
	return union(nil, []string{string(d.As(when.ToMonth)), string((d + copyDays).As(when.ToMonth))})
}

// hashesOf are blocking keys as the store keeps them, sorted. That two have one hash brings
// up a thing that is not compared, as a thing brought has the keys of its features.
func hashesOf(keys []string) []int64 {
	all := make([]int64, len(keys))
	for i, k := range keys {
		all[i] = int64(mixed(hashOf([]string{k}), 0))
	}
	return union(nil, all)
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

// actNameKeys are the names of an agreement, and those of a meeting with its years, as a
// summit is held again and again; with the months where many have the name: "joint statement".
func actNameKeys(word string, f Features) []string {
	names := nameKeys(word, f)
	if ownName(f) && f.Type == ontology.Agreement {
		return names
	}
	times := months(f.Dates)
	if ownName(f) {
		times = yearsOf(f)
	}
	var keys []string
	for _, n := range names {
		keys = append(keys, with(n+"|", times)...)
		if f.Type == ontology.Meeting {
			keys = append(keys, cross(n+"|", sides(f.Actors), sides(f.Places))...)
		}
	}
	return keys
}

// yearsOf are the years in which a meeting may have been: those of its dates, of one that
// is to come without a date that in which it is told and the next.
func yearsOf(f Features) []string {
	dates := f.Dates
	if day, _, ok := f.Day.Bounds(); ok && len(dates) == 0 && f.coming() {
		dates = []when.Date{day.As(when.ToYear), (day + 183).As(when.ToYear), (day + 366).As(when.ToYear)}
	}
	var all []string
	for _, month := range monthsOf(dates, 2*366) {
		all = append(all, month[:len("1954")])
	}
	return union(nil, all)
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

// everywhere reports whether a party's key is not of one article alone: nobody else quotes
// "the rebels" of it.
func everywhere(key string) bool { return !strings.Contains(key, "@") }

// phrase is a quotation by the runs of words by which it is found.
type phrase struct {
	long  []uint64 // of a long one, at any time
	short []uint64 // in the months in which it may be joined
}

// phrasesOf are fingerprints of words: the runs of some words one after the other that have
// the least hash of as many such runs.
func phrasesOf(said []string) []phrase {
	all := make([]phrase, len(said))
	for i, words := range said {
		words := tokens(words)
		if len(words) >= longQuote {
			all[i].long = least(runs(words, longRun), longRun)
		}
		if short := runs(words, quoteWords); len(short) > 0 {
			all[i].short = union(least(short, shortRuns), short[:1])
		}
	}
	return all
}

// quoteKeys are the keys of a speaker's phrases. Long quotations find each other at any time,
// through runs that few phrases of a speaker have ("I want to thank all of you for"); short
// ones only in the months in which they may be joined. Those of any time are left out where
// they are not asked for.
func quoteKeys(actors []Party, phrases []phrase, months []string, anyTime bool) []string {
	var keys []string
	for _, who := range keysOf(actors) {
		if !everywhere(who) {
			continue
		}
		word := "statement|" + graph.Hash(who)[:12] + "|"
		for _, p := range phrases {
			for _, run := range p.long {
				if anyTime {
					keys = append(keys, word+strconv.FormatUint(run, 36))
				}
			}
			for _, run := range p.short {
				run := strconv.FormatUint(run, 36)
				for _, month := range months {
					keys = append(keys, word+month+"|"+run)
				}
			}
		}
	}
	return keys
}

// longRun is how many words the runs have by which long quotations are found, and of how
// many of them one is taken; shortRuns is of how many of quoteWords.
const longRun, shortRuns = 8, 16

// runs are hashes of all runs of so many words.
func runs(words []string, size int) []uint64 {
	var all []uint64
	for ; len(words) >= size; words = words[1:] {
		all = append(all, mixed(hashOf(words[:size]), 0))
	}
	return all
}

// least are of each so many hashes in a row the least, all where there are fewer.
func least(hashes []uint64, window int) []uint64 {
	if len(hashes) < window {
		return union(nil, hashes)
	}
	var all []uint64
	for ; len(hashes) >= window; hashes = hashes[1:] {
		all = append(all, slices.Min(hashes[:window]))
	}
	return union(nil, all)
}
