// Package view makes the document view: what one article says, as public JSON.
// It comes from what the article adds to the graph, whether that was just
// resolved or read back from a store, and is the form of gold files too.
package view

import "entente/graph/when"

// Document is the view of one article. Names are as resolved; unknown values are
// left out.
type Document struct {
	Doc           string      `json:"doc,omitempty"` // gold files: the article's path
	Article       Article     `json:"article"`
	People        []Person    `json:"people"`
	Countries     []Named     `json:"countries"`
	Organizations []Named     `json:"organizations"`
	Places        []Place     `json:"places"`
	Meetings      []Meeting   `json:"meetings"`
	Agreements    []Agreement `json:"agreements"`
	Events        []Event     `json:"events"`
	Statements    []Statement `json:"statements"`
	Claims        []Claim     `json:"claims,omitempty"`
	Notes         string      `json:"notes,omitempty"` // gold files only
}

// Article is the article's own data.
type Article struct {
	ID           string    `json:"id,omitempty"`
	Title        string    `json:"title,omitempty"`
	Publisher    string    `json:"publisher,omitempty"`
	Published    when.Date `json:"published,omitempty"`
	Authors      []string  `json:"authors,omitempty"`
	Contributors []string  `json:"contributors,omitempty"`
	Dateline     string    `json:"dateline,omitempty"`
	URL          string    `json:"url,omitempty"`
	Lang         string    `json:"lang,omitempty"`
}

// Person is a named human with the roles the article gives.
type Person struct {
	ID      string   `json:"id,omitempty"`
	Name    string   `json:"name"`
	Aliases []string `json:"aliases,omitempty"`
	Country string   `json:"country,omitempty"`
	Roles   []Role   `json:"roles,omitempty"`
}

// Role is an office as of the article's day.
type Role struct {
	Title  string `json:"title"`
	Of     string `json:"of,omitempty"`
	Status string `json:"status"` // current, former, acting, designate
}

// Named is a country or an organization.
type Named struct {
	ID      string   `json:"id,omitempty"`
	Name    string   `json:"name"`
	Aliases []string `json:"aliases,omitempty"`
}

// Place is a city, region or building.
type Place struct {
	ID      string   `json:"id,omitempty"`
	Name    string   `json:"name"`
	Aliases []string `json:"aliases,omitempty"`
	Country string   `json:"country,omitempty"`
}

// Meeting is one meeting; participants are names as in people, countries, organizations.
type Meeting struct {
	ID           string     `json:"id,omitempty"`
	Name         string     `json:"name,omitempty"`
	Modality     string     `json:"modality,omitempty"`
	Type         string     `json:"type,omitempty"`
	Status       string     `json:"status,omitempty"`
	Participants []string   `json:"participants,omitempty"`
	Host         string     `json:"host,omitempty"`
	Convener     string     `json:"convener,omitempty"`
	Place        string     `json:"place,omitempty"`
	Date         when.Date  `json:"date,omitempty"`
	Topics       []string   `json:"topics,omitempty"`
	PartOf       string     `json:"partOf,omitempty"`
	Produced     string     `json:"produced,omitempty"`
	Evidence     []Evidence `json:"evidence,omitempty"`
	Span
}

// Agreement is one agreement.
type Agreement struct {
	ID         string     `json:"id,omitempty"`
	Name       string     `json:"name,omitempty"`
	Modality   string     `json:"modality,omitempty"`
	Type       string     `json:"type,omitempty"`
	Status     string     `json:"status,omitempty"`
	History    []string   `json:"history,omitempty"`
	Parties    []string   `json:"parties,omitempty"`
	Meeting    string     `json:"meeting,omitempty"`
	Date       when.Date  `json:"date,omitempty"`
	Place      string     `json:"place,omitempty"`
	Topics     []string   `json:"topics,omitempty"`
	Provisions []string   `json:"provisions,omitempty"`
	Evidence   []Evidence `json:"evidence,omitempty"`
	Span
}

// Event is one act, coded with PLOVER.
type Event struct {
	ID         string     `json:"id,omitempty"`
	Type       string     `json:"type"`
	Mode       string     `json:"mode,omitempty"`
	Modality   string     `json:"modality,omitempty"`
	Actors     []string   `json:"actors,omitempty"`
	Recipients []string   `json:"recipients,omitempty"`
	Amounts    []string   `json:"amounts,omitempty"`
	Quantities []string   `json:"quantities,omitempty"` // the amounts as numbers with units: "100000000 USD"
	Date       when.Date  `json:"date,omitempty"`
	Place      string     `json:"place,omitempty"`
	Evidence   []Evidence `json:"evidence,omitempty"`
	Span
}

// Statement is something somebody said. Quote in a gold file may be its first words.
type Statement struct {
	ID        string     `json:"id,omitempty"`
	Speaker   string     `json:"speaker,omitempty"`
	Speakers  []string   `json:"speakers,omitempty"`
	Addressee string     `json:"addressee,omitempty"`
	About     []string   `json:"about,omitempty"`
	Quote     string     `json:"quote,omitempty"`
	Direct    bool       `json:"direct"`
	Start     int        `json:"start,omitempty"`
	End       int        `json:"end,omitempty"`
	Evidence  []Evidence `json:"evidence,omitempty"`
}

// Claim is one triple with the words that state it.
type Claim struct {
	ID        string `json:"id"`
	Subject   string `json:"subject"`
	Predicate string `json:"predicate"`
	Object    string `json:"object"`
	Modality  string `json:"modality"`
	Speaker   string `json:"speaker,omitempty"`
	Start     int    `json:"start"`
	End       int    `json:"end"`
	Quote     string `json:"quote"`
	Rule      string `json:"rule"`
}

// Evidence is where it stands: the article's text[Start:End] = Quote.
type Evidence struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Quote string `json:"quote"`
}

// Span is the short form of evidence that gold files may use: the first words,
// or offsets.
type Span struct {
	Quote string `json:"quote,omitempty"`
	Start int    `json:"start,omitempty"`
	End   int    `json:"end,omitempty"`
}
