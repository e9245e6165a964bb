package nlp

import (
	"fmt"
	"sync"

	"entente/loaders/nlp/linear"
)

// Reader reads texts. It is safe for concurrent use.
type Reader struct {
	lexicon   lexicon
	tags      [][2]string // XPOS and UPOS of each class of tags
	edits     []edit      // of each class of lemmas
	relations []string    // of each class of relations
	pool      sync.Pool   // of *desk
}

// Weights are the models by stage, as linear.Embedded names them.
type Weights map[string]*linear.Model

// stages are the names of the models.
var stages = []string{"clusters", "senses", "sentences", "tags", "retags", "lemmas", "moves", "labels", "relations", "names"}

// desk is what one reading works with; it is kept for the next.
type desk struct {
	splitter     splitter
	tagger       tagger
	retagger     tagger
	lemmatizer   lemmatizer
	parser       parser
	relater      relater
	namer        namer
	words        []word    // of some sentences
	each         [][]word  // those of each
	heads        [][]int32 // in allHeads, as the parser numbers them
	relations    [][]uint8 // in allRelations
	leads        [][]int32 // of the relations, in allLeads
	allHeads     []int32
	allRelations []uint8
	allLeads     []int32
}

// NewReader returns a reader with the embedded weights.
func NewReader() (*Reader, error) {
	models, errs := make([]*linear.Model, len(stages)), make([]error, len(stages))
	var wait sync.WaitGroup
	for i, stage := range stages {
		wait.Go(func() { models[i], errs[i] = linear.Embedded(stage) })
	}
	wait.Wait()
	w := Weights{}
	for i, stage := range stages {
		if errs[i] != nil {
			return nil, fmt.Errorf("new reader: %w", errs[i])
		}
		w[stage] = models[i]
	}
	return ReaderOf(w), nil
}

// prepare fills what is derived from the models. The models themselves are let
// go: their tables are large.
func (r *Reader) prepare(w Weights) {
	r.lexicon = newLexicon(w["clusters"], w["senses"])
	for _, c := range w["tags"].Classes {
		xpos, upos := splitTag(c)
		r.tags = append(r.tags, [2]string{xpos, upos})
	}
	for _, c := range w["lemmas"].Classes {
		r.edits = append(r.edits, readEdit(c))
	}
	r.relations = w["relations"].Classes
	moves, wide := layouts(w)
	tags, labels, relations := w["tags"].Classes, w["labels"].Classes, w["relations"].Classes
	r.pool.New = func() any {
		return &desk{
			splitter:   splitter{scorer: wide["sentences"], words: r.lexicon},
			tagger:     tagger{scorer: wide["tags"], classes: len(r.tags)},
			retagger:   tagger{scorer: wide["retags"], classes: len(r.tags), again: clauseRoles(tags)},
			lemmatizer: lemmatizer{scorer: wide["lemmas"], classes: len(r.edits)},
			parser:     parser{kinds: kindsOf(labels), verb: verbs(tags), moves: moves, width: beamWidth, slack: beamSlack, labels: wide["labels"], classes: len(labels)},
			relater:    relater{scorer: wide["relations"], kinds: kindsOf(relations), classes: len(relations)},
			namer:      namer{scorer: wide["names"], proper: propers(tags)},
		}
	}
}

// layouts lays out the models to decide with: moves are few, so narrow.
func layouts(w Weights) (moves *linear.Narrow, wide map[string]*linear.Wide) {
	made := make([]*linear.Wide, len(stages))
	var wait sync.WaitGroup
	wait.Go(func() { moves = w["moves"].Narrow() })
	for i, stage := range stages {
		if stage != "moves" {
			wait.Go(func() { made[i] = w[stage].Wide() })
		}
	}
	wait.Wait()
	wide = map[string]*linear.Wide{}
	for i, stage := range stages {
		wide[stage] = made[i]
	}
	return moves, wide
}

// Read reads a text, all stages in order.
func (r *Reader) Read(in Input) *Doc {
	d := &Doc{Input: in}
	desk := r.pool.Get().(*desk)
	defer r.pool.Put(desk)
	tokenize(d)
	desk.splitter.split(d)
	r.analyse(d, desk)
	return d
}

// Reread sets again what the stages after tokens and sentences set, on gold
// tokens and sentences, to measure them.
func (r *Reader) Reread(d *Doc) {
	desk := r.pool.Get().(*desk)
	defer r.pool.Put(desk)
	d.Names, d.Times, d.Quotes, d.Chains = nil, nil, nil, nil
	r.analyse(d, desk)
}

// analyse runs the stages after tokens and sentences, which may be gold.
func (r *Reader) analyse(d *Doc, desk *desk) {
	for first := 0; first < len(d.Sentences); {
		last, n := first, 0
		for last < len(d.Sentences) && n < batch {
			n += d.Sentences[last].End - d.Sentences[last].Start
			last++
		}
		r.sentences(d, d.Sentences[first:last], desk)
		first = last
	}
	settleNames(d, r.lexicon)
	stageTimes(d)
	stageQuotes(d)
	stageChains(d)
}

// batch is how many tokens, about, are taken through one stage before the next
// begins. The weights of all stages together are larger than the processor's
// caches: a stage that reads many sentences finds its own there still.
const batch = 4000

// sentences runs all stages on some sentences, stage by stage.
func (r *Reader) sentences(d *Doc, sentences []Sentence, desk *desk) {
	desk.begin(r.lexicon, d, sentences)
	for _, words := range desk.each {
		desk.tagger.sentence(words)
	}
	for _, words := range desk.each {
		desk.retagger.sentence(words)
	}
	for n, s := range sentences {
		r.lemmas(d, d.Tokens[s.Start:s.End], desk.each[n], desk)
	}
	for n, words := range desk.each {
		heads, relations, leads := desk.parser.sentence(words)
		copy(desk.heads[n], heads)
		copy(desk.leads[n], leads)
		copy(desk.relations[n], relations)
	}
	for n, words := range desk.each {
		desk.relater.sentence(words, desk.heads[n], desk.relations[n], desk.leads[n])
	}
	for n, s := range sentences {
		r.trees(d.Tokens[s.Start:s.End], s.Start, desk.heads[n], desk.relations[n])
		desk.namer.collect(d, desk.namer.decode(desk.each[n]), s.Start)
	}
}

// begin lays out the words, heads and relations of some sentences.
func (k *desk) begin(l lexicon, d *Doc, sentences []Sentence) {
	k.words, k.each, k.heads, k.relations, k.leads = k.words[:0], k.each[:0], k.heads[:0], k.relations[:0], k.leads[:0]
	for _, s := range sentences {
		k.words = l.sentence(k.words, d.Tokens[s.Start:s.End])
	}
	k.allHeads = append(k.allHeads[:0], make([]int32, len(k.words))...)
	k.allLeads = append(k.allLeads[:0], make([]int32, len(k.words))...)
	k.allRelations = append(k.allRelations[:0], make([]uint8, len(k.words))...)
	at := 0
	for _, s := range sentences {
		end := at + s.End - s.Start
		k.each = append(k.each, k.words[at:end])
		k.heads = append(k.heads, k.allHeads[at:end])
		k.relations = append(k.relations, k.allRelations[at:end])
		k.leads = append(k.leads, k.allLeads[at:end])
		at = end
	}
}

// lemmas takes the tags that were found over to the tokens, and finds their lemmas.
func (r *Reader) lemmas(d *Doc, tokens []Token, words []word, desk *desk) {
	for i := range tokens {
		t := &tokens[i]
		tag := r.tags[words[i].tag]
		t.XPOS, t.UPOS = tag[0], tag[1]
		desk.lemmatizer.features(&words[i])
		t.Lemma = r.edits[desk.lemmatizer.best()].apply(t.Norm)
		if t.Norm == "--" {
			t.Lemma = d.Text[t.Start:t.End] // the treebanks leave dashes as they stand
		}
	}
}

// trees takes a tree over to the tokens, the first of which is token first of the
// document.
func (r *Reader) trees(tokens []Token, first int, heads []int32, relations []uint8) {
	for i, h := range heads {
		tokens[i].Head, tokens[i].Rel = first+int(h), r.relations[relations[i]]
		if int(h) == len(tokens) {
			tokens[i].Head = -1
		}
	}
}
