// Package ontology says what the graph can hold: the types of things, the
// modalities, and one Kind for each sort of claim with its roles, the edges they
// draw, the English frames that state it and examples, which are tests. One file
// a kind, one line in Kinds. It stores nothing and imports nothing of the graph.
package ontology

// Type is a type of thing. It is the local name of the class in the ent:
// vocabulary, and its lower-case form is the prefix of the thing's IRI.
type Type string

// The types of things, as DESIGN's table names them.
const (
	Person       Type = "Person"
	Office       Type = "Office"
	Tenure       Type = "Tenure"
	Country      Type = "Country"
	Organization Type = "Organization"
	Place        Type = "Place"
	Meeting      Type = "Meeting"
	Agreement    Type = "Agreement"
	Event        Type = "Event"
	Statement    Type = "Statement"
	Article      Type = "Article"
	Claim        Type = "Claim"
	Group        Type = "Group" // of articles that are copies of one text
)

// Modality says in which way a claim is put: as a fact, as a plan, as hearsay.
type Modality string

// The modalities.
const (
	Stated      Modality = "stated"
	Planned     Modality = "planned"
	Proposed    Modality = "proposed"
	Conditional Modality = "conditional"
	Denied      Modality = "denied"
	Negated     Modality = "negated"
	Alleged     Modality = "alleged"
	Historical  Modality = "historical"
)

// Modalities lists every modality with the predicate that leads from a claim to
// the facts it puts forward in that way.
var Modalities = []struct {
	Modality  Modality
	Predicate Predicate
	Asserts   bool // the fact is given as having been the case
}{
	{Stated, "states", true},
	{Historical, "recalls", true},
	{Planned, "plans", false},
	{Proposed, "proposes", false},
	{Conditional, "supposes", false},
	{Denied, "denies", false},
	{Negated, "negates", false},
	{Alleged, "alleges", false},
}

// Asserts reports whether a claim of this modality gives its facts as having
// been the case. Only asserted facts stand under their plain predicates.
func (m Modality) Asserts() bool {
	for _, row := range Modalities {
		if row.Modality == m {
			return row.Asserts
		}
	}
	return false
}

// Predicate is the local name of an edge in the ent: vocabulary: "participant".
type Predicate string

// Value is the sort of literal a role takes when it is not filled by a thing.
type Value string

// The sorts of literals.
const (
	Thing  Value = ""       // not a literal: a thing of one of the role's Players
	Date   Value = "date"   // EDTF
	Text   Value = "text"   // words of the article
	Term   Value = "term"   // one of the role's Terms
	Number Value = "number" // a decimal number, with a unit where one is given
)

// Role is a part that something plays in a claim, and the edge it draws from the
// claim's subject.
type Role struct {
	Name      string
	Predicate Predicate
	Players   []Type // the types of things that may play it
	Value     Value  // for literals
	Terms     []string
	Required  bool // a claim without it says nothing
	Many      bool // several may play it
}

// Kind is a kind of claim: "meeting", "agreement", "office".
type Kind struct {
	Name    string
	Subject Type // the type of thing the claim is about, from which its edges leave
	// SubjectRole names the role that plays the subject ("person" for an office
	// claim); empty when the claim itself brings the subject up, as a meeting does.
	SubjectRole string
	Roles       []Role
	Frames      []Frame
	Examples    []Example
}

// Frame is one way in which English states a claim: a trigger word and paths
// from it through a Universal Dependencies tree to the words that play the roles.
// The syntax of Trigger and Args is described with Parse in loaders/extract.
type Frame struct {
	Name     string            // the rule's name, shown as evidence: "meet-with"
	Trigger  string            // lemmas and word class: "meet|confer VERB", "talks|meeting NOUN"
	Args     []string          // role and path: "participant = nsubj", "participant += obl:with", "place = obl:in|at"
	Set      map[string]string // roles with a fixed value: "type": "talks"
	Modality Modality          // where the words themselves decide it ("propose"); else read from the sentence
}

// Example is an English sentence of our own and what a claim of this kind says
// of it, as role=value pairs; it is run as a test.
type Example struct {
	Text string
	Want []string // "participant=Sergei Lavrov", "status=planned"; nil means: no claim of this kind
}

// Role returns the role of that name.
func (k *Kind) Role(name string) (Role, bool) {
	for _, r := range k.Roles {
		if r.Name == name {
			return r, true
		}
	}
	return Role{}, false
}
