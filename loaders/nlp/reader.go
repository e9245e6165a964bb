package nlp

import (
	"fmt"
	"maps"
	"sync"

	"entente/loaders/nlp/linear"
)

// Reader reads texts. It is safe for concurrent use.
type Reader struct {
	weights Weights
	lexicon lexicon
	tags    [][2]string // XPOS and UPOS of each class of tags
	edits   []edit      // of each class of lemmas
	moves   linear.Scorer
	pool    sync.Pool // of *desk
}

// Weights are the models by stage, as linear.Embedded names them.
type Weights map[string]*linear.Model

// stages are the names of the models.
var stages = []string{"clusters", "senses", "sentences", "tags", "retags", "lemmas", "moves", "labels", "relations", "names"}

// desk is what one reading works with; it is kept for the next.
type desk struct {
	splitter   splitter
	tagger     tagger
	retagger   tagger
	lemmatizer lemmatizer
	parser     parser
	relater    relater
	namer      namer
	words      []word
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

// prepare fills what is derived from the models.
func (r *Reader) prepare() {
	r.moves = r.weights["moves"].Narrow()
	r.weights = maps.Clone(r.weights)
	delete(r.weights, "moves") // the table is large, and lies in r.moves now
	r.lexicon = newLexicon(r.weights["clusters"], r.weights["senses"])
	for _, c := range r.weights["tags"].Classes {
		xpos, upos := splitTag(c)
		r.tags = append(r.tags, [2]string{xpos, upos})
	}
	for _, c := range r.weights["lemmas"].Classes {
		r.edits = append(r.edits, readEdit(c))
	}
	r.pool.New = func() any {
		return &desk{
			splitter:   splitter{scorer: r.weights["sentences"], words: r.lexicon},
			tagger:     tagger{scorer: r.weights["tags"], scores: make([]int32, len(r.tags))},
			retagger:   tagger{scorer: r.weights["retags"], scores: make([]int32, len(r.tags)), again: clauseRoles(r.weights["tags"].Classes)},
			lemmatizer: lemmatizer{scorer: r.weights["lemmas"], scores: make([]int32, len(r.edits))},
			parser:     parser{kinds: kindsOf(r.weights["labels"].Classes), verb: verbs(r.weights["tags"].Classes), moves: r.moves, width: beamWidth, slack: beamSlack, labels: r.weights["labels"], classes: len(r.weights["labels"].Classes)},
			relater:    relater{scorer: r.weights["relations"], kinds: kindsOf(r.weights["relations"].Classes), scores: make([]int32, len(r.weights["relations"].Classes))},
			namer:      namer{scorer: r.weights["names"]},
		}
	}
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
	for _, s := range d.Sentences {
		r.sentence(d, s, desk)
	}
	settleNames(d, r.lexicon)
	stageTimes(d)
	stageQuotes(d)
	stageChains(d)
}

func (r *Reader) sentence(d *Doc, s Sentence, desk *desk) {
	tokens := d.Tokens[s.Start:s.End]
	words := r.lexicon.sentence(desk.words[:0], tokens)
	desk.words = words
	desk.tagger.sentence(words)
	desk.retagger.sentence(words)
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
	r.trees(tokens, s.Start, desk)
	desk.namer.collect(d, desk.namer.decode(words), s.Start)
}

// trees takes the tree that the parser built over to the tokens, the first of
// which is token first of the document.
func (r *Reader) trees(tokens []Token, first int, desk *desk) {
	labels := r.weights["relations"].Classes
	heads, rels := desk.parser.sentence(desk.words)
	desk.relater.sentence(desk.words, heads, rels)
	for i, h := range heads[:len(tokens)] {
		tokens[i].Head, tokens[i].Rel = first+int(h), labels[rels[i]]
		if int(h) == len(tokens) {
			tokens[i].Head = -1
		}
	}
}
