package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"entente/loaders/nlp"
)

// trees by hand, one sentence each: form, lemma, UPOS, XPOS, head, relation.
const passive = `1	Voss	Voss	PROPN	NNP	_	3	nsubj:pass	_	Name=B-person
2	was	be	AUX	VBD	_	3	aux:pass	_	_
3	received	receive	VERB	VBN	_	0	root	_	_
4	by	by	ADP	IN	_	5	case	_	_
5	Lund	Lund	PROPN	NNP	_	3	obl:agent	_	Name=B-person
6	and	and	CCONJ	CC	_	7	cc	_	_
7	thanked	thank	VERB	VBD	_	3	conj	_	_
8	him	he	PRON	PRP	_	7	obj	_	_
`

const control = `1	Holt	Holt	PROPN	NNP	_	2	nsubj	_	Name=B-person
2	agreed	agree	VERB	VBD	_	0	root	_	_
3	to	to	PART	TO	_	4	mark	_	_
4	meet	meet	VERB	VB	_	2	xcomp	_	_
5	Voss	Voss	PROPN	NNP	_	4	obj	_	Name=B-person
`

const asked = `1	Holt	Holt	PROPN	NNP	_	2	nsubj	_	Name=B-person
2	asked	ask	VERB	VBD	_	0	root	_	_
3	Voss	Voss	PROPN	NNP	_	2	obj	_	Name=B-person
4	to	to	PART	TO	_	5	mark	_	_
5	leave	leave	VERB	VB	_	2	xcomp	_	_
`

const relative = `1	Lund	Lund	PROPN	NNP	_	0	root	_	Name=B-person
2	,	,	PUNCT	,	_	5	punct	_	_
3	who	who	PRON	WP	_	5	nsubj	_	_
4	had	have	AUX	VBD	_	5	aux	_	_
5	met	meet	VERB	VBN	_	1	acl:relcl	_	_
6	Voss	Voss	PROPN	NNP	_	5	obj	_	Name=B-person
`

const knot = `1	Voss	Voss	PROPN	NNP	_	2	nsubj	_	_
2	met	meet	VERB	VBD	_	3	conj	_	_
3	left	leave	VERB	VBD	_	2	conj	_	_
`

func byHand(t testing.TB, text string) *tree {
	t.Helper()
	docs, err := nlp.ParseCoNLLU(strings.NewReader(text + "\n"))
	if err != nil {
		t.Fatal(err)
	}
	return newTree(docs[0], nil, gazetteerKnown(), "")
}

func forms(t *tree, tokens []int) string {
	var out []string
	for _, i := range tokens {
		out = append(out, t.Form(i))
	}
	return strings.Join(out, " ")
}

func TestWhoDoesWhat(t *testing.T) {
	for _, c := range []struct{ text, verb, subjects, objects string }{
		{passive, "received", "Lund", "Voss"},
		{passive, "thanked", "Voss", "him"},
		{control, "meet", "Holt", "Voss"},
		{asked, "leave", "Voss", ""},
		{relative, "met", "Lund", "Voss"},
		{knot, "left", "Voss", ""},
	} {
		tr := byHand(t, c.text)
		v := slices.IndexFunc(tr.Tokens, func(k nlp.Token) bool { return tr.Text[k.Start:k.End] == c.verb })
		got := fmt.Sprintf("%s/%s", forms(tr, tr.subjects(v)), forms(tr, tr.objects(v)))
		if want := c.subjects + "/" + c.objects; got != want {
			t.Errorf("%s: got %s, want %s", c.verb, got, want)
		}
	}
}
