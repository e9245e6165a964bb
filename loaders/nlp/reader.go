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
	sentences    []sentenceOf // that are read together
	words        []word       // of them
	each         [][]word     // those of each
	heads        [][]int32    // in allHeads, as the parser numbers them
	relations    [][]uint8    // in allRelations
	leads        [][]int32    // of the relations, in allLeads
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
func (r *Reader) Read(in Input) *Doc { return r.ReadAll([]Input{in})[0] }

// ReadAll reads texts as Read does each. Many short ones together take a quarter less
// time: the weights of a stage are fetched once for all of them.
func (r *Reader) ReadAll(texts []Input) []*Doc {
	desk := r.pool.Get().(*desk)
	defer r.pool.Put(desk)
	docs := make([]*Doc, len(texts))
	for i, in := range texts {
		docs[i] = &Doc{Input: in}
		tokenize(docs[i])
	}
	for _, d := range docs {
		desk.splitter.split(d)
	}
	r.analyse(docs, desk)
	return docs
}

// Reread sets again what the stages after tokens and sentences set, on gold
// tokens and sentences, to measure them.
func (r *Reader) Reread(d *Doc) {
	desk := r.pool.Get().(*desk)
	defer r.pool.Put(desk)
	d.Names, d.Times, d.Quotes, d.Chains = nil, nil, nil, nil
	r.analyse([]*Doc{d}, desk)
}

// analyse runs the stages after tokens and sentences, which may be gold.
func (r *Reader) analyse(docs []*Doc, desk *desk) {
	n := 0
	for _, d := range docs {
		for _, s := range d.Sentences {
			desk.sentences = append(desk.sentences, sentenceOf{d, s})
			if n += s.End - s.Start; n >= batch {
				r.sentences(desk)
				n = 0
			}
		}
	}
	r.sentences(desk)
	for _, d := range docs {
		settleNames(d, r.lexicon)
		stageTimes(d)
		stageQuotes(d)
		stageChains(d)
	}
}

// batch is how many tokens, about, are taken through one stage before the next
// begins. The weights of all stages together are larger than the processor's
// caches: a stage that reads many sentences finds its own there still.
const batch = 16000

// sentenceOf is a sentence of one of the texts that are read together.
type sentenceOf struct {
	*Doc
	Sentence
}

func (s sentenceOf) tokens() []Token { return s.Tokens[s.Start:s.End] }

// sentences runs all stages on the sentences of the desk, stage by stage, and lets
// them go.
func (r *Reader) sentences(desk *desk) {
	desk.begin(r.lexicon)
	for _, words := range desk.each {
		desk.tagger.sentence(words)
	}
	for _, words := range desk.each {
		desk.retagger.sentence(words)
	}
	for n, s := range desk.sentences {
		r.lemmas(s, desk.each[n], desk)
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
	for n, s := range desk.sentences {
		r.trees(s, desk.heads[n], desk.relations[n])
		desk.namer.collect(s.Doc, desk.namer.decode(desk.each[n]), s.Start)
	}
	clear(desk.sentences)
	desk.sentences = desk.sentences[:0]
}

// begin lays out the words, heads and relations of the sentences.
func (k *desk) begin(l lexicon) {
	k.words, k.each, k.heads, k.relations, k.leads = k.words[:0], k.each[:0], k.heads[:0], k.relations[:0], k.leads[:0]
	for _, s := range k.sentences {
		k.words = l.sentence(k.words, s.tokens())
	}
	k.allHeads = append(k.allHeads[:0], make([]int32, len(k.words))...)
	k.allLeads = append(k.allLeads[:0], make([]int32, len(k.words))...)
	k.allRelations = append(k.allRelations[:0], make([]uint8, len(k.words))...)
	at := 0
	for _, s := range k.sentences {
		end := at + s.End - s.Start
		k.each = append(k.each, k.words[at:end])
		k.heads = append(k.heads, k.allHeads[at:end])
		k.relations = append(k.relations, k.allRelations[at:end])
		k.leads = append(k.leads, k.allLeads[at:end])
		at = end
	}
}

// lemmas takes the tags that were found over to the tokens, and finds their lemmas.
func (r *Reader) lemmas(s sentenceOf, words []word, desk *desk) {
	tokens := s.tokens()
	for i := range tokens {
		t := &tokens[i]
		tag := r.tags[words[i].tag]
		t.XPOS, t.UPOS = tag[0], tag[1]
		desk.lemmatizer.features(&words[i])
		t.Lemma = r.edits[desk.lemmatizer.best()].apply(t.Norm)
		if t.Norm == "--" {
			t.Lemma = s.Text[t.Start:t.End] // the treebanks leave dashes as they stand
		}
	}
}

// trees takes a tree over to the tokens.
func (r *Reader) trees(s sentenceOf, heads []int32, relations []uint8) {
	tokens := s.tokens()
	for i, h := range heads {
		tokens[i].Head, tokens[i].Rel = s.Start+int(h), r.relations[relations[i]]
		if int(h) == len(tokens) {
			tokens[i].Head = -1
		}
	}
}
