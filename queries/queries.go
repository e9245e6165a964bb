// Package queries asks the graph. What comes in are names and words as people
// type them; what goes out are rows, each a thing of the graph with its parts and
// with the sentences that state it. A question is a path through Cayley (Walk),
// one file a question, one line in Questions; help, web forms and tests draw from
// that table. Go code only orders what the path finds and adds the evidence. It
// stores nothing and changes nothing.
package queries

import (
	"bytes"
	"encoding/json"

	"entente/graph"
	"entente/graph/ontology"
	"entente/graph/when"
)

// Questions is the table of all questions, in the order in which help shows them.
var Questions = []*Question{
	&Meetings,
	&Agreements,
	&Offices,
	&Statements,
	&Events,
	&About,
	&Timeline,
	&Neighbours,
	&Together,
	&Circle,
	&Mediators,
	&Unsigned,
	&Unheld,
	&Differences,
	&Coverage,
}

// ByName returns the question of that name.
func ByName(name string) (*Question, bool) {
	for _, q := range Questions {
		if q.Name == name {
			return q, true
		}
	}
	return nil, false
}

// Question is a question with a name. Its walk leads to the things that answer
// it; its columns say which of their edges make a row.
type Question struct {
	Name     string
	Short    string   // one line: "who met whom, where and when"
	Examples []string // arguments after the question's name: `--with Lavrov --since 2013`
	Filters  []Filter
	Columns  []Column

	// walk leads to the things that answer, each once or several times.
	walk func(a *asking) (Walk, error)
	// dates are edges that put a thing in order of time where it has no days of its own.
	dates []ontology.Predicate
	// find finds the things that the walk leads to, and ranks them, where it knows a
	// quicker way or needs to know how each is reached.
	find func(a *asking) ([]*thing, error)
	// rank puts things in another order than that of time, before the limit cuts.
	rank func(a *asking, things []*thing) error
	// prove adds the evidence where the claims on the things' own edges are not it.
	prove func(a *asking, things []*thing) error
}

// termsOf returns the terms of a kind's role.
func termsOf(k *ontology.Kind, role string) []string {
	r, _ := k.Role(role)
	return r.Terms
}

// Takes says what the value of a filter is.
type Takes string

// What a filter may take.
const (
	Name Takes = "NAME" // a thing, under any of its names or by its address
	Term Takes = "TERM" // one of Filter.Terms
	Date Takes = "DATE" // EDTF: a day, a month, a year
	Word Takes = "WORD" // words found in a text
	// Number is a whole number, from 0.
	Number Takes = "N"
)

// Filter is one way to narrow a question: a flag on the command line, a field in
// a form.
type Filter struct {
	Name  string
	Takes Takes
	Help  string
	// Arg marks the filter that takes what is typed behind the question without a flag.
	Arg   bool
	Many  bool            // may be given several times, or with several values
	Types []ontology.Type // of a NAME: the types of things meant; all when empty
	Terms []string        // of a TERM
}

// Column is one column of a question's rows: the objects of some edges.
type Column struct {
	Name  string
	Edges []ontology.Predicate
	// Long marks values that are whole sentences: a table shows them beneath the row.
	Long bool
	// fill gives the values where edges alone do not tell.
	fill func(t *thing) []Value
}

// Mode says which facts a question walks.
type Mode string

// The modes. Stated is the default: only what some claim gives as having been the
// case. The others walk the unasserted predicates too.
const (
	Stated  Mode = ""
	Planned Mode = "planned" // planned, proposed or conditional
	Denied  Mode = "denied"  // denied or negated
	Alleged Mode = "alleged"
	All     Mode = "all"
)

// Modes is the table of modes with the modalities that each asks for.
var Modes = []struct {
	Mode       Mode
	Help       string
	Modalities []ontology.Modality
}{
	{Stated, "what is stated", []ontology.Modality{ontology.Stated, ontology.Historical}},
	{Planned, "what is planned or proposed", []ontology.Modality{ontology.Planned, ontology.Proposed, ontology.Conditional}},
	{Denied, "what is denied", []ontology.Modality{ontology.Denied, ontology.Negated}},
	{Alleged, "what is alleged", []ontology.Modality{ontology.Alleged}},
	{All, "everything, in whatever modality", nil},
}

func (m Mode) known() bool {
	for _, row := range Modes {
		if row.Mode == m {
			return true
		}
	}
	return false
}

// modalities returns those that a mode asks for, none for all of them.
func (m Mode) modalities() []ontology.Modality {
	for _, row := range Modes {
		if row.Mode == m {
			return row.Modalities
		}
	}
	return nil
}

// DefaultLimit is the number of rows given when no other is asked for.
const DefaultLimit = 50

// Request is what is asked: a question and the values of its filters, as typed.
type Request struct {
	Values map[string][]string // filter -> values
	Mode   Mode
	Limit  int // most rows given; 0 is all of them
	// Quotes is the most pieces of evidence given with a row, those that tell most
	// of it first; 0 is all of them. Sources and articles are counted over all.
	Quotes int
	// Exact takes no misspelt name for another.
	Exact bool
	// Newest gives the latest rows first, and undated ones last as ever.
	Newest bool
}

// Answer is what a question gave.
type Answer struct {
	Question string     `json:"question"`
	Asked    []Resolved `json:"asked,omitempty"` // the names typed and the things they were taken for
	Gizmo    string     `json:"gizmo"`
	Columns  []string   `json:"columns"`
	Total    int        `json:"total"` // rows found, whatever the limit
	Rows     []Row      `json:"rows"`
}

// Resolved is a name as typed and the thing it was taken for.
type Resolved struct {
	Filter string `json:"filter"`
	Typed  string `json:"typed"`
	Ref
	// Near is true where nothing bears the name and this alone bears one like it.
	Near bool `json:"near,omitempty"`
}

// Ref is a thing with the name it goes by.
type Ref struct {
	ID    graph.IRI `json:"id"`
	Label string    `json:"label"`
}

// Value is one value in a row: a thing, or a literal in Label alone.
type Value struct {
	ID    graph.IRI `json:"id,omitempty"`
	Label string    `json:"label"`
	// Unasserted is true of a part that no claim gives as having been the case.
	Unasserted bool `json:"unasserted,omitempty"`
	fact       graph.IRI
}

// Row is one answer: one thing, however many articles speak of it.
type Row struct {
	ID    graph.IRI     `json:"id"`
	Type  ontology.Type `json:"type"`
	Label string        `json:"label,omitempty"`
	First when.Date     `json:"first,omitempty"` // its earliest day
	Last  when.Date     `json:"last,omitempty"`
	// Cells are the values under each of the answer's columns.
	Cells Cells `json:"cells"`
	// Sources counts independent ones: copies of one text are one source.
	Sources  int        `json:"sources"`
	Articles int        `json:"articles"`
	Evidence []Evidence `json:"evidence"`
	// Modalities are those of all claims on the row, whether or not their words are given.
	Modalities []ontology.Modality `json:"-"`
}

// Evidence is a claim with where it stands: the article's Text[Start:End] is Quote.
type Evidence struct {
	Claim     graph.IRI         `json:"claim"`
	Modality  ontology.Modality `json:"modality"`
	Article   graph.IRI         `json:"article"`
	Publisher string            `json:"publisher,omitempty"`
	Title     string            `json:"title,omitempty"`
	Published when.Date         `json:"published,omitempty"`
	URL       string            `json:"url,omitempty"`
	Group     graph.IRI         `json:"group,omitempty"` // wire copies share it
	SaidBy    *Ref              `json:"saidBy,omitempty"`
	Rule      string            `json:"rule"`
	Sentence  int               `json:"sentence"`
	Start     int               `json:"start"`
	End       int               `json:"end"`
	Quote     string            `json:"quote"`
	// States counts the facts of the row that the claim puts forward.
	States int `json:"states"`
}

// Cell is what stands in a row under one column.
type Cell struct {
	Column string
	Values []Value
	Long   bool // as Column.Long
}

// Cells are the cells of a row, in the order of the columns. In JSON they are an
// object; columns without values are left out.
type Cells []Cell

// MarshalJSON writes the cells as an object.
func (c Cells) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for _, cell := range c {
		if len(cell.Values) == 0 {
			continue
		}
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		name, err := json.Marshal(cell.Column)
		if err != nil {
			return nil, err
		}
		values, err := json.Marshal(cell.Values)
		if err != nil {
			return nil, err
		}
		b.Write(name)
		b.WriteByte(':')
		b.Write(values)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}
