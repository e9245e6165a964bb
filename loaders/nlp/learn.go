package nlp

import (
	"context"
	"maps"
	"slices"
	"sync"

	"entente/loaders/nlp/linear"
)

// Options of learning.
type Options struct {
	Epochs int
	// Least is the smallest weight that is kept, in units of 1/linear.Scale.
	Least int
	// Beam is how many states a parser keeps.
	Beam int
	// Seeds is how many times a model is learned, each time in another order; the
	// weights are the mean. 0 is once.
	Seeds int
	// Folds is into how many parts the documents are cut for tagging each part
	// with what was learned from the others.
	Folds int
}

// shuffle orders n indexes by a fixed sequence that seed names.
func shuffle(n int, seed uint64) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	dice := dice(seed)
	for i := n - 1; i > 0; i-- {
		j := int(dice.next() % uint64(i+1))
		order[i], order[j] = order[j], order[i]
	}
	return order
}

// dice is a xorshift generator: the same numbers on every machine.
type dice uint64

func (d *dice) next() uint64 {
	x := uint64(*d) + 0x9e3779b97f4a7c15
	*d = dice(x)
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// sample is a sentence to learn from: its words and its gold tokens.
type sample struct {
	words  []word
	tokens []Token
	first  int // index of the first token in its document
	doc    int
}

func samples(l lexicon, docs []*Doc) []sample {
	var all []sample
	for n, d := range docs {
		for _, s := range d.Sentences {
			one := sample{tokens: d.Tokens[s.Start:s.End], first: s.Start, doc: n}
			one.words = l.sentence(nil, one.tokens)
			all = append(all, one)
		}
	}
	return all
}

// classesOf numbers the names that some token bears, the frequent ones first.
func classesOf(all []sample, name func(*Token) string, least int) []string {
	count := map[string]int{}
	for _, s := range all {
		for i := range s.tokens {
			count[name(&s.tokens[i])]++
		}
	}
	var names []string
	for n, c := range count {
		if c >= least && len(n) > 0 {
			names = append(names, n)
		}
	}
	slices.SortFunc(names, func(a, b string) int {
		if count[a] != count[b] {
			return count[b] - count[a]
		}
		if a < b {
			return -1
		}
		return 1
	})
	return names
}

func learnTags(all []sample, o Options) *linear.Model {
	classes := classesOf(all, func(t *Token) string { return tagClass(t.XPOS, t.UPOS) }, 3)
	return learnTagger(all, classes, nil, o)
}

// learnTagger learns one reading of the tagger; for the second, again has the
// roles of the classes, and the words have the tags of the first.
func learnTagger(all []sample, classes []string, again []clauseRole, o Options) *linear.Model {
	number := map[string]int{}
	for i, c := range classes {
		number[c] = i
	}
	rare := rareness(all)
	return seeds(o, func(seed uint64) *linear.Model {
		l := linear.NewLearner()
		t := &tagger{scorer: l, classes: len(classes), again: again}
		var words []word
		for epoch := range o.Epochs {
			dice := dice(seed + uint64(epoch))
			for _, n := range shuffle(len(all), seed+uint64(epoch)) {
				s := &all[n]
				words = rare.blur(words, s.words, 4, &dice)
				t.begin(words)
				for i := range words {
					t.features(words, i)
					words[i].tag = uint32(t.best())
					t.pass(&words[i])
					l.Step()
					if gold, known := number[tagClass(s.tokens[i].XPOS, s.tokens[i].UPOS)]; known {
						teach(l, t.keys, int(words[i].tag), gold)
					}
				}
			}
		}
		return l.Model(classes, 1)
	})
}

// seeds learns a model o.Seeds times, two at once, and returns their mean.
func seeds(o Options, learn func(seed uint64) *linear.Model) *linear.Model {
	models := make([]*linear.Model, max(o.Seeds, 1))
	atOnce(len(models), func(i int) { models[i] = learn(uint64(i) * 10007) })
	return linear.Mean(models, o.Least)
}

// atOnce does n things, two at once.
func atOnce(n int, do func(i int)) {
	var wait sync.WaitGroup
	places := make(chan struct{}, 2)
	for i := range n {
		wait.Go(func() {
			places <- struct{}{}
			do(i)
			<-places
		})
	}
	wait.Wait()
}

// rareWords knows how often each word stands in what is learned from.
type rareWords map[uint32]int

func rareness(all []sample) rareWords {
	count := rareWords{}
	for i := range all {
		for j := range all[i].words {
			count[all[i].words[j].lower]++
		}
	}
	return count
}

// blur copies words to to, now and then a rare one as if it had never been seen:
// so the learner does not lean on words that it knows by heart, and learns what
// tells of the others (Iyyer et al. 2015, "word dropout"; the chance of a word that
// stands n times is 1 in 1+hold*n, after Kiperwasser and Goldberg 2016).
func (r rareWords) blur(to, words []word, hold int, d *dice) []word {
	to = append(to[:0], words...)
	for i := range to {
		n := r[to[i].lower]
		if n > 20 {
			continue
		}
		if x := d.next(); int(x>>32)%(1+hold*n) == 0 {
			unseen := uint32(x) // a word that no table has
			to[i].lower, to[i].form, to[i].stem = unseen, unseen, unseen
		}
	}
	return to
}

func tagsOf(all []sample) [][]uint32 {
	tags := make([][]uint32, len(all))
	for n, s := range all {
		for i := range s.words {
			tags[n] = append(tags[n], s.words[i].tag)
		}
	}
	return tags
}

func (s *sample) setTags(tags []uint32) {
	for i := range s.words {
		s.words[i].tag = tags[i]
	}
}

// teach moves weights from the best other class to gold, unless gold is ahead.
func teach(l *linear.Learner, keys []uint32, guess, gold int) {
	if guess != gold {
		l.Update(keys, gold, 1)
		l.Update(keys, guess, -1)
	}
}

// jackknife tags every sample with what was learned from the documents of the
// other parts, so that later stages learn from tags as wrong as they will read.
// For the second reading, again has the roles of the classes.
func jackknife(all []sample, classes []string, again []clauseRole, o Options) {
	tags := tagsOf(all)
	o.Seeds = 1 // one reading as it comes, with its errors
	for part := range o.Folds {
		var others []sample
		for _, s := range all {
			if s.doc%o.Folds != part {
				others = append(others, s)
			}
		}
		m := learnTagger(others, classes, again, o)
		t := &tagger{scorer: m.Wide(), classes: len(classes), again: again}
		for n := range all {
			s := &all[n]
			if s.doc%o.Folds != part {
				continue
			}
			before := tagsOf(all[n : n+1])[0]
			t.sentence(s.words)
			tags[n] = tagsOf(all[n : n+1])[0]
			s.setTags(before)
		}
	}
	for n := range all {
		all[n].setTags(tags[n])
	}
}

// Plan says what to learn from, and how.
type Plan struct {
	Trees []*Doc // with gold tokens, sentences, tags, lemmas and heads
	Names []*Doc // with gold tokens, sentences and names
	// Styles are how many of the Names come from each set of data; they are read by
	// the idea of a name that the first set has.
	Styles []int
	Texts  []string // plain text, for word classes; the treebanks' texts come to it
	// Known weights are taken over; only the stages that are missing are learned.
	// The senses of words must be among them.
	Known Weights
	// Trim names stages whose weights are thinned out when all is learned, and the
	// smallest weight that is then kept; what other stages learn from is not thinned.
	Trim map[string]int
	// How each stage is taught.
	Cluster                                    ClusterOptions
	Sentence, Tag, Lemma, Tree, Relation, Name Options
}

// texts are all that word classes are learned from.
func (p *Plan) texts() []string {
	all := slices.Clone(p.Texts)
	for _, d := range append(slices.Clone(p.Trees), p.Names...) {
		all = append(all, d.Text)
	}
	return all
}

// styles returns the number of the set of data of each document with names.
func (p *Plan) styles() []uint32 {
	var all []uint32
	for set, n := range p.Styles {
		for range n {
			all = append(all, uint32(set))
		}
	}
	return all
}

// trim thins out the weights of the stages that Trim names.
func (p *Plan) trim(w Weights) {
	for stage, least := range p.Trim {
		w[stage] = linear.Mean([]*linear.Model{w[stage]}, least)
	}
}

// Learn learns all stages. The same plan gives the same weights.
func Learn(ctx context.Context, p Plan) (Weights, error) {
	w := maps.Clone(p.Known)
	if w == nil {
		w = Weights{}
	}
	if w["clusters"] == nil {
		w["clusters"] = learnClusters(p.texts(), p.Cluster)
	}
	l := newLexicon(w["clusters"], w["senses"])
	all, named := samples(l, p.Trees), samples(l, p.Names)
	tagged := false
	tag := func() {
		if !tagged {
			jackknife(all, w["tags"].Classes, nil, p.Tag)
			if w["retags"] == nil {
				w["retags"] = learnTagger(all, w["tags"].Classes, clauseRoles(w["tags"].Classes), p.Tag)
			}
			jackknife(all, w["tags"].Classes, clauseRoles(w["tags"].Classes), p.Tag)
		}
		tagged = true
	}
	steps := []struct {
		stage string
		learn func()
	}{
		{"sentences", func() { w["sentences"] = learnSentences(l, p.Trees, p.Sentence) }},
		{"tags", func() { w["tags"] = learnTags(all, p.Tag) }},
		{"retags", tag},
		{"lemmas", func() {
			tags := tagsOf(all)
			tagAsGold(all, w["tags"].Classes)
			w["lemmas"] = learnLemmas(all, p.Lemma)
			for n := range all {
				all[n].setTags(tags[n])
			}
		}},
		{"moves", func() {
			tag()
			w["moves"], w["labels"] = learnTrees(w["tags"].Classes, all, p.Tree)
		}},
		{"relations", func() {
			tag()
			w["relations"] = learnRelations(all, p.Relation)
		}},
		{"names", func() {
			p.trim(w) // names are told from the tags that will be read
			w["names"] = learnNames(l, w, p.Names, p.styles(), named, p.Name)
		}},
	}
	for _, step := range steps {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if w[step.stage] == nil {
			step.learn()
		}
	}
	p.trim(w)
	return w, nil
}

// ReaderOf returns a reader with weights that were just learned.
func ReaderOf(w Weights) *Reader {
	r := &Reader{}
	r.prepare(w)
	return r
}

// tagAsGold gives every word its gold tag.
func tagAsGold(all []sample, classes []string) {
	number := map[string]uint32{}
	for i, c := range classes {
		number[c] = uint32(i)
	}
	for _, s := range all {
		for i, t := range s.tokens {
			s.words[i].tag = number[tagClass(t.XPOS, t.UPOS)]
		}
	}
}

func learnLemmas(all []sample, o Options) *linear.Model {
	name := func(t *Token) string { return lemmaEdit(t.Norm, t.Lemma) }
	classes := classesOf(all, name, 3)
	classes = classes[:min(len(classes), 250)]
	number := map[string]int{}
	for i, c := range classes {
		number[c] = i
	}
	learner := linear.NewLearner()
	l := &lemmatizer{scorer: learner, classes: len(classes)}
	for epoch := range o.Epochs {
		for _, n := range shuffle(len(all), uint64(epoch)+200) {
			s := &all[n]
			for i := range s.words {
				gold, known := number[name(&s.tokens[i])]
				if !known {
					continue
				}
				l.features(&s.words[i])
				learner.Step()
				if guess := l.best(); guess != gold {
					learner.Update(l.keys, gold, 1)
					learner.Update(l.keys, guess, -1)
				}
			}
		}
	}
	return learner.Model(classes, o.Least)
}

// learnSentences learns where sentences begin, from the gold tokens.
func learnSentences(words lexicon, docs []*Doc, o Options) *linear.Model {
	learner := linear.NewLearner()
	p := &splitter{scorer: learner, words: words}
	for epoch := range o.Epochs {
		for _, n := range shuffle(len(docs), uint64(epoch)+300) {
			d := docs[n]
			for s := range d.Sentences {
				start := d.Sentences[s].Start
				for i := start + 1; i < len(d.Tokens) && i <= d.Sentences[s].End; i++ {
					if i < len(d.Tokens) && d.Tokens[i].Start >= d.Blocks[d.Sentences[s].Block].End || !candidate(d, i) {
						continue
					}
					gold := 0
					if i == d.Sentences[s].End {
						gold = 1
					}
					learner.Step()
					guess := 0
					if p.ends(d, i, start) {
						guess = 1
					}
					if guess != gold {
						learner.Update(p.keys, gold, 1)
						learner.Update(p.keys, guess, -1)
					}
				}
			}
		}
	}
	return learner.Model([]string{"goes on", "ends"}, o.Least)
}

// learnNames learns names from documents whose Names are gold; tags are those
// that the tagger gives.
func learnNames(l lexicon, w Weights, docs []*Doc, style []uint32, all []sample, o Options) *linear.Model {
	gold := goldNames(l, docs, all)
	classes := w["tags"].Classes
	t := &tagger{scorer: w["tags"].Wide(), classes: len(classes)}
	again := &tagger{scorer: w["retags"].Wide(), classes: len(classes), again: clauseRoles(classes)}
	for i := range all {
		t.sentence(all[i].words)
		again.sentence(all[i].words)
	}
	rare := rareness(all)
	return seeds(o, func(seed uint64) *linear.Model {
		learner := linear.NewLearner()
		r := &namer{scorer: learner}
		var words []word
		for epoch := range o.Epochs {
			dice := dice(seed + uint64(epoch))
			for _, n := range shuffle(len(all), seed+uint64(epoch)+400) {
				words = rare.blur(words, all[n].words, 1, &dice)
				learner.Step()
				r.style = style[all[n].doc]
				path := r.decode(words)
				if !slices.Equal(path, gold[n]) {
					r.update(learner, words, path, gold[n])
				}
			}
		}
		return learner.Model(nameClasses, 1)
	})
}

func (r *namer) update(l *linear.Learner, words []word, path, gold []int) {
	for i := range words {
		if path[i] != gold[i] {
			r.features(words, i)
			l.Update(r.keys, gold[i], 1)
			l.Update(r.keys, path[i], -1)
		}
		if i > 0 && (path[i] != gold[i] || path[i-1] != gold[i-1]) {
			l.Update(r.passage(gold[i-1]), gold[i], 1)
			l.Update(r.passage(path[i-1]), path[i], -1)
		}
	}
}

// isName says that a gold name is one by our rules: offices and peoples alone are
// no persons ("Senators", "Americans"), whatever the data says.
func isName(l lexicon, d *Doc, n Name) bool {
	return n.Kind != Person || n.End-n.Start > 1 || l[hashLower(d.Tokens[n.Start].Norm)].mark&(isTitle|isDemonym|isBody) == 0
}

// goldNames returns the classes of each sample's words.
func goldNames(l lexicon, docs []*Doc, all []sample) [][]int {
	classes := make([][]int, len(all))
	of := map[int][]int{} // by document, the class of each token
	for n, d := range docs {
		of[n] = make([]int, len(d.Tokens))
		for _, name := range d.Names {
			kind := slices.Index(nameKinds, name.Kind)
			if kind < 0 || !isName(l, d, name) {
				continue
			}
			for i := name.Start; i < name.End; i++ {
				place := inside
				switch {
				case name.End == name.Start+1:
					place = whole
				case i == name.Start:
					place = beginning
				case i == name.End-1:
					place = ending
				}
				of[n][i] = kind*4 + place
			}
		}
	}
	for i, s := range all {
		classes[i] = of[s.doc][s.first : s.first+len(s.words)]
	}
	return classes
}
