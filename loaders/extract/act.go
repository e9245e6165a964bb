package extract

import (
	"entente/graph/ontology"
	"entente/loaders/article"
	"entente/loaders/nlp"
)

// Act is an act between political actors as the words of one sentence put it,
// before anybody is known by name.
type Act struct {
	Type     string // of PLOVER: "ACCUSE"
	Mode     string
	Rule     string // name of the frame
	Modality ontology.Modality
	Trigger  Span
	// Actors and Recipients are the head words of those who act and of those upon
	// whom they act.
	Actors, Recipients []Span
	// Reach is the span of all that hangs on the trigger.
	Reach Span
}

// Acts lists the acts that a document tells of, sentence by sentence, those that
// stand higher in their sentences first. Meetings and agreements are acts too.
func Acts(doc *nlp.Doc, a article.Article) []Act {
	x := standard().begin(doc, a)
	var out []Act
	for _, d := range x.deeds() {
		out = append(out, Act{Type: d.kind, Mode: d.mode, Rule: d.rule, Modality: d.modality, Trigger: x.word(d.at),
			Actors: x.words(d.actors), Recipients: x.words(d.recipients), Reach: x.span(int(x.left[d.at]), int(x.right[d.at]))})
	}
	return out
}

// Cooperative reports whether an act is a friendly one, so that to will it is to
// agree and to withhold it is to reject.
func (a Act) Cooperative() bool { return cooperative[a.Type] }

func (x *extraction) words(tokens []int) []Span {
	var out []Span
	for _, i := range tokens {
		out = append(out, x.word(i))
	}
	return out
}
